"""The numbers of the entries of an HTML list, written out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.intake.reading.html_page import HtmlElement
from generator.intake.reading.numerals import numeral

_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_STYLES = {
    "lower-alpha": "lowerLetter", "upper-alpha": "upperLetter", "lower-roman": "lowerRoman", "upper-roman": "upperRoman",
    "cjk-ideographic": "chineseCounting", "simp-chinese-informal": "chineseCounting", "none": "none",
}  # fmt: skip
_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([\w-]+)")
_WHOLE = re.compile(r"-?\d{1,6}")


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
    number = int(start) if _WHOLE.fullmatch(start) else len(entries) if reverse else 1
    for child in entries:
        value = child.get("value") or ""
        number = int(value) if _WHOLE.fullmatch(value) else number
        if form == "none":
            yield "", child
        else:
            behind = "、" if form == "chineseCounting" else "."
            yield f"{numeral(number, form) if number >= 0 else number}{behind}", child
        number += -1 if reverse else 1
