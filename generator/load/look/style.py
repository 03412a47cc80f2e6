"""Check a style sheet of a portal: it loads files of the portal and nothing from elsewhere.

A browser decodes escapes before it looks for an address, and takes no notice of comments, of tabs and line
breaks in an address, and of which way its slashes lean. So does this.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from generator.data import dataclass
from generator.patterns import pattern

_ESCAPE = pattern(r"\\(?:([0-9a-fA-F]{1,6})[ \t\n\f]?|(\n)|(.))", re.DOTALL)
_IMPORT = pattern(r"@import", re.IGNORECASE)
_FOREIGN = pattern(r"(?:(?:https?|wss?|ftp):|//)[^\s'\")]*+", re.IGNORECASE)
_URL = pattern(r"(?:url|src)\(\s*+(?:\"([^\"]*+)|'([^']*+)|([^)'\"]*+))", re.IGNORECASE)
_AFTER = pattern(r"\s*+[\"']")
_SCHEME = pattern(r"[a-z][a-z0-9+.-]*+:", re.IGNORECASE)
_HIGHEST = 0x10FFFF
_SHOWN = 60


@dataclass(frozen=True)
class StyleFault:
    """Something that a sheet may not do: ``@import``, ``foreign`` or ``inline``, what is written, and where."""

    kind: str
    words: str
    offset: int


def style_faults(text: str) -> Iterator[StyleFault]:
    """Yield what a style sheet loads from elsewhere."""
    plain, offsets = _decode(text)
    for match in _IMPORT.finditer(plain):
        yield StyleFault("import", match[0], offsets[match.start()])
    for match in _FOREIGN.finditer(plain):
        yield StyleFault("foreign", match[0][:_SHOWN], offsets[match.start()])
    for match in _URL.finditer(plain):
        address = _address(match)
        scheme = _SCHEME.match(address)
        if scheme and not _FOREIGN.match(address):
            yield StyleFault("inline", scheme[0], offsets[match.start()])


def style_addresses(text: str) -> Iterator[tuple[str, int]]:
    """Yield the addresses beside itself that a sheet loads, and where each is written."""
    plain, offsets = _decode(text)
    for match in _URL.finditer(plain):
        address = unquote(re.split(r"[?#]", _address(match))[0])
        if address and not _SCHEME.match(address) and not address.startswith("//"):
            yield address, offsets[match.start()]


def _address(match: re.Match[str]) -> str:
    return next((each for each in match.groups() if each is not None), "").strip()


def _decode(text: str) -> tuple[str, list[int]]:
    """Return a sheet as a browser reads it, and where each of its characters began in the text."""
    plain: list[str] = []
    offsets: list[int] = []
    # What ends the string or the bare address that we are in: a comment begins in neither.
    closing, place = "", 0
    while place < len(text):
        offsets.append(place)
        escape = _ESCAPE.match(text, place) if text[place] == "\\" else None
        if escape:
            plain.append(_escaped(escape))
            place = escape.end()
        elif not closing and text.startswith("/*", place):
            plain.append(" ")
            end = text.find("*/", place + 2)
            place = end + 2 if end >= 0 else len(text)
        else:
            closing = _closing(text, place, closing, plain)
            plain.append(text[place])
            place += 1
    return _as_address("".join(plain), offsets)


def _closing(text: str, place: int, closing: str, plain: list[str]) -> str:
    """Return what ends the string or bare address in which the text stands after this character."""
    char = text[place]
    if closing:
        ends = char == closing or (char == "\n" and closing != ")")
        return "" if ends else closing
    if char in "\"'":
        return char
    if char == "(" and "".join(plain[-3:]).lower() in ("url", "src"):
        following = _AFTER.match(text, place + 1)
        return "" if following else ")"
    return ""


def _escaped(escape: re.Match[str]) -> str:
    if escape[1]:
        code = int(escape[1], 16)
        return chr(code) if 0 < code <= _HIGHEST else "\ufffd"
    # An escaped line break joins the two lines.
    return "\t" if escape[2] else escape[3]


def _as_address(text: str, offsets: list[int]) -> tuple[str, list[int]]:
    kept = [(char, offset) for char, offset in zip(text, offsets, strict=True) if char not in "\t\r\n\f"]
    return "".join(char for char, _ in kept).replace("\\", "/"), [offset for _, offset in kept]
