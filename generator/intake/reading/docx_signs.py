"""Signs that a DOCX file names by a font and a code, and characters that it draws by a field."""

from __future__ import annotations

import re

_SYMBOL = dict(
    zip(
        "abgdezhqiklmnxoprstufcywABGDEZHQIKLMNXOPRSTUFCYW",
        "αβγδεζηθικλμνξοπρστυφχψωΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ",
        strict=True,
    )
) | {
    "\xb1": "±", "\xb4": "×", "\xb8": "÷", "\xa3": "≤", "\xb3": "≥", "\xb9": "≠", "\xbb": "≈", "\xa5": "∞", "\xb0": "°",
    "\xb7": "•", "\xa2": "′", "\xb2": "″", "\xae": "→", "\xac": "←", "\xad": "↑", "\xaf": "↓", "\xd6": "√", "\xe5": "∑",
    "\xb6": "∂", "\xd0": "∠", "\xce": "∈", "\xc7": "∩", "\xc8": "∪",
}  # fmt: skip
_WINGDINGS = {
    0xFC: "✓", 0xFB: "✗", 0xFE: "☑", 0xFD: "☒", 0xA8: "☐", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x6E: "■", 0x6C: "●",
    0x75: "◆", 0x76: "❖", 0xA1: "○", 0xA7: "▪", 0x9F: "•", 0xD8: "➢", 0xE0: "→", 0xDF: "←", 0xE8: "➔", 0xAB: "★", 0x28: "☎",
    0x29: "✆", 0x2A: "✉", 0x4A: "☺", 0xB6: "☆", 0xF0: "⇨", 0x46: "☞",
    **{0x81 + number: chr(0x2460 + number) for number in range(10)},
    **{0x8C + number: chr(0x2776 + number) for number in range(10)},
}  # fmt: skip
_WINGDINGS_2 = {
    0x52: "☑",
    0x53: "☒",
    0x50: "✓",
    0x4F: "✗",
    0xA3: "□",
    0x2A: "□",
    0x97: "●",
    0x98: "●",
    0xA2: "■",
}
_ENCLOSED = re.compile(
    r"\\o\s*+(?:\\a[clr]\s*+)?\(([^(),，;；]{1,3})[,，;；]\s*+([^()]{1,6})\)", re.IGNORECASE
)
_SYMBOL_FIELD = re.compile(r"SYMBOL\s++(\d{1,6})(?:.*\\f\s*+\"?([^\"\\]*+))?", re.IGNORECASE | re.DOTALL)


def symbol(font: str, code: int) -> str:
    """Return the character that a code means in a font of signs, empty where that is not known."""
    low = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    name = font.lower()
    if name.startswith("wingdings 2"):
        return _WINGDINGS_2.get(low, "")
    if name.startswith("wingdings 3"):
        return ""
    if name.startswith("wingdings"):
        return _WINGDINGS.get(low, "")
    if name.startswith("symbol"):
        return _SYMBOL.get(chr(low), chr(low) if 0x20 <= low < 0x7F else "")
    return chr(code) if not 0xE000 <= code <= 0xF8FF else chr(low) if 0x20 <= low < 0x7F else ""


def from_font(text: str, font: str) -> str:
    """Return a text of which the letters are drawn by a font of signs."""
    if not font.lower().startswith(("wingdings", "symbol")) or not any(
        "\uf000" <= c <= "\uf0ff" for c in text
    ):
        return text
    return "".join(symbol(font, ord(each)) or each if each >= "\uf000" else each for each in text)


def field_text(told: str) -> str:
    """Return what a field shows that holds no result: a number in a circle, a sign of a font."""
    words = told.strip()
    if words.upper().startswith("EQ") and (drawn := _ENCLOSED.search(words)):
        ring, inside = drawn[1].strip(), drawn[2].strip()
        if ring in "○〇Ｏ" and inside.isdecimal() and 1 <= int(inside) <= 20:
            return chr(0x2460 + int(inside) - 1)
        return inside + ring if ring in ("√", "✓") else f"({inside})" if ring in "○〇Ｏ" else inside
    if found := _SYMBOL_FIELD.match(words):
        return symbol((found[2] or "").strip(), int(found[1]))
    return ""
