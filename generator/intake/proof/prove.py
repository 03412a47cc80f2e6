"""Compare all characters of a source with those of the result: what is missing, added or moved, and where.

Each piece of the source is looked for in the result, first right behind the piece before it, then anywhere; what is
not found whole is compared character by character with what is left of the result between its neighbours.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Sequence

import msgspec

from generator.intake.proof.search import Difference, Search, shorten
from generator.intake.sources.units import SourceUnit
from generator.model.radicals import character_of

_UNSEEN = re.compile(
    "[\\s\u00a0\x00-\x1f\x7f\x85\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\u00ad\ufff9-\ufffc]++"
)
_RADICAL = re.compile("[\u2e80-\u2fdf]")
_LIGATURE = re.compile("[\ufb00-\ufb06]")
# Shorter ones are found in many places: that one stands elsewhere says nothing.
_LONG = 4


class Proof(msgspec.Struct, frozen=True):
    """What a comparison found: the share of the source's characters in the result, and what differs."""

    kept: float
    characters: int
    missing: tuple[Difference, ...] = ()
    added: tuple[Difference, ...] = ()
    moved: tuple[Difference, ...] = ()

    @property
    def whole(self) -> bool:
        """Tell whether all of the source is in the result."""
        return not self.missing


def plain_text(text: str) -> str:
    """Return a text as it is compared: without blanks and signs nobody sees, radicals as the characters they look."""
    text = _UNSEEN.sub("", text)
    if _RADICAL.search(text):
        text = "".join(character_of(each) or each for each in text)
    return _LIGATURE.sub(lambda letters: unicodedata.normalize("NFKC", letters[0]), text)


def prove(
    source: Sequence[SourceUnit],
    shown: str,
    *,
    left: Iterable[str] = (),
    generated: Iterable[str] = (),
    ordered: bool = True,
) -> Proof:
    """Return what is missing, added or moved.

    ``left`` are words of the source that were left out on purpose, ``generated`` such that the result has of the
    reader: numbers written out. Without ``ordered`` nothing is told to be moved.
    """
    units = [SourceUnit(text, unit.place) for unit in source if (text := plain_text(unit.text))]
    units, away = _without_left(units, [plain_text(each) for each in left])
    search = Search(plain_text(shown))
    places = search.place(units)
    missing = search.compare(units, places)
    total = sum(len(unit.text) for unit in units) + away
    lost = sum(len(each.text) for each in missing)
    return Proof(
        1.0 if not total else (total - lost) / total,
        total,
        tuple(Difference(shorten(each.text), each.place) for each in missing),
        tuple(search.added([plain_text(each) for each in generated])),
        tuple(_moved(units, places)) if ordered else (),
    )


def _without_left(units: list[SourceUnit], left: list[str]) -> tuple[list[SourceUnit], int]:
    """Take out of the source what was left out on purpose; return what remains and how many characters went.

    What was left may lie over several units: they are looked at as one text.
    """
    whole = "".join(unit.text for unit in units)
    gone = bytearray(len(whole))
    for words in sorted(left, key=len, reverse=True):
        at = whole.find(words) if words else -1
        while at >= 0 and any(gone[at : at + len(words)]):
            at = whole.find(words, at + 1)
        if at >= 0:
            gone[at : at + len(words)] = b"\1" * len(words)
    kept: list[SourceUnit] = []
    at = 0
    for unit in units:
        text = "".join(
            each for each, away in zip(unit.text, gone[at : at + len(unit.text)], strict=True) if not away
        )
        at += len(unit.text)
        if text:
            kept.append(SourceUnit(text, unit.place))
    return kept, sum(gone)


def _moved(units: list[SourceUnit], places: list[int]) -> Iterable[Difference]:
    """Yield the units that stand in another order than in the source: all but the longest row that is in order."""
    order = [number for number, at in enumerate(places) if at >= 0]
    kept = _longest_rising([places[number] for number in order])
    for position, number in enumerate(order):
        if position not in kept and len(units[number].text) >= _LONG:
            yield Difference(shorten(units[number].text), units[number].place)


def _longest_rising(values: list[int]) -> set[int]:
    """Return the positions of a longest rising row."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = [-1] * len(values)
    for position, value in enumerate(values):
        at = bisect_left(tails, value)
        before[position] = ends[at - 1] if at else -1
        if at == len(tails):
            tails.append(value)
            ends.append(position)
        else:
            tails[at], ends[at] = value, position
    found: set[int] = set()
    position = ends[-1] if ends else -1
    while position >= 0:
        found.add(position)
        position = before[position]
    return found
