"""Split a piece of HTML into tags as a browser does, however it is written.

Each character is looked at once. Scripts and styles are cut like anything else: what is in them may be told
too much of, never too little.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from generator.data import dataclass
from generator.patterns import pattern

_START = pattern(r"<(?:([a-zA-Z][^\s/>]*+)|(!--)|[!?/])")
_NAME = pattern(r"[\s/]*+([^\s/>][^\s/>=]*+)?+")
_EQUALS = pattern(r"\s*+=\s*+")
_BARE = pattern(r"[^\s>]*+")
_COMMENT_END = pattern(r"--!?>")


@dataclass(frozen=True)
class Attribute:
    """An attribute: its value as it is meant, and where the value stands in the piece."""

    value: str
    start: int


@dataclass(frozen=True)
class Tag:
    """An opening tag: its name and attributes in small letters, where it begins, and where it ends."""

    name: str
    attributes: dict[str, Attribute]
    start: int
    end: int


def find_tags(html: str) -> Iterator[Tag]:
    """Yield the opening tags of a piece of HTML; a tag that is not closed is none."""
    position = 0
    while match := _START.search(html, position):
        if match[2]:
            # Right behind the opener, > and -> close a comment too.
            early = re.compile("-?>").match(html, match.end())
            ends = early or _COMMENT_END.search(html, match.end())
            if ends is None:
                return
            position = ends.end()
        elif match[1]:
            read = _attributes(html, match.end())
            if read is None:
                return
            attributes, position = read
            yield Tag(match[1].lower(), attributes, match.start(), position)
        else:
            position = html.find(">", match.end()) + 1
            if not position:
                return


def _attributes(html: str, position: int) -> tuple[dict[str, Attribute], int] | None:
    """Return the attributes from ``position`` on and where their tag ends; None if it never does."""
    found: dict[str, Attribute] = {}
    while True:
        name = _NAME.match(html, position)
        assert name  # it matches nothing too
        position = name.end()
        if name[1] is None:
            return (found, position + 1) if html[position : position + 1] == ">" else None
        value = Attribute("", position)
        if equals := _EQUALS.match(html, position):
            start = equals.end()
            quote = html[start : start + 1]
            if quote in ("'", '"'):
                end = html.find(quote, start + 1)
                if end < 0:
                    return None
                value, position = Attribute(unescape(html[start + 1 : end]), start + 1), end + 1
            else:
                bare = _BARE.match(html, start)
                assert bare
                value, position = Attribute(unescape(bare[0]), start), bare.end()
        # The first of two of a name counts.
        found.setdefault(name[1].lower(), value)
