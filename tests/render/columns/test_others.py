"""A column of a special layout lists thousands of other documents on pages that a phone can open."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.helpers import COLUMNS, PORTAL, build, contents, document, make_portal
from tests.publish.test_reuse import fresh

COUNT = 45
LAYOUTS = ["plans", "press", "guides", "gazette", "annual-reports", "law-reports", "budget"]


def text(number: int) -> str:
    """Return a document that is no more than a notice."""
    title = f"关于第{number}件事项的通知"
    return document(title, f"{title}的正文。", published=f"2026-03-03 {number // 60:02}:{number % 60:02}")


def portal(folder: Path, layout: str, count: int = COUNT) -> Path:
    """Write a portal whose only column has a layout and holds nothing but notices."""
    notices: dict[str, str | bytes] = {f"content/tzgg/{n:03}.md": text(n) for n in range(count)}
    return make_portal(folder, {"columns.yml": PORTAL + COLUMNS + f"    layout: {layout}\n", **notices})


def listed(page: Path) -> list[str]:
    """Return the documents that a page lists, in their order."""
    return re.findall(
        r'class="gk-rows__title" href="[./]*tzgg/(\d+)\.html"', page.read_text(encoding="utf-8")
    )


@pytest.mark.parametrize("layout", LAYOUTS)
def test_others_are_listed_page_by_page(layout: str, tmp_path: Path) -> None:
    column = build(portal(tmp_path, layout)) / "tzgg"
    pages = [column / name for name in ("index.html", "_2.html", "_3.html")]
    assert [len(listed(page)) for page in pages] == [20, 20, 5]
    newest_first = [f"{n:03}" for n in reversed(range(COUNT))]
    assert [name for page in pages for name in listed(page)] == newest_first
    assert 'href="_2.html">下一页</a>' in pages[0].read_text(encoding="utf-8")
    assert 'href="./">1</a>' in pages[2].read_text(encoding="utf-8")
    assert not (column / "_4.html").exists()


def test_a_few_others_stand_on_one_page(tmp_path: Path) -> None:
    column = build(portal(tmp_path, "plans", 20)) / "tzgg"
    assert len(listed(column / "index.html")) == 20
    assert "gk-paging" not in (column / "index.html").read_text(encoding="utf-8")
    assert not list(column.glob("_*.html"))


def test_an_edit_changes_the_pages_it_shows_on(tmp_path: Path) -> None:
    root = portal(tmp_path / "portal", "plans")
    column = build(root) / "tzgg"
    before = {name: (column / name).read_bytes() for name in ("index.html", "_2.html", "_3.html")}
    edited = text(3).replace("关于第3件", "关于另外3件")
    (root / "content/tzgg/003.md").write_text(edited, encoding="utf-8")
    assert contents(build(root)) == fresh(root, tmp_path / "fresh")
    assert [name for name in before if (column / name).read_bytes() != before[name]] == ["_3.html"]
    for number in range(10, COUNT):
        (root / f"content/tzgg/{number:03}.md").unlink()
    assert contents(build(root)) == fresh(root, tmp_path / "fresh")
    assert not list(column.glob("_*.html"))
