"""A frame is filled without its content becoming a slot, and loads a sheet only where a page needs it."""

from __future__ import annotations

import pytest

from generator.frames.slots import cut_frame, sheet_classes

SHEET = ".gk-facts { top: 0 }\n.gk-facts__more > .gk-step:hover, p .gk-facts { left: 0 }\n"
HTML = (
    "<title>[[slot:title]]</title>\n"
    f'<!--sheet:{sheet_classes(SHEET)}--><link href="facts.css"><!--/sheet-->\n'
    '<!--sheet:other--><link href="other.css"><!--/sheet-->\n'
    "<main><!--slot:main--></main>"
)


def test_a_sheet_is_named_by_its_classes() -> None:
    assert sheet_classes(SHEET) == "facts|facts__more|step"
    # What all pages have tells nothing, unless it is all that a selector has.
    assert sheet_classes(SHEET, ".gk-facts { top: 1px }") == "facts|facts__more|step"
    assert sheet_classes(".gk-a .gk-b, .gk-c { }", ".gk-a { } .gk-b { }") == "a|b|c"
    assert sheet_classes("@media print { .gk-a .gk-b { } }", ".gk-a { }") == "b"


@pytest.mark.parametrize(
    ("main", "sheets"),
    [
        ("<p>正文</p>", []),
        ('<p class="gk-facts">', ["facts"]),
        ('<p class="a gk-step">', ["facts"]),
        ('<p class="gk-facts-of-others gk-stepping gk-other2">', []),
        ('<p class="gk-step"><b class="gk-other">', ["facts", "other"]),
        ("<!--sheet:x--><link><!--/sheet--><!--slot:title-->", []),
    ],
)
def test_a_page_loads_the_sheets_whose_classes_it_has(main: str, sheets: list[str]) -> None:
    page = cut_frame(HTML).fill({"title": "题", "main": main})
    assert [name for name in ("facts", "other") if f'href="{name}.css"' in page] == sheets
    assert f"<main>{main}</main>" in page
    assert page.startswith("<title>题</title>")
