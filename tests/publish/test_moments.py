"""What appears, ends and is taken down by time alone: on the site at its moment, and after it nothing but the notice that it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import contents, document, make_portal, run

FILES: dict[str, str | bytes] = {
    "content/tzgg/a.md": document("拟录用人员名单", "甲乙丙三人。见[表](/tzgg/b.md)。", published="2026-11-20 09:00",
                                  notice_until="2026-11-20 17:00", withdraw_at="2026-11-20 18:00", attachments="[名单.csv]"),
    "content/tzgg/名单.csv": "姓名\n甲\n",
    "content/tzgg/b.md": document("另一份通知", "见[名单](/tzgg/a.md)。"),
    "content/tzgg/c.md": document("按天公示的事项", "公示五天。", published="2026-11-10", 公示截止="2026-11-20"),
}  # fmt: skip
# Moments of the day, and of the days around it, with what is then to be seen of the three.
STATES = {
    "2026-11-20 08:59": (False, "", "公示中"),
    "2026-11-20 09:00": (True, "公示中", "公示中"),
    "2026-11-20 16:59": (True, "公示中", "公示中"),
    "2026-11-20 17:00": (True, "公示已结束", "公示中"),
    "2026-11-20 17:59": (True, "公示已结束", "公示中"),
    "2026-11-20 18:00": (False, "", "公示中"),
    "2026-11-20": (False, "", "公示中"),
    "2026-11-21 00:00": (False, "", "公示已结束"),
}


def build_at(root: Path, moment: str) -> str:
    """Build as of a moment; return what was said."""
    outcome = run("build", "--root", root, "--as-of", moment)
    assert outcome.code == 0, outcome.out + outcome.err
    return outcome.out


def text(path: Path) -> str:
    """Return the text of a page."""
    return path.read_text(encoding="utf-8")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A portal with a notice that is shown for some hours, one that ends with its day, and a plain document."""
    return make_portal(tmp_path / "portal", FILES)


def test_every_moment_shows_what_it_should_and_the_build_before_does_not_matter(
    root: Path, tmp_path: Path
) -> None:
    for number, (moment, (shown, word, other)) in enumerate(STATES.items()):
        build_at(root, moment)
        site = root / "site"
        page = site / "tzgg/a.html"
        pages = {path: path.read_bytes() for path in site.rglob("*.*ml")}
        named = {path for path, data in pages.items() if "拟录用人员名单".encode() in data}
        over = moment in ("2026-11-20", "2026-11-20 18:00", "2026-11-21 00:00")
        listing = text(site / "tzgg/index.html")
        assert page.is_file() is (shown or over), moment
        assert (site / "tzgg/名单.csv").is_file() is shown, moment
        assert any("甲乙丙三人".encode() in data for data in pages.values()) is shown, moment
        assert (len(named) > 1) is shown, moment
        if over:
            # What a withdrawn document leaves, and no more.
            assert named == {page}
            notice = text(page)
            assert '已于<time datetime="2026-11-20">2026-11-20</time><strong>撤回</strong>' in notice
            assert "原因：到期撤下" in notice
            assert '"/tzgg/a.html" "/tzgg/a.html"' in text(site / "redirects/nginx-gone.map")
        assert listing.count(">公示中<") == (word == "公示中") + (other == "公示中"), moment
        assert listing.count(">公示已结束<") == (word == "公示已结束") + (other == "公示已结束"), moment
        assert f"<strong>{other}</strong>，公示期至2026年11月20日。" in text(site / "tzgg/c.html"), moment
        if shown:
            assert f"<strong>{word}</strong>，公示期至2026年11月20日17:00。" in text(site / "tzgg/a.html")
        fresh = make_portal(tmp_path / f"fresh-{number}", FILES)
        build_at(fresh, moment)
        assert contents(fresh / "site") == contents(site), moment


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        ("2026-11-20 08:00", "2026-11-20 08:59", True),
        ("2026-11-20 08:59", "2026-11-20 09:00", False),
        ("2026-11-20 09:00", "2026-11-20 16:59", True),
        ("2026-11-20 16:59", "2026-11-20 17:00", False),
        ("2026-11-20 17:59", "2026-11-20 18:00", False),
        ("2026-11-20 18:00", "2026-11-20", True),
        # Back in time as well.
        ("2026-11-20 18:00", "2026-11-20 17:59", False),
        ("2026-11-20 23:59", "2026-11-21 00:00", False),
    ],
)
def test_a_build_holds_until_the_next_moment(before: str, after: str, same: bool, root: Path) -> None:
    build_at(root, before)
    assert ("没有变化" in build_at(root, after)) is same


def test_the_search_holds_what_is_public(root: Path) -> None:
    for moment, shown in (("2026-11-20 09:00", True), ("2026-11-20 18:00", False)):
        build_at(root, moment)
        sitemap = text(root / "site/sitemap.xml")
        words = b"".join(path.read_bytes() for path in (root / "site/pagefind").glob("*/titles.js"))
        assert ("tzgg/a.html" in sitemap) is shown
        assert ("拟录用人员名单".encode() in words) is shown


def test_a_preview_shows_no_more_of_what_is_taken_down_than_the_public_sees(root: Path) -> None:
    outcome = run("check", "--root", root, "--as-of", "2026-11-20 18:00")
    assert "“拟录用人员名单”已于2026-11-20 18:00撤下" in outcome.out
    assert "[taken-down]" in outcome.out
