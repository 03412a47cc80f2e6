"""What a DOCX file draws of characters: signs by a font and a code, by a field, formulas (set in one line)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.intake.reading.blocks import SUB, SUP
from generator.intake.reading.package import Element, local

Part = tuple[str, str, bool]
_HIGH_LOW = {"sup": SUP, "sub": SUB}
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


def formula(element: Element) -> list[Part]:
    """Return the text of a formula in pieces, each with its mark (``sup``, ``sub`` or none), and whether it was typed."""
    return list(_parts(element, ""))


def _parts(element: Element, mark: str) -> Iterator[Part]:
    name = local(element)
    if name == "t":
        yield element.text or "", mark, True
    elif name == "f":
        yield from _bracketed(_child(element, "num"), mark)
        yield "/", mark, False
        yield from _bracketed(_child(element, "den"), mark)
    elif name == "rad":
        yield "√", mark, False
        yield from _bracketed(_child(element, "e"), mark)
    elif name == "d":
        begin, end = _sign(element, "begChr", "("), _sign(element, "endChr", ")")
        yield begin, mark, False
        for child in element:
            yield from _parts(child, mark)
        yield end, mark, False
    elif name == "nary":
        yield _sign(element, "chr", "∫"), mark, False
        for child in element:
            yield from _parts(child, mark)
    elif not name.endswith("Pr"):
        for child in element:
            yield from _parts(child, _HIGH_LOW.get(local(child), mark))


def _child(element: Element, name: str) -> Element | None:
    return next((each for each in element if local(each) == name), None)


def _bracketed(element: Element | None, mark: str) -> list[Part]:
    if element is None:
        return []
    inside = list(_parts(element, mark))
    if len("".join(text for text, _, _ in inside)) <= 1 or (len(inside) == 1 and inside[0][0].isalnum()):
        return inside
    return [("(", mark, False), *inside, (")", mark, False)]


def _sign(element: Element, name: str, usual: str) -> str:
    found = next((each for each in element.iter() if local(each) == name), None)
    if found is None:
        return usual
    return next((value for key, value in found.attrib.items() if key.endswith("val")), usual)
