"""Numbers as a spreadsheet displays them: percent, leading zeros, thousands, fixed decimals, words around them."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

# Formats that a file names by number alone. Those of money stand without the sign, which depends on the country.
BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%",
    37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00",
    41: "#,##0", 42: "#,##0", 43: "#,##0.00", 44: "#,##0.00",
}  # fmt: skip
_GENERAL = ("general", "g/通用格式")
_PLACES = "0#?"
_MOST_CHARACTERS = 255
_NEGATIVE, _ZERO = 1, 2


@dataclass
class _Section:
    """One part of a format. Words stand before the place (counted from the left) that they come before."""

    whole: list[str] = field(default_factory=list)
    decimals: list[str] = field(default_factory=list)
    words: dict[int, str] = field(default_factory=dict)
    pointed: bool = False
    general: bool = False
    thousands: bool = False
    shift: int = 0
    commas: int = 0

    @property
    def loose(self) -> bool:
        """Tell whether zeros at the end are left out."""
        return self.pointed and (not self.decimals or set(self.decimals) != {"0"})

    def say(self, text: str) -> None:
        at = len(self.whole) + len(self.decimals)
        self.words[at] = self.words.get(at, "") + text

    def place(self, sign: str) -> None:
        (self.decimals if self.pointed else self.whole).append(sign)
        self.thousands, self.commas = self.thousands or self.commas > 0, 0


class Formats:
    """The formats of a workbook, each taken apart when a number is first shown in it."""

    def __init__(self) -> None:
        self._known: dict[str, list[_Section | None]] = {}

    def show(self, value: float, code: str) -> str | None:
        """Return a number as this format shows it; None when the format is none of these, such as one of dates."""
        if code not in self._known:
            self._known[code] = (
                [_parse(each) for each in _split(code)] if len(code) <= _MOST_CHARACTERS else []
            )
        sections = self._known[code]
        number = Decimal(f"{value:.15g}")
        which = _NEGATIVE if number < 0 else _ZERO if number == 0 else 0
        own = which < len(sections)
        section = sections[which if own else 0] if sections else None
        try:
            text = _write(abs(number), section) if section else None
        except InvalidOperation:  # more digits than any number has
            return None
        minus = number < 0 and not (own and which) and text and any(digit in text for digit in "123456789")
        return f"-{text}" if minus else text


def hides(code: str) -> bool:
    """Tell whether a format shows nothing, whatever stands in the cell (;;;)."""
    return code.count(";") >= 2 and not code.replace(";", "").strip()


def _split(code: str) -> list[str]:
    """Return the sections of a format, which semicolons part."""
    sections, begins, at, quoted = [], 0, 0, False
    while at < len(code):
        sign = code[at]
        quoted ^= sign == '"'
        if not quoted and sign in "\\!_*":
            at += 1
        elif not quoted and sign == ";":
            sections.append(code[begins:at])
            begins = at + 1
        at += 1
    return [*sections, code[begins:]]


def _parse(code: str) -> _Section | None:
    """Take a section apart; None when there is something in it that is not understood."""
    section, at = _Section(), 0
    while at < len(code):
        sign, lowered = code[at], code[at:].lower()
        general = next((word for word in _GENERAL if lowered.startswith(word)), "")
        if general:
            section.general = True
            section.whole.append("0")
            at += len(general)
        elif sign == '"':
            end = code.find('"', at + 1)
            section.say(code[at + 1 : end] if end > 0 else code[at + 1 :])
            at = end + 1 if end > 0 else len(code)
        elif sign == "[":
            end = code.find("]", at)
            inner = code[at + 1 : end]
            if end < 0 or inner[:1] in "<>=" or inner.lower().startswith("dbnum"):
                return None
            if inner.startswith("$"):
                section.say(inner[1:].partition("-")[0])
            at = end + 1
        elif sign in "\\!":
            section.say(code[at + 1 : at + 2])
            at += 2
        elif sign in "_*":
            at += 2
        elif _take_sign(section, sign):
            at += 1
        else:
            return None
    section.shift -= 3 * section.commas
    return section


def _take_sign(section: _Section, sign: str) -> bool:
    if sign in _PLACES:
        section.place(sign)
    elif sign == "." and not section.pointed:
        section.shift -= 3 * section.commas
        section.pointed, section.commas = True, 0
    elif sign == ",":
        section.commas += 1 if section.whole else 0
    elif sign == "%":
        section.shift += 2
        section.say(sign)
    elif (sign.isascii() and sign.isalpha()) or sign in "@/":
        return False
    else:
        section.say(sign)
    return True


def _write(number: Decimal, section: _Section) -> str:
    number = number.scaleb(section.shift) if section.shift else number
    if section.general:
        words = "".join(text for at, text in sorted(section.words.items()) if at)
        return section.words.get(0, "") + f"{number.normalize():f}" + words
    if not section.whole and not section.decimals:
        return "".join(section.words.values())
    number = number.quantize(Decimal(1).scaleb(-len(section.decimals)), ROUND_HALF_UP)
    if not section.words and section.whole.count("0") == 1 and section.whole[-1] == "0" and not section.loose:
        return f"{number:,f}" if section.thousands else f"{number:f}"
    whole, _, decimals = f"{number:f}".partition(".")
    out = _write_whole(whole.lstrip("0"), section)
    kept = len(decimals)
    while kept and decimals[kept - 1] == "0" and section.decimals[kept - 1] != "0":
        kept -= 1
    if section.pointed and kept:
        out += "."
    for n in range(len(section.decimals)):
        at = len(section.whole) + n
        out += (section.words.get(at, "") if n else "") + (decimals[n] if n < kept else "")
    return out + section.words.get(len(section.whole) + len(section.decimals), "")


def _write_whole(digits: str, section: _Section) -> str:
    """Fill the places before the point from the right; what is more stands before the first."""
    places = section.whole
    wanted = next((len(places) - n for n, place in enumerate(places) if place == "0"), 0)
    digits = digits.rjust(wanted, "0")
    if section.thousands:
        return section.words.get(0, "") + ",".join(_threes(digits))
    beyond, out = max(0, len(digits) - len(places)), section.words.get(0, "")
    out += digits[:beyond]
    digits = digits[beyond:].rjust(len(places))
    for n, digit in enumerate(digits):
        out += (section.words.get(n, "") if n else "") + digit.strip()
    # Words right before the point belong to the whole part.
    return out + (section.words.get(len(places), "") if section.decimals else "")


def _threes(digits: str) -> list[str]:
    first = len(digits) % 3
    parts = [digits[:first]] if first else []
    return parts + [digits[at : at + 3] for at in range(first, len(digits), 3)]
