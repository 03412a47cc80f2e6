"""Write the numbers of automatic numbering as word processors show them.

Source: ECMA-376 Part 1, 17.18.59 ST_NumberFormat; what an unknown format shows is a plain number.
"""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_MOST = 32767


def numeral(number: int, form: str, pattern: str = "") -> str:
    """Return a number in a format of ST_NumberFormat; ``pattern`` is that of a custom one (001, 002, ...)."""
    number = max(0, min(number, _MOST))
    if form == "custom" and pattern:
        first = pattern.split(",", maxsplit=1)[0].strip()
        return f"{number:0{len(first)}d}" if first.isdigit() else str(number)
    return _FORMS.get(form, str)(number)


def chinese(number: int, digits: str = _DIGITS, units: str = "十百千", zero: str = "〇") -> str:
    """Return a number below 100 million in Chinese words: 十一, 一百〇一, 一万二千."""
    if number < 10:
        return digits[number]
    if number >= 10000:
        high, low = divmod(number, 10000)
        gap = zero if 0 < low < 1000 else ""
        return (
            f"{chinese(high, digits, units, zero)}万{gap}{chinese(low, digits, units, zero) if low else ''}"
        )
    parts: list[str] = []
    waiting = False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit:
            parts.append(
                f"{zero if waiting and parts else ''}{digits[digit]}{units[place - 1] if place else ''}"
            )
            waiting = False
        else:
            waiting = True
    words = "".join(parts)
    return words[1:] if digits is _DIGITS and 10 <= number < 20 else words


def _counting(number: int) -> str:
    """Return Word's chineseCounting: words up to 99, digits one by one above."""
    return chinese(number) if number < 100 else "".join(_DIGITS[int(digit)] for digit in str(number))


def _roman(number: int) -> str:
    words = ""
    for value, sign in _ROMAN:
        while number >= value:
            words, number = words + sign, number - value
    return words or "0"


def _letter(number: int) -> str:
    """Return A, B … Z, AA, BB: the letter is repeated, as word processors do."""
    return chr(65 + (number - 1) % 26) * min(1 + (number - 1) // 26, 10) if number else "0"


def _within(first: int, most: int, start: int = 1) -> Callable[[int], str]:
    """Return what writes a number as a character of a row that begins at a code, a plain number beyond it."""
    return lambda number: chr(first + number - start) if start <= number <= most else str(number)


def _circled(number: int) -> str:
    if 21 <= number <= 35:
        return chr(0x3251 + number - 21)
    if 36 <= number <= 50:
        return chr(0x32B1 + number - 36)
    return _within(0x2460, 20)(number)


def _ordinal(number: int) -> str:
    end = "th" if 10 < number % 100 < 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{end}"


def _wide(number: int) -> str:
    return "".join(chr(0xFF10 + int(digit)) for digit in str(number))


def _row(signs: str) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if 1 <= number <= len(signs) else str(number)


def _each_digit(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


_FORMS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "decimalHalfWidth": str,
    "decimalFullWidth": _wide,
    "decimalFullWidth2": _wide,
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": _letter,
    "lowerLetter": lambda number: _letter(number).lower(),
    "ordinal": _ordinal,
    "numberInDash": lambda number: f"- {number} -",
    "chineseCounting": _counting,
    "taiwaneseCounting": _counting,
    "japaneseCounting": chinese,
    "koreanCounting": chinese,
    "chineseCountingThousand": chinese,
    "taiwaneseCountingThousand": chinese,
    "chineseLegalSimplified": lambda number: chinese(number, _LEGAL, "拾佰仟", "零"),
    "ideographLegalTraditional": lambda number: chinese(number, "零壹貳參肆伍陸柒捌玖", "拾佰仟", "零"),
    "ideographDigital": _each_digit,
    "japaneseDigitalTenThousand": _each_digit,
    "taiwaneseDigital": _each_digit,
    "ideographTraditional": _row(_STEMS),
    "ideographZodiac": _row(_BRANCHES),
    "ideographZodiacTraditional": lambda number: _STEMS[(number - 1) % 10] + _BRANCHES[(number - 1) % 12],
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedFullstop": _within(0x2488, 20),
    "decimalEnclosedParen": _within(0x2474, 20),
    "ideographEnclosedCircle": _within(0x3280, 10),
    "ideographParenthesizedCircle": _within(0x3220, 10),
    "none": lambda _: "",
}
