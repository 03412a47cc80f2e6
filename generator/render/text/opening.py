"""The opening of a text, for those who show a page by a line or two of it."""

from __future__ import annotations

import re
from html import unescape

_TAG = re.compile(r"<[^<>]*+>")
# The opening is in the first part of a text, unless that has none to speak of.
_LOOKED_AT, _LENGTH = 1_200, 120
_END = "……"


def opening(html: str, length: int = _LENGTH) -> str:
    """Return the first words of a text in HTML without its tags, up to ``length`` characters."""
    part = html[:_LOOKED_AT]
    if len(html) > _LOOKED_AT:
        # A tag or a reference that the cut runs through is left out whole.
        part = part[: max(part.rfind("<"), part.rfind(">") + 1)]
    words = " ".join(unescape(_TAG.sub(" ", part)).split())
    return words if len(words) <= length else words[: length - len(_END)].rstrip() + _END
