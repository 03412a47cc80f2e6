"""Colours as sRGB hex, and how well they are read on each other (WCAG 2.1, relative luminance)."""

from __future__ import annotations

import re

WHITE, BLACK = "#ffffff", "#000000"
READABLE = 4.5
_HEX = re.compile(r"#?([0-9a-f]{6}|[0-9a-f]{3})", re.IGNORECASE | re.ASCII)


def parse_colour(text: str) -> str:
    """Return a colour as ``#rrggbb``; empty where the text is none. The sign may be left out."""
    match = _HEX.fullmatch(text.strip())
    if not match:
        return ""
    digits = match[1].lower()
    return "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mix(colour: str, other: str, share: float) -> str:
    """Return ``share`` of a colour (0 to 1) mixed with another."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)


def until_readable(colour: str, grounds: tuple[str, ...], towards: str, wanted: float = READABLE) -> str:
    """Return the colour, mixed with just so much of ``towards`` that it is read on all of these grounds."""
    for percent in range(100, -1, -2):
        mixed = mix(colour, towards, percent / 100)
        if all(contrast(mixed, ground) >= wanted for ground in grounds):
            return mixed
    return towards


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (channel / 255 for channel in _channels(colour))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
