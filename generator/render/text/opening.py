"""The opening of a text, for those who show a page by a line or two of it."""

from __future__ import annotations

import re
from html import unescape

_TAG = re.compile(r"<[^<>]*+>")
# The opening is in the first part of a text, unless that has none to speak of; nearly always in the first of it.
_FIRST_LOOK, _LOOKED_AT, _LENGTH = 400, 1_200, 120
_END = "……"


def opening(html: str, length: int = _LENGTH) -> str:
    """Return the first words of a text in HTML without its tags, up to ``length`` characters."""
    words = _words(html, _FIRST_LOOK)
    if len(words) <= length and len(html) > _FIRST_LOOK:
        words = _words(html, _LOOKED_AT)
    return words if len(words) <= length else words[: length - len(_END)].rstrip() + _END


def _words(html: str, size: int) -> str:
    part = html[:size]
    if len(html) > size:
        # A tag or a reference that the cut runs through is left out whole.
        part = part[: max(part.rfind("<"), part.rfind(">") + 1)]
    return " ".join(unescape(_TAG.sub(" ", part)).split())
