"""Find personal numbers in a text: identity, mobile and bank card numbers; masked ones are none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from generator.data import dataclass
from generator.load.gate.card_numbers import CARD_START, is_card_number, passes_luhn
from generator.load.gate.number_groups import Written
from generator.load.gate.quick_look import may_have_numbers
from generator.load.gate.written_numbers import DigitRow, find_rows
from generator.patterns import pattern

__all__ = ["CODES", "WORDS", "PersonalNumber", "find_personal_numbers", "is_identity_number", "passes_luhn"]
# First two digits of the code of a province (GB/T 2260).
_PROVINCES = frozenset(
    {*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66), 71, 81, 82, 83}
)  # fmt: skip
_LONGEST = 19
_MOBILE = pattern(r"(?P<abroad>(?:00)?86)?1[3-9][0-9]{9}")
# How people group digits that no check digit proves.
_MOBILE_GROUPS = frozenset(
    {(11,), (3, 4, 4), (4, 4, 3), (3, 3, 5), (3, 5, 3), (4, 3, 4), (3, 8), (7, 4), (1,) * 11}
)
_FIGURES = (2, 11)
_MORE_MOBILE_GROUPS = frozenset({(5, 6), (6, 5), (4, 7), (8, 3)})
_IDENTITY_GROUPS = frozenset(
    {(18,), (6, 8, 4), (6, 4, 4, 4), (3, 3, 8, 4), (6, 12), (14, 4), (6, 4, 2, 2, 4), (3, 3, 4, 4, 4), (6, 8, 3, 1)}
    | {(3, 3, 4, 2, 2, 4), (4, 4, 4, 4, 2), (1,) * 18}
)  # fmt: skip
_OLD_GROUPS = frozenset({(15,), (6, 6, 3), (3, 3, 6, 3), (6, 2, 2, 2, 3), (1,) * 15})
# Numbers of projects and of papers begin with a region and a day too, but with a day of the last years.
_LAST_SURE_YEAR = 2009
CODES = {
    "identity": "personal-identity", "identity-like": "personal-identity", "mobile": "personal-mobile",
    "bank": "personal-bank",
}  # fmt: skip
WORDS = {
    "identity": "身份证号", "identity-like": "像是身份证号，但校验位不对的号码", "mobile": "手机号", "bank": "银行卡号",
}  # fmt: skip


@dataclass(frozen=True)
class PersonalNumber:
    """A number that names a person: its kind, where it begins in the text, and itself with the middle hidden."""

    kind: str
    start: int
    shown: str


def find_personal_numbers(text: str) -> Iterator[PersonalNumber]:
    """Yield the personal numbers of a text in their order, however their digits are written."""
    if not may_have_numbers(text):
        return
    found = [number for row in find_rows(text) for number in _in_row(text, row)]
    yield from sorted(found, key=lambda number: number.start)


def _in_row(text: str, row: DigitRow) -> Iterator[PersonalNumber]:
    at = 0
    while at < len(row.ends):
        found = _at_group(text, row, at)
        if found:
            kind, digits, written = found
            start = _first_sign(text, written.start) if kind == "mobile" else written.start
            yield PersonalNumber(kind, start, f"{digits[:3]}{'*' * (len(digits) - 5)}{digits[-2:]}")
            at = written.last
        at += 1


def _at_group(text: str, row: DigitRow, first: int) -> tuple[str, str, Written] | None:
    """Return the kind, the digits and the groups of the number that begins with a group."""
    begin = row.begins[first]
    start = row.digits[begin : begin + _LONGEST]
    readers = [(kind, lengths, read) for kind, begins, lengths, read in _READERS if begins.match(start)]
    if not readers:
        return None
    lasts = {}
    for last in range(first, len(row.ends)):
        size = row.begins[last + 1] - begin
        if size > _LONGEST:
            break
        lasts[size] = last
    for kind, lengths, read in readers:
        for size in lengths:
            if size in lasts:
                written = Written(text, row, first, lasts[size])
                if digits := read(written):
                    return kind, digits, written
    return None


def _of_eighteen(written: Written) -> str:
    digits = written.digits
    if len(digits) == 17 and written.cross_end:
        return f"{digits}X"
    return digits if len(digits) == 18 else ""


def _identity(written: Written) -> str:
    """Return an identity number with a right check digit, in whatever groups: it is hardly one by chance."""
    digits = _of_eighteen(written)
    if not digits or not is_identity_number(digits):
        return ""
    if written.is_called("credit") and not written.is_called("identity"):
        return ""
    return digits


def _like(written: Written) -> str:
    digits = _of_eighteen(written)
    if not digits or not _has_region_and_birth(digits):
        return ""
    sizes = written.sizes
    if len(written.digits) == 17:
        sizes = (*sizes[:-1], sizes[-1] + 1)
    called = written.is_called("identity")
    if sizes not in _IDENTITY_GROUPS and (*sizes[:-1], sizes[-1] - 1, 1) not in _IDENTITY_GROUPS:
        return ""
    sure = int(digits[6:10]) <= _LAST_SURE_YEAR and "\n" not in written.gaps and not written.in_longer_chain
    if not called and (not sure or written.is_called("code")):
        return ""
    return digits if written.is_plain() else ""


def _old(written: Written) -> str:
    """Return an identity number of 15 digits, as they were given until 1999: region, day without century."""
    digits = written.digits
    if len(digits) != 15 or written.sizes not in _OLD_GROUPS or not _has_region_and_birth(_modern(digits)):
        return ""
    called = written.is_called("identity")
    # Of a year that begins with 20 only a person of more than a hundred has such a number, but many a project.
    sure = digits[6:8] != "20" and "\n" not in written.gaps and not written.in_longer_chain
    if not called and (not sure or written.is_called("code")):
        return ""
    return digits if written.is_plain() else ""


def _modern(old: str) -> str:
    return f"{old[:6]}19{old[6:]}0"


def _bank(written: Written) -> str:
    digits, called = written.digits, written.is_called("bank")
    loose = called or written.in_prose
    if not is_card_number(digits, written.sizes, written.gaps, called=called, loose=loose):
        return ""
    # Figures of four digits in a row of them are no card, unless they begin as only cards do.
    figures = bool(written.gaps) and written.in_longer_chain and not digits.startswith("62")
    if not called and (figures or written.is_called("code")):
        return ""
    return digits if written.is_plain() else ""


def _mobile(written: Written) -> str:
    match = _MOBILE.fullmatch(written.digits)
    if not match:
        return ""
    sizes, gaps = written.sizes, written.gaps
    abroad = len(match["abroad"] or "")
    if abroad:
        rest = sizes[0] - abroad
        if rest < 0:
            return ""
        sizes, gaps = ((rest, *sizes[1:]), gaps) if rest else (sizes[1:], gaps[1:])
    called = bool(abroad) or written.is_called("mobile")
    if sizes not in _MOBILE_GROUPS and not (sizes in _MORE_MOBILE_GROUPS and (called or " " not in gaps)):
        return ""
    # A column of figures is no phone, and no figures side by side in a row of them.
    figures = ("\n" in gaps and not written.in_prose) or (len(sizes) in _FIGURES and written.in_longer_chain)
    if not called and (figures or written.is_called("code")):
        return ""
    return match[0][abroad:] if written.is_plain(labelled=called) else ""


def _first_sign(text: str, start: int) -> int:
    return start - 1 if text[max(0, start - 1) : start] in ("+", "＋") else start


_REGION = "(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])[0-9]{4}"
_BORN = pattern(_REGION + "(?:18|19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])")
_BORN_OLD = pattern(_REGION + "[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])")
# What is looked for, in this order: how it begins, and how many digits it may have.
_READERS: tuple[tuple[str, re.Pattern[str], tuple[int, ...], Callable[[Written], str]], ...] = (
    ("identity", _BORN, (18, 17), _identity),
    ("bank", CARD_START, (19, 18, 17, 16, 15, 14, 13), _bank),
    ("mobile", _MOBILE, (11, 13, 15), _mobile),
    ("identity-like", _BORN, (18, 17), _like),
    ("identity", _BORN_OLD, (15,), _old),
)


def is_identity_number(number: str) -> bool:
    """Tell whether 18 characters are an identity number: province, day of birth, check character (GB 11643).

    Of python-stdnum the reckoning alone: its own list of places would let pass people who were born before
    their county was set up, and those of counties it does not know yet.
    """
    if not _has_region_and_birth(number):
        return False
    from stdnum.cn import ric  # with what it loads, not needed for the many texts without such a number

    return ric.calc_check_digit(number) == number[17].upper()


def _has_region_and_birth(number: str) -> bool:
    if int(number[:2]) not in _PROVINCES or number[6:8] not in ("18", "19", "20"):
        return False
    if not ("01" <= number[10:12] <= "12" and "01" <= number[12:14] <= "31"):
        return False
    from stdnum.cn import ric
    from stdnum.exceptions import InvalidComponent

    try:
        ric.get_birth_date(number)
    except InvalidComponent:
        return False
    return True
