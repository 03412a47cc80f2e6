"""The text of sanitised HTML, block by block: a paragraph, a heading, a list item, a table cell."""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape

from generator.patterns import pattern

# A tag that begins or ends a block.
_NAMES = (
    "address article aside blockquote caption center dd details dialog div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main nav ol option p pre search section select "
    "summary table tbody td tfoot th thead tr ul"
)
_BLOCKS = frozenset(_NAMES.split())
# What begins something that no reader sees, and what ends it.
_UNSEEN = pattern(r"<(?:(!)--|(script|style|template|noscript)\b)", re.IGNORECASE)
_ENDS = {
    "!": re.compile("-->"),
    **{
        name: re.compile(rf"</{name}\s*+>", re.IGNORECASE)
        for name in ("script", "style", "template", "noscript")
    },
}
# With its name; a value in quotes may hold the mark that ends a tag.
_TAG = pattern(r"""<(/?[a-zA-Z][^\s<>/]*+)(?:>|[\s/][^>"']*+(?:(?:"[^"]*+"|'[^']*+')[^>"']*+)*+>)""")

_PICTURE = pattern(r'<img\s(?:[^"<>]|"[^"]*+")*+>')
_WORDS = pattern(r'\salt="([^"]*+)"')

# Stands between two blocks; Markdown and HTML cannot contain it.
BLOCK_END = "\0"


def text_blocks(html: str) -> str:
    """Return the text of each block that has any, in order, with ``BLOCK_END`` between them.

    The input has passed the sanitiser, so that its tags are well formed and two regular expressions
    read it; a parser in Python would cost more than all the rest of the tokenising.
    """
    pieces = _TAG.split(_without_unseen(html))
    # Between any two texts stands the name of a tag.
    pieces[1::2] = map(_stands_for, pieces[1::2])
    blocks = unescape("".join(pieces)).split(BLOCK_END)
    return BLOCK_END.join(filter(None, map(str.strip, blocks)))


def picture_words(html: str) -> list[str]:
    """Return what the pictures of a text say in words, for who does not see them."""
    if "<img" not in html:
        return []
    found = (_WORDS.search(tag) for tag in _PICTURE.findall(html))
    return [words for each in found if each and (words := unescape(each[1]).strip())]


def _without_unseen(html: str) -> str:
    """Return HTML without comments, scripts and their like; what never ends is looked for once."""
    parts: list[str] = []
    endless: set[str] = set()
    kept = at = 0
    while begin := _UNSEEN.search(html, at):
        at = begin.end()
        kind = (begin[1] or begin[2]).lower()
        end = None if kind in endless else _ENDS[kind].search(html, at)
        if end:
            parts.append(html[kept : begin.start()])
            kept = at = end.end()
        else:
            endless.add(kind)
    return "".join([*parts, html[kept:]]) if parts else html


@lru_cache(maxsize=1024)
def _stands_for(tag: str) -> str:
    """Return what a tag is in a text; ``tag`` is its name, after a slash where it ends something."""
    name = tag.lower()
    if name.removeprefix("/") in _BLOCKS:
        return BLOCK_END
    return " " if name == "br" else ""
