"""The examples of CommonMark 0.31.2 and of GFM: they differ where docs/开发/方言.md says so, and nowhere else."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.render.text.markdown import make_converter, to_html
from tests.conservation.reading import Example, Shown, read_examples, read_html, told
from tests.helpers import REPOSITORY

CONVERTER = make_converter()
COUNTS = {"commonmark": 652, "gfm": 677}
# The examples that differ: of each specification, by the name of the group in the page about the dialect.
DIFFERENT: dict[str, dict[str, list[int]]] = json.loads(
    Path(__file__).with_name("different.json").read_text(encoding="utf-8")
)
_HEADING = re.compile(r'(</?)h1(?=[ >])|(?<=<h[2-6]) id="[^"]*"')
_SCROLLER = re.compile(
    r'<div aria-label="表格" class="gk-scroll" role="group" tabindex="0">(.*?)</div>', re.DOTALL
)
_NO_ROWS = re.compile(r"\s*<tbody>\s*</tbody>")
_BOX = re.compile(r'<input( checked="")?(?: disabled="")? type="checkbox"></input>')


def _headings(tree: str) -> str:
    """Headings without ids, the highest of them h2."""
    lower = _HEADING.sub(lambda found: f"{found[1]}h2" if found[1] else "", tree)
    return _HEADING.sub(lambda found: f"{found[1]}h2" if found[1] else "", lower)


def _tables(tree: str) -> str:
    """Tables without what lets them scroll, their cells with no more than the side that they are set to."""
    plain = (
        _NO_ROWS.sub("", _SCROLLER.sub(r"\1", tree)).replace(' scope="col"', "").replace(' align="left"', "")
    )
    return re.sub(
        r'(?: align="(\w+)"| class="gk-(center|right)")', lambda side: f" {side[1] or side[2]}", plain
    )


def _boxes(tree: str) -> str:
    """Boxes to tick as signs."""
    return _BOX.sub(lambda box: "☑" if box[1] else "☐", tree)


# What makes examples of a group equal. Those of the other groups show the same words, or are told of.
ALIKE: dict[str, Callable[[str], str]] = {"标题": _headings, "表格": _tables, "复选框": _boxes}
# Here the two specifications say different things, or ours has no such thing.
OTHERWISE = ("裸网址", "注释")


@pytest.fixture(scope="module")
def examples() -> dict[str, list[tuple[Example, Shown, Shown]]]:
    """The examples of a specification, each with what is expected of it and what our page shows."""
    found = {}
    for name, each in read_examples().items():
        expected = read_html([example.html for example in each])
        ours = read_html([to_html(example.markdown, CONVERTER) for example in each])
        found[name] = list(zip(each, expected, ours, strict=True))
    return found


def _same(tree: str) -> str:
    return re.sub(r"\s*\n\s*", "\n", tree.replace(' rel="noopener"', "")).strip()


@pytest.mark.parametrize("name", COUNTS)
def test_those_differ_that_are_said_to(
    name: str, examples: dict[str, list[tuple[Example, Shown, Shown]]]
) -> None:
    assert len(examples[name]) == COUNTS[name]
    groups = {number: group for group, numbers in DIFFERENT[name].items() for number in numbers}
    differing = {each.number for each, meant, page in examples[name] if _same(meant.tree) != _same(page.tree)}
    assert differing == set(groups)
    for each, meant, page in examples[name]:
        alike = ALIKE.get(groups.get(each.number, ""))
        assert alike is None or _same(alike(meant.tree)) == _same(alike(page.tree)), each


@pytest.mark.parametrize("name", COUNTS)
def test_no_example_loses_anything_untold(
    name: str, examples: dict[str, list[tuple[Example, Shown, Shown]]]
) -> None:
    otherwise = {number for group in OTHERWISE for number in DIFFERENT[name].get(group, ())}
    for each, meant, page in examples[name]:
        way = meant.differs(page)
        assert not way or told(each.markdown) or each.number in otherwise, (each, way)


@pytest.mark.parametrize(("name", "column"), [("commonmark", 2), ("gfm", 3)])
def test_the_page_about_the_dialect_lists_them(name: str, column: int) -> None:
    page = (REPOSITORY / "docs" / "开发" / "方言.md").read_text(encoding="utf-8")
    rows = [
        [cell.strip() for cell in row.split("|")[1:-1]] for row in page.splitlines() if row.startswith("| ")
    ]
    listed = {
        row[0]: [int(number) for number in re.findall(r"\d+", row[column])] for row in rows if len(row) == 4
    }
    assert {group: numbers for group, numbers in listed.items() if numbers} == DIFFERENT[name]
