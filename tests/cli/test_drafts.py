"""``build --drafts --out`` and ``build --quiet``: where they write, what they say, what they never touch."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import AS_OF, build, contents, document, make_portal, run

DRAFT = document(title="还没有定稿的通知", draft="true")
LATER = document(title="到时候才公开的通知", published="2026-12-24 09:30")
FILES = {
    "content/tzgg/a.md": document(title="停水通知"),
    "content/tzgg/b.md": DRAFT,
    "content/tzgg/c.md": LATER,
}


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    return make_portal(tmp_path / "网站", FILES)


def drafts(root: Path, out: Path, *more: str) -> str:
    """Write the drafts; return what was said."""
    outcome = run("build", "--root", root, "--as-of", AS_OF, "--drafts", "--out", out, *more)
    assert outcome.code == 0, outcome.out + outcome.err
    return outcome.out


def test_drafts_go_to_their_own_folder_with_a_mark_on_every_page(portal: Path, tmp_path: Path) -> None:
    site = contents(build(portal))
    out = tmp_path / "预览"
    said = drafts(portal, out)
    assert str(out) in said
    assert contents(portal / "site") == site
    pages = list(out.rglob("*.html"))
    assert len(pages) > 4
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert '<meta name="robots" content="noindex,nofollow">' in text, page
        assert "不是正式网站" in text, page
    assert "还没有定稿的通知" in (out / "tzgg/b.html").read_text(encoding="utf-8")
    assert "到时候才公开的通知" in (out / "tzgg/c.html").read_text(encoding="utf-8")
    assert (out / "robots.txt").read_text(encoding="utf-8") == "User-agent: *\nDisallow: /\n"
    assert not (out / "sitemap.xml").exists()
    assert list(out.rglob("*.pf_meta")), "what is not public yet can be searched in a preview"


def test_a_public_build_after_it_bears_no_mark(portal: Path, tmp_path: Path) -> None:
    drafts(portal, tmp_path / "out")
    for page in build(portal).rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert "noindex" not in text
        assert "不是正式网站" not in text
        assert "还没有定稿" not in text


def test_it_is_renewed_and_what_went_is_gone(portal: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    drafts(portal, out)
    (portal / "content/tzgg/b.md").unlink()
    (out / "stray.txt").write_text("x", encoding="utf-8")
    drafts(portal, out)
    assert not (out / "tzgg/b.html").exists()
    assert not (out / "stray.txt").exists()
    assert [path.name for path in tmp_path.iterdir() if "making" in path.name] == []


@pytest.mark.parametrize("where", ["site", ".", "..", "content", "public/x", "full"])
def test_it_writes_to_no_other_folder(portal: Path, where: str) -> None:
    (portal.parent / "full").mkdir()
    (portal.parent / "full/precious").touch()
    before = contents(portal.parent)
    out = portal.parent / "full" if where == "full" else portal / where
    outcome = run("build", "--root", portal, "--as-of", AS_OF, "--drafts", "--out", out)
    assert outcome.code == 2, outcome.out
    assert contents(portal.parent) == before


@pytest.mark.parametrize("words", [("--drafts",), ("--out", "x")])
def test_the_two_go_together(portal: Path, words: tuple[str, ...]) -> None:
    outcome = run("build", "--root", portal, *words)
    assert outcome.code == 2
    assert "--out" in outcome.err
    assert not (portal / "site").exists()


def test_errors_leave_the_folder_as_it_was(portal: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    drafts(portal, out)
    before = contents(out)
    (portal / "content/tzgg/b.md").write_text("没有头部", encoding="utf-8")
    outcome = run("build", "--root", portal, "--as-of", AS_OF, "--drafts", "--out", out)
    assert outcome.code == 1
    assert "保持原样" in outcome.out
    assert contents(out) == before


def test_quiet_says_nothing_until_something_is_wrong(portal: Path, tmp_path: Path) -> None:
    for more in ((), ("--no-audit",), ("--audit",), ("--audit",)):
        outcome = run("build", "--root", portal, "--as-of", AS_OF, "--quiet", *more)
        assert (outcome.code, outcome.out, outcome.err) == (0, "", "")
    assert drafts(portal, tmp_path / "out", "--quiet") == ""
    (portal / "content/tzgg/b.md").write_text("没有头部", encoding="utf-8")
    outcome = run("build", "--root", portal, "--as-of", AS_OF, "--quiet")
    assert outcome.code == 1
    assert "b.md" in outcome.out
