"""Requests about registers that nobody of good will sends: none changes anything, shows a file, or ends the desk."""

from __future__ import annotations

import contextlib
import io
import time
import zipfile
from collections.abc import Iterator

import pytest

from generator.desk.copy.state import key_of
from generator.desk.keeping.drafts import Draft
from generator.desk.tables.rows_block import read_block
from generator.errors import GongkaiError
from tests.desk.conftest import Visitor, git, opened, repository, visit
from tests.desk.registers import CLINICS, FILES, begin
from tests.desk.test_hostile import ORIGINS, PATHS

ACTS = (
    "/cell",
    "/rows",
    "/rows/b0",
    "/rows/b0/remove",
    "/undo",
    "/paste",
    "/file",
    "/coming",
    "/publish",
    "/rebase",
    "/drop",
)
ROWS = [
    "",
    "x",
    "b",
    "b-1",
    "b3",
    "b999999",
    "b1e5",
    "n0",
    "b01",
    "../b0",
    "b0/../b1",
    "%00",
    "b０",
    "constructor",
    "__class__",
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visitor]:
    """One desk for all of them: it has to outlive each."""
    with opened(repository(tmp_path_factory.mktemp("hostile") / "网站", FILES)) as made:
        yield visit(made)


@pytest.fixture(scope="module")
def base(desk: Visitor) -> str:
    """A draft that they aim at."""
    return begin(desk)


@pytest.fixture(autouse=True)
def _unharmed(desk: Visitor, base: str) -> Iterator[None]:
    def state() -> tuple[Draft | None, str]:
        kept = desk.desk.drafts.get(base.rpartition("/")[2], "own")
        return kept, git(desk.desk.room.copy.home, "rev-parse", "HEAD")

    before = state()
    yield
    assert state() == before
    assert desk.get(base).status_code == 200, "the desk has ended"


@pytest.mark.parametrize("path", PATHS)
def test_no_name_of_a_register_leads_to_a_file(desk: Visitor, base: str, path: str) -> None:
    for start in ("/registers/", "/registers/in/", "/tables/", f"{base}/rows/"):
        answer = desk.get(f"{start}{path}")
        assert answer.status_code in (303, 307, 400, 404, 405, 409), (start, answer.status_code)
        assert "root:" not in answer.text and "[core]" not in answer.text
        assert desk.post(f"{start}{path}").status_code in (303, 307, 400, 404, 405, 409)


@pytest.mark.parametrize(
    "path", ["columns.yml", "tzgg/a.md", "urls.lock", "frmz", "czzj/b.md", "frmz/门诊.csv.md"]
)
def test_only_registers_are_opened_as_registers(desk: Visitor, path: str) -> None:
    assert desk.post(f"/registers/{key_of(path)}").status_code == 404
    assert desk.post(f"/documents/{key_of(CLINICS)}").status_code == 404


def test_a_document_is_no_table_and_a_table_is_no_document(desk: Visitor, base: str) -> None:
    own = base.rpartition("/")[2]
    document = desk.begin()
    for act in ("", "/publish", "/preview"):
        assert desk.get(f"/drafts/{own}{act}").status_code == 404
    for act in ("", "/autosave", "/files", "/publish", "/rebase", "/drop", "/pick", "/unpick"):
        assert (
            desk.post(f"/drafts/{own}{act}", {"pick": "interprets", "off": "interprets:0"}).status_code == 404
        )
    for act in ("", "/changes", "/rows/b0"):
        assert desk.get(f"/tables/{document}{act}").status_code == 404
    for act in ACTS:
        assert desk.post(f"/tables/{document}{act}", {"row": "b0", "block": "x"}).status_code in (404, 409)


@pytest.mark.parametrize("origin", ORIGINS)
def test_a_forged_origin_changes_nothing(desk: Visitor, base: str, origin: str) -> None:
    token = desk.csrf
    for act in ACTS:
        answer = desk.client.post(
            f"{base}{act}", data={"csrf": token, "row": "b0", "c.name": "改掉"}, headers={"Origin": origin}
        )
        assert answer.status_code == 403, act


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("token", ["", "x", "null"])
def test_a_form_that_is_not_ours_changes_nothing(desk: Visitor, base: str, act: str, token: str) -> None:
    answer = desk.client.post(
        f"{base}{act}", data={"csrf": token, "row": "b0", "c.name": "改掉", "block": "x"}
    )
    assert answer.status_code == 403


@pytest.mark.parametrize("row", ROWS)
def test_a_row_that_is_not_there_is_told(desk: Visitor, base: str, row: str) -> None:
    for act, told in (
        ("/cell", {"row": row, "c.name": "改掉"}),
        ("/paste", {"row": row or "b7", "column": "0", "block": "改掉\t改掉\n改掉\t改掉"}),
        ("/rows", {"after": row or "b7"}),
    ):
        assert desk.post(f"{base}{act}", told).status_code == 409, act


@pytest.mark.parametrize("column", ["", "-1", "8", "999", "9" * 400, "x", "1e3", "１"])
def test_a_column_that_is_not_there_is_told(desk: Visitor, base: str, column: str) -> None:
    assert (
        desk.post(f"{base}/paste", {"row": "b0", "column": column, "block": "改掉\t改掉"}).status_code == 409
    )


@pytest.mark.parametrize(
    "key", ["c.", "c.nothing", "c.__class__", "c.../../x", "name", "desk.rows", "head.title", "path", "base"]
)
def test_a_field_that_the_register_has_not_is_no_field(desk: Visitor, key: str) -> None:
    own = begin(desk)
    try:
        assert desk.post(f"{own}/cell", {"row": "b0", key: "改掉"}).status_code == 200
        assert "改掉" not in repr(desk.desk.drafts.get(own.rpartition("/")[2], "own"))
    finally:
        desk.post(f"{own}/drop")


def test_too_much_is_refused(desk: Visitor, base: str) -> None:
    assert desk.post(f"{base}/paste", {"block": "x\n" * 60_000}).status_code == 409
    assert desk.post(f"{base}/paste", {"block": "\t" * 1_500_000}).status_code == 409
    assert desk.post(f"{base}/paste", {"block": "x" * (9 * 1024 * 1024)}).status_code == 413
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (80 * 1024 * 1024))
    assert desk.post(f"{base}/file", files={"upload": ("a.xlsx", bomb.getvalue())}).status_code == 409
    assert (
        desk.post(f"{base}/file", files={"upload": ("a.csv", b"x" * (17 * 1024 * 1024))}).status_code == 409
    )


def test_a_pasted_line_is_read_once_however_many_cells_it_has() -> None:
    def took(block: str) -> float:
        before = time.process_time()
        with contextlib.suppress(GongkaiError):
            read_block(block)
        return time.process_time() - before

    # Without a line end, each cell before the long one would be looked for to the end of all.
    long = "x" * 5_000_000
    assert min(took("\t" * 2000 + long) / took("\t" + long) for _ in range(3)) < 3


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "{{ 7*7 }}", "'\"><img src=x>", "\u202e", "=cmd|' /C calc'!A0"]
)
def test_what_is_typed_is_shown_as_text_and_run_by_nothing(desk: Visitor, text: str) -> None:
    base = begin(desk)
    try:
        desk.post(f"{base}/cell", {"row": "b0", "c.hours": text})
        for address in ("", "/rows/b0", "/changes"):
            page = desk.get(base + address).text
            assert "<script>alert" not in page and "<img src=x" not in page and ">49<" not in page
    finally:
        desk.post(f"{base}/drop")


@pytest.mark.parametrize("query", ["<script>alert(1)</script>", "%00", "a" * 5000, "(" * 2000, "9" * 400])
def test_what_is_searched_for_is_shown_as_text(desk: Visitor, base: str, query: str) -> None:
    for address in ("/registers", base, f"{base}/changes", f"{base}/coming"):
        page = desk.get(
            address, params={"q": query, "page": query, "only": query, "said": query, "mode": query}
        )
        assert page.status_code in (200, 303) and "<script>alert" not in page.text
