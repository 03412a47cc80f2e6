"""Make visible the characters that a screen obeys or hides, so that nobody forges a line of ours."""

from __future__ import annotations

import re

from generator.patterns import pattern

# Controls, marks of direction, what some take for a line end, and halves of characters: file names that are
# no UTF-8 come as such.
_UNSEEN = pattern(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_LONGEST = 2_000


def visible(text: str) -> str:
    """Return a text for people on one line: what cannot be seen is written as ``\\x1b`` or ``\\u202e``.

    A text beyond all measure is cut in its middle.
    """
    if len(text) > _LONGEST:
        text = f"{text[: _LONGEST // 2]}……{text[-_LONGEST // 2 :]}"
    return text if text.isprintable() else _UNSEEN.sub(_written, text)


def visible_lines(text: str) -> str:
    """Return a text of several lines of ours; whatever else cannot be seen is written out."""
    return "\n".join(map(visible, text.split("\n")))


def escaped_json(text: str) -> str:
    """Return JSON that means the same, in which nothing is unseen but the line ends between its parts."""
    return text if text.isprintable() else _UNSEEN.sub(_as_json, text)


def _written(match: re.Match[str]) -> str:
    code = ord(match[0])
    if 0xDC80 <= code <= 0xDCFF:  # a byte of a name in another encoding
        return f"\\x{code - 0xDC00:02x}"
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def _as_json(match: re.Match[str]) -> str:
    return match[0] if match[0] == "\n" else f"\\u{ord(match[0]):04x}"
