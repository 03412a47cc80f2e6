"""Pages of HTML as trees. Tags that nest deeper than the parser goes are thinned out first, so that no word is lost."""

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
    "area base br col embed hr img input link meta param source track wbr html head body title script style".split()  # noqa: SIM905
)
_LIMIT = "ERR_RESOURCE_LIMIT"
_DECLARED = re.compile(r"\A\s*+<\?xml[^<>]*+\?>")
# A character that XML has no place for ends the reading; none of them is to be seen.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


Element = Any


def parse_page(text: str) -> Element | None:
    """Return the tree of a page; None where there is nothing in it that is a page."""
    # What the XML declaration says of the encoding was true of the bytes, not of this text.
    text = _DECLARED.sub("", _CONTROL.sub("", text))
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
