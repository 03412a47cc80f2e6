"""Personal numbers in a text: identity numbers, mobile numbers, bank cards. Masked ones are none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_NUMBER = re.compile(
    r"(?<![0-9A-Za-z_.])(?:"
    r"(?P<identity>\d{6}[ ]?\d{8}[ ]?\d{3}[\dXx])"
    r"|(?P<mobile>(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4})"
    r"|(?P<bank>\d{16,19}|\d{4}(?P<gap>[ -])\d{4}(?P=gap)\d{4}(?P=gap)\d{4}(?:(?P=gap)\d{1,3})?)"
    r")(?![0-9A-Za-z_]|\.\d|\s*+(?:元|万元|亿元|平方米))"
)
# What shows in one look that a text has none, as most have not: no row of eleven digits that begins like a
# mobile number, and with every digit a 0, and blanks and hyphens left out, no row of sixteen.
_MOBILE_ROW = re.compile(rb"1[3-9](?:[ -]?[0-9]){9}")
_ZEROS = bytes(0x30 if 0x30 <= byte <= 0x39 else 0x20 for byte in range(256))
_LONG_ROW = b"0" * 16
_BANK = re.compile(r"62\d{14,17}|9558\d{12,15}|4\d{15}|5[1-5]\d{14}")
_BLANKS = re.compile(r"[ -]")
# First two digits of the code of a province (GB/T 2260).
_PROVINCES = frozenset(
    {*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66), 71, 81, 82, 83}
)  # fmt: skip
_FULL_WIDTH_DIGITS = "０１２３４５６７８９"
_FULL_WIDTH = str.maketrans("０１２３４５６７８９Ｘｘ", "0123456789Xx")
CODES = {"identity": "personal-identity", "mobile": "personal-mobile", "bank": "personal-bank"}
WORDS = {"identity": "身份证号", "mobile": "手机号", "bank": "银行卡号"}


@dataclass(frozen=True)
class PersonalNumber:
    """A number that names a person: its kind, where it begins in the text, and itself with the middle hidden."""

    kind: str
    start: int
    shown: str


def find_personal_numbers(text: str) -> Iterator[PersonalNumber]:
    """Yield the personal numbers of a text in their order; full-width digits count as digits."""
    if not _may_have_some(text):
        return
    plain = text.translate(_FULL_WIDTH)
    for match in _NUMBER.finditer(plain):
        number = _BLANKS.sub("", match[0])
        kind = _kind(match, number)
        if kind:
            hidden = f"{number[:3]}{'*' * (len(number) - 5)}{number[-2:]}"
            yield PersonalNumber(kind, match.start(), hidden)


def _may_have_some(text: str) -> bool:
    if any(digit in text for digit in _FULL_WIDTH_DIGITS):
        return True
    # A byte a character, which is looked through faster than the text.
    plain = text.encode("ascii", "replace")
    return _MOBILE_ROW.search(plain) is not None or _LONG_ROW in plain.translate(_ZEROS, b" -")


def _kind(match: re.Match[str], number: str) -> str:
    if match["mobile"]:
        return "mobile"
    if match["identity"] and is_identity_number(number):
        return "identity"
    return "bank" if _BANK.fullmatch(number) and passes_luhn(number) else ""


def is_identity_number(number: str) -> bool:
    """Tell whether 18 characters are an identity number: province, day of birth, check character (GB 11643).

    Of python-stdnum the reckoning alone: its own list of places would let pass people who were born before
    their county was set up, and those of counties it does not know yet.
    """
    if int(number[:2]) not in _PROVINCES or number[6:8] not in ("18", "19", "20"):
        return False
    from stdnum.cn import ric  # with what it loads, not needed for the many texts without such a number
    from stdnum.exceptions import InvalidComponent

    try:
        ric.get_birth_date(number)
    except InvalidComponent:
        return False
    return ric.calc_check_digit(number) == number[17].upper()


def passes_luhn(number: str) -> bool:
    """Tell whether the last digit checks the others as on bank cards (Luhn)."""
    from stdnum import luhn

    return luhn.is_valid(number)
