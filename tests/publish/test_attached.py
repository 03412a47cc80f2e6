"""What stands in attached files is in the index of the search: of what is public and sound, and of nothing else."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from generator.load.cache.folder import cache_folder
from generator.load.documents.parse_cache import read_cache
from generator.load.portal import load_portal
from generator.load.texts import published
from generator.search.texts import ROWS, read_texts
from tests.helpers import AS_OF, COLUMNS, PORTAL, build, digest, document, make_portal
from tests.load.texts.files import book, word_file

LIMITS = "limits: {empty_warn: 0, monthly_days: 0, inspect_files: true, national: false, home_days: 0}\n"
SETTLED = PORTAL + COLUMNS + LIMITS
REGISTER = """\
  - {name: 名册, slug: mc, kind: register, description: 名单。, unit: 区政府办公室, owner: 张某, cycle: monthly}
"""


def attached(site: Path) -> dict[str, str]:
    """Return the words of attached files in the index, by their addresses."""
    found: dict[str, str] = {}
    for rows in (site / "pagefind").glob(f"*/{ROWS}"):
        for text in read_texts(rows.parent):
            found |= {url: words for _, url, words in text.attached}
    return found


def everything(site: Path) -> Iterator[str]:
    """Yield all that the index of a site holds, unpacked where it is packed as a whole."""
    for path in (site / "pagefind").rglob("*"):
        if path.is_file():
            raw = path.read_bytes()
            yield (gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw).decode("utf-8", "replace")


def portal(folder: Path, **files: str | bytes) -> Path:
    """Write a portal with these files in its column, a document's name being the stem of its file."""
    texts = {f"content/tzgg/{name.replace('__', '.')}": raw for name, raw in files.items()}
    return make_portal(folder, {"columns.yml": SETTLED, **texts})


def test_attachments_and_files_that_a_text_links_to_are_read(tmp_path: Path) -> None:
    root = portal(
        tmp_path,
        a__md=document(attachments="[甲.docx, 乙.xlsx]"),
        b__md=document(body="见[附件](丙.csv)。", published="2026-03-04 09:30"),
        甲__docx=word_file("沼气池检修。", cells=("甲格", "乙格")),
        乙__xlsx=book(lambda sheet: sheet.write(0, 0, "茶园改良")),
        丙__csv="河道清淤\n",
    )
    assert attached(build(root)) == {
        "tzgg/甲.docx": "沼气池检修。\n甲格\n乙格",
        "tzgg/乙.xlsx": "第1张\n茶园改良",
        "tzgg/丙.csv": "河道清淤",
    }


def test_the_words_of_pictures_and_summaries_are_found(tmp_path: Path) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg"/>'
    root = portal(
        tmp_path,
        a__md=document(body="正文。\n\n![车位分布图](图.svg)", summary="要点摘在前面"),
        图__svg=svg,
    )
    site = build(root)
    (text,) = [each for rows in (site / "pagefind").glob(f"*/{ROWS}") for each in read_texts(rows.parent)]
    assert text.extra.split("\n") == ["要点摘在前面", "车位分布图"]


def test_what_is_not_public_or_not_sound_is_not_in_the_index(tmp_path: Path) -> None:
    settings = "checks:\n" + "".join(
        f"  - {{code: {code}, level: info, reason: 试验。}}\n"
        for code in ("personal-identity", "file-mismatch", "asset-unused", "secret-mark")
    )

    def hidden(sheet: object) -> None:
        sheet.write(0, 0, "暗处的秘语五")  # type: ignore[attr-defined]
        sheet.set_row(0, None, None, {"hidden": True})  # type: ignore[attr-defined]

    root = make_portal(
        tmp_path,
        {
            "columns.yml": PORTAL + COLUMNS + LIMITS + settings,
            "content/tzgg/a.md": document(attachments="[号码.docx, 假的.docx, 暗.xlsx, 密.txt]"),
            "content/tzgg/cg.md": document(draft="true", attachments="[草稿.docx]"),
            "content/tzgg/ds.md": document(published="2027-01-01 09:00", attachments="[以后.docx]"),
            "content/tzgg/ch.md": document(
                published="2026-03-02 09:00",
                withdrawn="{date: 2026-04-01, reason: 有误}",
                attachments="[撤回.docx]",
            ),
            "content/tzgg/号码.docx": word_file("暗处的秘语一", "张某，11010519491231002X"),
            "content/tzgg/假的.docx": "暗处的秘语二".encode(),
            "content/tzgg/暗.xlsx": book(hidden),
            "content/tzgg/密.txt": "秘密★1年\n暗处的秘语三\n",
            "content/tzgg/草稿.docx": word_file("暗处的秘语四"),
            "content/tzgg/以后.docx": word_file("暗处的秘语六"),
            "content/tzgg/撤回.docx": word_file("暗处的秘语七"),
        },
    )
    site = build(root)
    assert attached(site) == {}
    assert not any("秘语" in text for text in everything(site))


def test_the_table_of_a_register_is_no_file_to_be_read(tmp_path: Path) -> None:
    root = make_portal(
        tmp_path,
        {
            "columns.yml": PORTAL + COLUMNS + REGISTER + LIMITS,
            "content/mc/名册.csv": "姓名\n张某\n",
            "content/tzgg/a.md": document(attachments="[../mc/名册.csv, 甲.csv]"),
            "content/tzgg/甲.csv": "河道清淤\n",
        },
    )
    loaded = load_portal(root, date.fromisoformat(AS_OF), cache=read_cache(cache_folder(root)))
    assert "file-unpublishable" in [each.code for each in loaded.findings]
    assert loaded.portal
    assert list(loaded.portal.words) == ["tzgg/甲.csv"]


def test_who_wants_no_file_opened_has_none_searched(tmp_path: Path) -> None:
    root = portal(tmp_path, a__md=document(attachments="[甲.csv]"), 甲__csv="河道清淤\n")
    text = (root / "columns.yml").read_text(encoding="utf-8")
    (root / "columns.yml").write_text(
        text.replace("inspect_files: true", "inspect_files: false"), encoding="utf-8"
    )
    assert attached(build(root)) == {}
    assert not (root / ".cache" / "texts").exists()


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that are opened for their words."""
    paths: list[str] = []
    ask = published._ask

    def noting(foreign: object, raw: bytes, path: str) -> object:
        paths.append(path)
        return ask(foreign, raw, path)  # type: ignore[arg-type]

    monkeypatch.setattr(published, "_ask", noting)
    return paths


def test_a_file_is_opened_once_for_each_content(tmp_path: Path, opened: list[str]) -> None:
    root = portal(
        tmp_path, a__md=document(attachments="[甲.csv, 乙.csv]"), 甲__csv="河道清淤\n", 乙__csv="河道清淤\n"
    )
    build(root)
    assert len(opened) == 1
    (root / "content/tzgg/a.md").write_text(
        document("改了标题", attachments="[甲.csv, 乙.csv]"), encoding="utf-8"
    )
    build(root)
    folder = root / "content/tzgg"
    (folder / "甲.csv").rename(folder / "丙.csv")
    (folder / "a.md").write_text(document("改了标题", attachments="[丙.csv, 乙.csv]"), encoding="utf-8")
    assert attached(build(root)) == {"tzgg/丙.csv": "河道清淤", "tzgg/乙.csv": "河道清淤"}
    assert len(opened) == 1
    (folder / "乙.csv").write_text("路灯维修\n", encoding="utf-8")
    assert attached(build(root))["tzgg/乙.csv"] == "路灯维修"
    assert len(opened) == 2


def test_a_portal_that_offers_no_files_keeps_and_opens_nothing(tmp_path: Path, opened: list[str]) -> None:
    root = portal(tmp_path, a__md=document())
    build(root)
    assert opened == []
    assert not list((root / ".cache").glob("texts*"))


@pytest.mark.parametrize("harm", ["damage", "lose", "lose-notes", "foreign-notes"])
def test_what_was_kept_may_be_lost_or_damaged(tmp_path: Path, harm: str) -> None:
    first, second = (
        portal(tmp_path / name, a__md=document(attachments="[甲.csv]"), 甲__csv="河道清淤\n")
        for name in ("one", "two")
    )
    build(first)
    build(second)
    texts, notes = first / ".cache/texts", first / ".cache/texts.bin"
    for kept in texts.iterdir():
        if harm == "damage":
            kept.write_bytes(b"x" * 99)
        if harm == "lose":
            kept.unlink()
    if harm == "lose-notes":
        notes.unlink()
    if harm == "foreign-notes":
        notes.write_bytes((second / ".cache/texts.bin").read_bytes())
    for root in (first, second):
        (root / "content/tzgg/a.md").write_text(
            document("另一个标题", attachments="[甲.csv]"), encoding="utf-8"
        )
        build(root)
    assert attached(first / "site") == {"tzgg/甲.csv": "河道清淤"}
    assert digest(first / "site") == digest(second / "site")
