"""In which order the rows of a register stand when one of its columns is sorted, as a browser would sort them.

Rows stay in their groups. Numbers come by their value, other texts as Chinese dictionaries have them: signs, figures
(by the value of each run), Han characters by their sound, letters. Empty cells stand last.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from itertools import groupby

from generator.data import dataclass
from generator.model.addresses.slug import full_pinyin
from generator.patterns import pattern

_SHOWN_NUMBER = pattern(r"[-+−]?[¥￥$]?(?:\d++|\d{1,3}(?:,\d{3})++)(?:\.\d++)?\s*+[%％元]?")
_UNIT = pattern(r"[¥￥$,\s%％元]")
_FIGURES = pattern(r"[0-9]++")
# Before a run of figures stands a sign for its length: a longer number is a larger one.
_LENGTHS, _MOST = 0xE000, 0xFF
_FIRST_HAN = "\u2e80"
_SIGN, _FIGURE, _HAN, _LETTER = range(4)


@dataclass(frozen=True)
class RowOrder:
    """The numbers of the rows in their order, and for each group how many cells of it are filled, and empty."""

    rows: tuple[int, ...]
    groups: tuple[tuple[int, int], ...]


def sorted_rows(texts: Sequence[str], groups: Sequence[str], *, numbers: bool) -> RowOrder:
    """Return the order of rows by the texts of one column; those of a group stand together in ``groups``."""
    by_value = numbers or all(_SHOWN_NUMBER.fullmatch(text) for text in texts if text)
    keys = [_value(text) for text in texts] if by_value else _collated(texts)
    rows: list[int] = []
    counts: list[tuple[int, int]] = []
    for _, members in groupby(range(len(texts)), key=lambda number: groups[number]):
        own = list(members)
        filled = sorted((number for number in own if texts[number]), key=lambda number: keys[number])
        rows += filled
        rows += (number for number in own if not texts[number])
        counts.append((len(filled), len(own) - len(filled)))
    return RowOrder(tuple(rows), tuple(counts))


def _value(text: str) -> tuple[float, str]:
    """Return the value of a number, and after all numbers what is none."""
    try:
        return float(_UNIT.sub("", text).replace("−", "-")), ""
    except ValueError:
        return float("inf"), text


def _collated(texts: Sequence[str]) -> list[tuple[float, str]]:
    """Return keys by which texts compare as in a dictionary."""
    plain = [_FIGURES.sub(_run, unicodedata.normalize("NFKC", text).lower()) for text in texts]
    signs = sorted(set().union(*plain), key=_place)
    ranks = {ord(sign): rank for rank, sign in enumerate(signs)}
    return [(0.0, text.translate(ranks)) for text in plain]


def _run(found: re.Match[str]) -> str:
    figures = found[0].lstrip("0")
    return chr(_LENGTHS + min(len(figures), _MOST)) + figures


def _place(sign: str) -> tuple[int, int, str]:
    if _LENGTHS <= ord(sign) <= _LENGTHS + _MOST or sign.isdecimal():
        # The signs for lengths only ever meet each other: each run begins with one.
        return _FIGURE, 0, sign
    if not sign.isalpha():
        return _SIGN, 0, sign
    place = _common().get(sign)
    if place is None and sign >= _FIRST_HAN and (sound := full_pinyin(sign)):
        place = _place_of_sound(sound)
    return (_LETTER, 0, sign) if place is None else (_HAN, place, sign)


@cache
def _common() -> dict[str, int]:
    """The characters in common use with their places: GB 2312 has them by their sounds, the usual one where they have
    several, as a list of readings alone cannot tell (长 is at chang).
    """
    codes = (bytes((lead, trail)) for lead in range(0xB0, 0xD8) for trail in range(0xA1, 0xFF))
    signs = (code.decode("gb2312", "ignore") for code in codes)
    return {sign: place for place, sign in enumerate(filter(None, signs))}


@cache
def _sounds() -> tuple[tuple[str, int], ...]:
    """The sounds in order, with the place of the middle one of the common characters that have each."""
    places: dict[str, list[int]] = {}
    for sign, place in _common().items():
        places.setdefault(full_pinyin(sign), []).append(place)
    return tuple((sound, own[len(own) // 2]) for sound, own in sorted(places.items()))


def _place_of_sound(sound: str) -> int:
    at = bisect_right(_sounds(), (sound, len(_common())))
    return _sounds()[max(at - 1, 0)][1]
