"""Read the tables of a page, those that only set the page as what is in them; and the numbers of its lists."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from generator.intake.reading.blocks import Block, Cell, Paragraph, Piece, Table, paragraphs, whole_rows
from generator.intake.reading.html_inline import is_unseen
from generator.intake.reading.html_page import SILENT, HtmlElement, words
from generator.intake.reading.numerals import numeral

_MOST_SPAN = 500
_PARTS = frozenset({"tr", "thead", "tbody", "tfoot"})
_CELLS = frozenset({"td", "th", "caption", "col", "colgroup"}) | SILENT
_WHOLE = re.compile(r"\s*\d{1,4}")


def read_table(
    element: HtmlElement, read_cell: Callable[[HtmlElement], list[Block]], place: str
) -> list[Block]:
    """Return a table, or, where it only sets the page, the blocks in its cells."""
    found = list(_stray(element, read_cell, place))
    caption = next((each for each in element if each.tag == "caption"), None)
    rows = list(_rows(element))
    made = [
        tuple(
            Cell(tuple(read_cell(cell)), _span(cell, "colspan"), _span(cell, "rowspan"), cell.tag == "th")
            for cell in row
            if cell.tag in ("td", "th") and not is_unseen(cell)
        )
        for row in rows
    ]
    cells = [cell for row in made for cell in row]
    title = words(caption) if caption is not None else ""
    nested = any(True for row in rows for _ in row.iter("table"))
    if not any(True for cell in cells for _ in paragraphs(cell.blocks)):
        return found
    if nested or all(len(row) <= 1 for row in made):
        return [*found, *(block for cell in cells for block in cell.blocks)]
    return [*found, Table(whole_rows(tuple(made)), place, title)]


def _stray(
    element: HtmlElement, read_cell: Callable[[HtmlElement], list[Block]], place: str
) -> Iterator[Block]:
    """Yield what stands in a table and in none of its cells, as browsers show it: above the table."""
    waiting = [element]
    while waiting:
        node = waiting.pop(0)
        texts = [node.text]
        for child in node:
            texts.append(child.tail)
            if child.tag in _PARTS:
                waiting.append(child)
            elif child.tag not in _CELLS and isinstance(child.tag, str) and not is_unseen(child):
                yield from read_cell(child)
        for text in texts:
            if text and text.strip():
                yield Paragraph((Piece(" ".join(text.split())),), place=place)


def _rows(element: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the rows of a table, its head first, as browsers show them."""
    parts: dict[str, list[HtmlElement]] = {"thead": [], "": [], "tfoot": []}
    for child in element:
        if child.tag == "tr":
            parts[""].append(child)
        elif child.tag in ("thead", "tbody", "tfoot"):
            parts[child.tag if child.tag in parts else ""] += [row for row in child if row.tag == "tr"]
    for rows in parts.values():
        yield from (row for row in rows if not is_unseen(row))


def _span(cell: HtmlElement, name: str) -> int:
    said = _WHOLE.match(cell.get(name) or "")
    return min(max(int(said[0]), 1), _MOST_SPAN) if said else 1


_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_STYLES = {
    "lower-alpha": "lowerLetter", "upper-alpha": "upperLetter", "lower-roman": "lowerRoman", "upper-roman": "upperRoman",
    "cjk-ideographic": "chineseCounting", "simp-chinese-informal": "chineseCounting", "none": "none",
}  # fmt: skip
_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([\w-]+)")
_COUNTED = re.compile(r"-?\d{1,6}")


def numbers_of(element: HtmlElement) -> Iterator[tuple[str, HtmlElement]]:
    """Yield each entry of a list with its number as a page shows it; empty for a list without numbers."""
    entries = [child for child in element if isinstance(child.tag, str)]
    if element.tag != "ol":
        yield from (("", child) for child in entries)
        return
    style = _STYLE.search(element.get("style") or "")
    form = _STYLES.get(style[1], "decimal") if style else _FORMS.get(element.get("type") or "", "decimal")
    reverse = element.get("reversed") is not None
    start = element.get("start") or ""
    number = int(start) if _COUNTED.fullmatch(start) else len(entries) if reverse else 1
    for child in entries:
        value = child.get("value") or ""
        number = int(value) if _COUNTED.fullmatch(value) else number
        if form == "none":
            yield "", child
        else:
            behind = "、" if form == "chineseCounting" else "."
            yield f"{numeral(number, form) if number >= 0 else number}{behind}", child
        number += -1 if reverse else 1
