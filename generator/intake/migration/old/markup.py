"""Old pages as trees. Tags that nest deeper than any reader goes are thinned out first, so that no word is lost."""

from __future__ import annotations

import re
from typing import Any

import lxml.html
from lxml import etree

# The parser gives up a page at 256: what is deeper than this is written without its outer marks.
_DEEPEST = 180
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*+)([^<>]*+)>")
# What holds no others, or must stay for the page to be one.
_KEPT = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
        "html",
        "head",
        "body",
        "title",
        "script",
        "style",
    ]
)
_LIMIT = "ERR_RESOURCE_LIMIT"
_UNSEEN = re.compile("[\\s\u00a0\u200b-\u200f\u2060\ufeff\u00ad\u3000]++")
_SEEN = etree.XPath(
    "descendant::text()[not(ancestor::script or ancestor::style or ancestor::noscript or ancestor::template"
    " or ancestor::head)]",
    smart_strings=False,
)
# A character that XML has no place for ends the reading; none of them is to be seen.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")

Element = Any


def parse_page(text: str) -> Element | None:
    """Return the tree of a page; None where there is nothing in it that is a page."""
    text = _CONTROL.sub("", text)
    if not text.strip():
        return None
    tree, whole = _parsed(text, huge=False)
    return tree if whole else _parsed(_thinned(text), huge=True)[0]


def _parsed(text: str, *, huge: bool) -> tuple[Element | None, bool]:
    """Return the tree of a text, and whether the parser read it to its end."""
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=huge)
    try:
        tree = lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None, not any(each.type_name == _LIMIT for each in parser.error_log)
    return tree, not any(each.type_name == _LIMIT for each in parser.error_log)


def _thinned(text: str) -> str:
    """Return a page in which no tag stands deeper than the parser goes; the words are all there."""
    depth = 0
    parts: list[str] = []
    at = 0
    for tag in _TAG.finditer(text):
        if tag[2].lower() in _KEPT or tag[3].endswith("/"):
            continue
        if tag[1]:
            if depth > _DEEPEST:
                parts.append(text[at : tag.start()])
                at = tag.end()
            depth = max(depth - 1, 0)
        else:
            depth += 1
            if depth > _DEEPEST:
                parts.append(text[at : tag.start()])
                at = tag.end()
    return "".join([*parts, text[at:]]) if parts else text


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
