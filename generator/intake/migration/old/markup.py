"""The words of trees of old pages."""

from __future__ import annotations

import re

import lxml.html
from lxml import etree

from generator.intake.markup.tree import Element

_UNSEEN = re.compile("[\\s\u00a0\u200b-\u200f\u2060\ufeff\u00ad\u3000]++")
_SEEN = etree.XPath(
    "descendant::text()[not(ancestor::script or ancestor::style or ancestor::noscript or ancestor::template"
    " or ancestor::head)]",
    smart_strings=False,
)


def seen_text(element: Element) -> str:
    """Return all words of an element that a reader could see, blanks between them as they stand."""
    return "".join(_SEEN(element))


def bare(text: str) -> str:
    """Return a text without anything that is blank or not to be seen."""
    return _UNSEEN.sub("", text)


def one_line(text: str) -> str:
    """Return a text as one line, its runs of blanks as one."""
    return " ".join(text.replace("\u3000", " ").replace("\u00a0", " ").split())


def fragment_bytes(elements: list[Element]) -> bytes:
    """Return elements as one small page in UTF-8."""
    inner = "".join(lxml.html.tostring(each, encoding="unicode", with_tail=False) for each in elements)
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>{inner}</body></html>'.encode(
        "utf-8", "replace"
    )
