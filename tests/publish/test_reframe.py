"""A column renamed: pages of documents are put into their new frames, and nothing in them is made again."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from contextlib import nullcontext
from datetime import date
from pathlib import Path

import pytest

from generator.program import shipped_theme
from generator.publish.build import build
from generator.publish.previewing.live import Live
from generator.publish.result import BuildStats
from generator.publish.stages import Listener
from generator.render.documents.document import draw_document
from generator.render.site.inspection import Inspector
from generator.views.job import DocumentJob
from tests.helpers import AS_OF, MARKS, PORTAL, contents, document, make_portal

DAY = date.fromisoformat(AS_OF)
COLUMN = "- {{name: {name}, slug: {slug}, description: 公开事项, unit: 甲, owner: 乙, cycle: monthly}}"


def columns(*names: str) -> str:
    """Return columns.yml with columns of these names, whose addresses stay."""
    lines = [f"  {COLUMN.format(name=name, slug=slug)}\n" for slug, name in zip("abc", names, strict=False)]
    return f"{PORTAL}columns:\n{''.join(lines)}"


def made(root: Path) -> BuildStats:
    """Build; return the figures."""
    stats = build(root, DAY, Listener()).stats
    assert stats
    return stats


def clean(root: Path) -> dict[str, str]:
    """Return what a first build of the same sources holds."""
    other = root.with_name(f"{root.name}-clean")
    shutil.copytree(root, other, ignore=shutil.ignore_patterns("site", ".cache"))
    made(other)
    return contents(other / "site")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A portal with two columns, that was built."""
    texts = {
        f"content/{slug}/{n}.md": document(f"第{n}号", "| 表 |\n|---|\n| 格 |\n\n</main> `</title>`")
        for slug in "ab"
        for n in range(3)
    }
    texts["content/b/0.md"] = document("解读第0号", interprets="[a/0.md]", summary="说明")
    portal = make_portal(
        tmp_path / "portal", {"columns.yml": columns("旧名", "另一栏"), "mkdocs.yml": MARKS, **texts}
    )
    made(portal)
    return portal


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses of documents whose pages are drawn from their texts."""
    seen: list[str] = []

    def watched(job: DocumentJob, *rest: object) -> str:
        seen.append(job.document.address)
        return draw(job, *rest)

    draw: Callable[..., str] = draw_document
    monkeypatch.setattr("generator.render.site.batch.draw_document", watched)
    return seen


def test_a_renamed_column_draws_only_pages_that_show_its_name_inside(root: Path, drawn: list[str]) -> None:
    (root / "columns.yml").write_text(columns("新名", "另一栏"), encoding="utf-8")
    stats = made(root)
    page = (root / "site/a/1.html").read_text(encoding="utf-8")
    assert "<title>第1号-新名-示例区人民政府</title>" in page
    assert "旧名" not in page
    # The page of the one that interprets shows where what it interprets is.
    assert drawn == ["b/0.html"]
    assert stats.shards_built == 0
    assert contents(root / "site") == clean(root)


def test_a_column_more_draws_no_document(root: Path, drawn: list[str]) -> None:
    (root / "columns.yml").write_text(columns("旧名", "另一栏", "第三栏"), encoding="utf-8")
    made(root)
    assert "第三栏" in (root / "site/b/2.html").read_text(encoding="utf-8")
    assert drawn == []
    assert contents(root / "site") == clean(root)


def test_a_new_frame_tells_which_sheets_it_loads(root: Path, drawn: list[str]) -> None:
    sheet = root / "theme/assets/services.css"
    sheet.parent.mkdir(parents=True)
    shipped = (shipped_theme() / "assets/services.css").read_text(encoding="utf-8")
    sheet.write_text(f"{shipped}.gk-doc__bar{{top:0}}", encoding="utf-8")
    made(root)
    assert "services.css" in (root / "site/a/1.html").read_text(encoding="utf-8")
    sheet.write_text(f"{shipped}.gk-doc__bar{{top:1px}}", encoding="utf-8")
    made(root)
    assert drawn == []
    assert contents(root / "site") == clean(root)


def test_what_changed_inside_as_well_is_drawn(root: Path, drawn: list[str]) -> None:
    (root / "columns.yml").write_text(columns("新名", "另一栏"), encoding="utf-8")
    (root / "content/a/2.md").write_text(document("改了的"), encoding="utf-8")
    made(root)
    assert sorted(drawn) == ["a/1.html", "a/2.html", "b/0.html"]
    assert contents(root / "site") == clean(root)


@pytest.mark.parametrize("spoilt", ["site/a/1.html", ".cache/frames"])
def test_what_was_altered_or_lost_is_drawn(root: Path, drawn: list[str], spoilt: str) -> None:
    path = root / spoilt
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.write_text("别的", encoding="utf-8")
    (root / "columns.yml").write_text(columns("新名", "另一栏"), encoding="utf-8")
    made(root)
    assert "a/1.html" in drawn
    assert contents(root / "site") == clean(root)


def test_frames_of_the_live_site_outlast_those_a_preview_asks_for(root: Path, drawn: list[str]) -> None:
    for number in range(5):
        (root / "columns.yml").write_text(columns(f"试第{number}名", "另一栏"), encoding="utf-8")
        assert Live(root, DAY).refresh() == []
    (root / "columns.yml").write_text(columns("新名", "另一栏"), encoding="utf-8")
    made(root)
    assert drawn == ["b/0.html"]
    assert contents(root / "site") == clean(root)


def test_of_each_frame_one_page_is_looked_at_and_all_where_a_file_is_gone(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def watched(inspector: Inspector, address: str, *rest: object) -> None:
        seen.append(address)
        look(inspector, address, *rest)

    look: Callable[..., None] = Inspector.look
    monkeypatch.setattr(Inspector, "look", watched)
    (root / "columns.yml").write_text(columns("新名", "另一栏"), encoding="utf-8")
    made(root)
    assert len({"a/0.html", "a/2.html"} & {*seen}) == 1
    (root / "columns.yml").write_text(columns("更新的名", "另一栏"), encoding="utf-8")
    (root / "content/b/2.md").unlink()
    (root / "urls.lock").unlink(missing_ok=True)
    seen.clear()
    build(root, DAY, Listener())
    assert {"a/0.html", "a/1.html", "a/2.html"} <= {*seen}


def test_pages_are_written_over_those_of_an_older_frame_but_never_over_shared_or_open_ones(
    root: Path,
) -> None:
    written_over = 0
    for name in ("新名", "更新的名", "又一名"):
        (root / "columns.yml").write_text(columns(name, "另一栏"), encoding="utf-8")
        waiting = root / ".cache/next-site"
        before = (
            {page: (waiting / page).stat().st_ino for page in ("a/1.html", "b/1.html")}
            if waiting.exists()
            else {}
        )
        live = contents(root / "site")
        with (waiting / "b/1.html").open(encoding="utf-8") if before else nullcontext() as reader:
            alone = before and (waiting / "a/1.html").stat().st_nlink == 1
            was = (waiting / "b/1.html").read_text(encoding="utf-8") if before else ""
            made(root)
            # What was live stays whole, and who still reads an old page reads it to its end.
            assert contents(root / ".cache/next-site") == live
            assert reader is None or reader.read() == was
        assert contents(root / "site") == clean(root)
        shutil.rmtree(root.with_name("portal-clean"))
        if alone and sys.platform == "linux":
            assert (root / "site/a/1.html").stat().st_ino == before["a/1.html"]
            assert (root / "site/b/1.html").stat().st_ino != before["b/1.html"]
            written_over += 1
    assert written_over or sys.platform != "linux"


@pytest.mark.parametrize("doubtful", [False, True])
def test_a_page_that_both_trees_share_is_not_written_over(
    root: Path, monkeypatch: pytest.MonkeyPatch, doubtful: bool
) -> None:
    (root / "columns.yml").write_text(columns("新名", "另一栏"), encoding="utf-8")
    made(root)
    (root / "content/b/2.md").write_text(document("另一份"), encoding="utf-8")
    made(root)
    # The waiting tree shares this page with the live one.
    assert (root / "site/a/1.html").stat().st_nlink == 2
    (root / "columns.yml").write_text(columns("新名", "改了的一栏"), encoding="utf-8")
    live = contents(root / "site")
    if doubtful:
        monkeypatch.setattr("generator.publish.reframe._moved", lambda *_: None)
    made(root)
    assert contents(root / ".cache/next-site") == live
    assert contents(root / "site") == clean(root)
