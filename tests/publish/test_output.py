"""Pages are looked at before they go live: a theme that drops what is required changes nothing."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from generator.load.portal import load_portal
from generator.model.finding import Finding
from generator.publish.output import Output, check_output
from generator.render.site.inspection import Inspector, page_requirements
from tests.helpers import AS_OF, REPOSITORY, build, digest, document, make_portal, run


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A portal with a theme of its own, built."""
    root = make_portal(tmp_path / "portal", {"content/tzgg/20260303-ts.md": document()})
    shutil.copytree(REPOSITORY / "theme", root / "theme")
    build(root)
    return root


def edit(path: Path, old: str, new: str) -> None:
    """Replace a piece of a file, which must be there."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("main.html", '<meta name="{{ name }}" content="{{ value }}">', "", ("output-tags", "SiteName")),
        ("partials/footer.html", "{{ g.site_code }}</span>", "</span>", ("output-mark", "网站标识码")),
        ("partials/footer.html", "{{ id.icp }}", "", ("output-mark", "ICP备案编号")),
        (
            "partials/footer.html",
            '{{ g.root }}map/"',
            '{{ g.root }}sitemap/map/"',
            ("output-link", "sitemap/map"),
        ),
        (
            "pages/document.html",
            "<article",
            '<a href="gone.html">旧页</a><article',
            ("output-link", "tzgg/gone.html"),
        ),
        ("pages/document.html", "<article", '<a href="#gone">目录</a><article', ("output-link", "#gone")),
    ],
)
def test_a_theme_that_drops_what_is_required_changes_nothing(
    root: Path, name: str, old: str, new: str, told: tuple[str, str]
) -> None:
    before = digest(root / "site")
    edit(root / "theme" / name, old, new)
    outcome = run("build", "--root", root, "--as-of", AS_OF)
    assert outcome.code == 1, outcome.out
    code, words = told
    assert f"[{code}]" in outcome.out
    assert words in outcome.out
    assert digest(root / "site") == before
    shutil.copy(REPOSITORY / "theme" / name, root / "theme" / name)
    build(root)


def faults(root: Path, drawn: list[str], name: str) -> list[Finding]:
    """Return what is wrong with pages of a built site, of which one is a document."""
    portal = load_portal(root, date.fromisoformat(AS_OF)).portal
    assert portal
    files = {path.relative_to(root / "site").as_posix() for path in (root / "site").rglob("*")}
    inspector = Inspector(page_requirements(portal, "site", drawn, {name}))
    for address in drawn:
        inspector.look(address, (root / "site" / address).read_text(encoding="utf-8"), address == name)
    return check_output(Output(root / "site", files), inspector.wanted, inspector.seen, drawn)


def test_only_pages_drawn_anew_are_looked_at(root: Path) -> None:
    name = "tzgg/20260303-ts.html"
    names = [path.relative_to(root / "site").as_posix() for path in (root / "site").rglob("*.html")]
    assert faults(root, names, name) == []
    edit(
        root / "site" / name,
        'name="PubDate" content="2026-03-03 09:30"',
        'name="PubDate" content="2026-03-03"',
    )
    assert faults(root, ["tzgg/index.html"], name) == []
    (found,) = faults(root, names, name)
    assert (found.code, found.place.path) == ("output-tags", f"site/{name}")


def test_a_broken_link_is_told_with_its_line(root: Path) -> None:
    page = root / "site/tzgg/20260303-ts.html"
    edit(page, "<article", '<p>\n</p>\n<a href="../tzgg/gone.html#x">旧页</a><article')
    (found,) = faults(root, ["tzgg/20260303-ts.html"], "tzgg/20260303-ts.html")
    lines = page.read_text(encoding="utf-8").split("\n")
    assert "“tzgg/gone.html”" in found.message
    assert "gone.html" in lines[found.place.line - 1]


def test_a_fault_that_many_pages_share_is_told_once(root: Path) -> None:
    make_portal(root, {f"content/tzgg/{n}.md": document(title=f"第{n}号") for n in range(20260304, 20260308)})
    edit(root / "theme/pages/document.html", "<article", '<a href="/gone/">旧页</a><article')
    outcome = run("build", "--root", root, "--as-of", AS_OF)
    assert outcome.out.count("[output-link]") == 1
    assert "有5个页面" in outcome.out
