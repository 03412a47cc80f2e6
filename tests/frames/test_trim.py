"""What is left of the site engine's sheets: all that a page can use, and little else."""

from __future__ import annotations

from datetime import date
from importlib.util import find_spec
from pathlib import Path

import pytest

from generator.frames.draw import draw_frames
from generator.frames.trim import theme_words, trim_sheet
from generator.load.portal import load_portal
from generator.program import shipped_theme
from tests.helpers import make_portal

_MATERIAL = find_spec("material")
assert _MATERIAL
SHEETS = Path(str(_MATERIAL.origin)).parent / "templates/assets/stylesheets"
WORDS = frozenset({"box", "wide", "dir", "ltr", "data-md-color-scheme", "slate", "--asked"})


@pytest.mark.parametrize(
    ("sheet", "left"),
    [
        (".box{color:red}.other{color:red}", ".box{color:red}"),
        (".other,.box .wide,#box,.box.other{top:0}", ".box .wide,#box{top:0}"),
        ("a:not(.other){top:0}b:is(.other,.box){top:0}", "a:not(.other){top:0}b:is(.other,.box){top:0}"),
        ('[dir=rtl] a{top:0}[dir="ltr"] a{top:0}', '[dir="ltr"] a{top:0}'),
        ("[data-md-color-scheme=slate]{top:0}[data-md-color-primary=red]{top:0}", None),
        ("@media print{.other{top:0}}@media print{a{top:0}.other{top:0}}", "@media print{a{top:0}}"),
        ("@supports (a:b){@media print{.other{top:0}}}", ""),
        ('@charset "UTF-8";a{content:"}.box{"}', '@charset "UTF-8";a{content:"}.box{"}'),
        ("/* .box{top:0} */.other{background:url(a;b{c.svg)}", ""),
        (r".other\:box{top:0}.wide{content:'\'}'}", r".wide{content:'\'}'}"),
        (":root{--asked:1;--not:2}", ":root{--asked:1}"),
        (":root{--a:var(--b);--b:1;--c:var(--a)}p{top:var(--a)}", ":root{--a:var(--b);--b:1}p{top:var(--a)}"),
        ("p{top:var(--a)}.other{left:var(--b)}:root{--a:1;--b:2}", "p{top:var(--a)}:root{--a:1}"),
        ("@keyframes turn{to{top:0}}@keyframes lost{to{top:0}}a{animation:turn 1s}", None),
        ("a{top:0", ""),
        ("}a{top:0}", None),
        ("", ""),
    ],
)
def test_rules_that_no_page_can_use_go(sheet: str, left: str | None) -> None:
    trimmed = trim_sheet(sheet, WORDS)
    if left is not None:
        assert trimmed == left
    assert "other" not in trimmed.replace("not(.other", "").replace("is(.other", "")
    assert "lost" not in trimmed
    assert trim_sheet(trimmed, WORDS) == trimmed
    assert ("turn{" in trimmed) == ("turn{" in sheet)
    assert "primary" not in trimmed


def test_what_a_theme_names_is_kept_with_its_rules(tmp_path: Path) -> None:
    full = (next(SHEETS.glob("main.*.css"))).read_text(encoding="utf-8")
    shipped = [path for path in shipped_theme().rglob("*") if path.is_file()]
    assert ".md-typeset h2{" in (ours := trim_sheet(full, theme_words(shipped)))
    assert ".md-banner" not in ours
    named = tmp_path / "own.html"
    named.write_text("{# md-banner md-banner--warning #}", encoding="utf-8")
    more = trim_sheet(full, theme_words([*shipped, named]))
    assert ".md-banner--warning" in more
    assert len(ours) < len(more) < len(full)


def test_frames_get_the_trimmed_sheets_and_a_portals_own_as_they_are(tmp_path: Path) -> None:
    own = "assets/stylesheets/own.css"
    root = make_portal(tmp_path / "portal", {f"theme/{own}": ".md-nothing { top: 0 }\n"})
    portal = load_portal(root, date(2026, 11, 20)).portal
    assert portal
    sheets = draw_frames(portal, root, tmp_path / "cache").assets / "stylesheets"
    (ours,) = sheets.glob("*.min.css")
    assert 0 < ours.stat().st_size < 30_000 < sum(path.stat().st_size for path in SHEETS.glob("*.min.css"))
    # Browsers keep a sheet for a year by its name.
    (root / "theme/pages").mkdir()
    (root / "theme/pages/404.html").write_text("<p class='md-banner'>没有这个页面</p>", encoding="utf-8")
    (other,) = (draw_frames(portal, root, tmp_path / "cache").assets / "stylesheets").glob("*.min.css")
    assert other.name != ours.name
    assert ".md-banner" in other.read_text(encoding="utf-8")
