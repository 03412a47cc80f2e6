"""Recognise bank card numbers by first digits, length, check digit and groups."""

from __future__ import annotations

from collections.abc import Sequence

from generator.patterns import pattern

# Cards of today: UnionPay, Visa, Mastercard, JCB, Discover, and the older ones of Chinese banks.
_SURE = pattern(
    r"62[0-9]{14,17}|9558[0-9]{12,15}|955[15679][0-9]{14,15}|4[0-9]{15}(?:[0-9]|[0-9]{3})?|5[1-5][0-9]{14}|589970[0-9]{13}"
    r"|60[0-9]{14,17}|6[45][0-9]{14,17}|6[89][0-9]{14,17}|35[2-8][0-9]{13}"
)
# Short ones and rare ones, which many other numbers look like: only where the words say so or the groups do.
_RARE = pattern(
    r"4[0-9]{12}|3[47][0-9]{13}|3(?:0[0-5]|[689][0-9])[0-9]{11}|690755[0-9]{9}|62[0-9]{11,13}|2[2-7][0-9]{14}|5[0-9]{12,18}"
    r"|103[0-9]{16}|9[0-9]{15,18}|[48][0-9]{13,18}|6[0-9]{12,18}"
)
# What no card begins with is not looked at; nor what is in more groups than anybody writes.
CARD_START = pattern(r"[2-689]|103")
_MOST_GROUPS = 7
_RARE_GROUPS = frozenset({(4, 6, 5), (4, 6, 4)})
_TWO_GROUPS = 6


def is_card_number(
    digits: str, sizes: tuple[int, ...], gaps: Sequence[str], *, called: bool, loose: bool
) -> bool:
    """Tell whether digits, in groups of some sizes with some gaps, are a bank card's number.

    ``called`` tells that the words before say so: then rare numbers count too. ``loose`` tells that words run up
    to them: then a line may end anywhere within.
    """
    if len(sizes) > _MOST_GROUPS:
        return False
    sure = _SURE.fullmatch(digits) is not None
    if not sure and not ((called or sizes in _RARE_GROUPS) and _RARE.fullmatch(digits)):
        return False
    return _grouped(sizes, gaps, loose) and passes_luhn(digits)


def _grouped(sizes: tuple[int, ...], gaps: Sequence[str], loose: bool) -> bool:
    if len(sizes) == 1:
        return True
    within = {gap for gap in gaps if gap != "\n"}
    broken = len(gaps) - sum(gap != "\n" for gap in gaps)
    fours = set(sizes[:-1]) == {4} and sizes[-1] <= 4
    six = len(sizes) == 2 and sizes[0] == _TWO_GROUPS
    if loose:
        return broken <= 1 and len(within) <= 2
    return (fours or six or sizes in _RARE_GROUPS) and len(within) == 1 and broken <= int(fours)


def passes_luhn(number: str) -> bool:
    """Tell whether the last digit checks the others as on bank cards (Luhn)."""
    from stdnum import luhn

    return luhn.is_valid(number)
