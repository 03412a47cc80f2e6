"""Compare all characters of a source with those of the result: what is missing, added or moved, and where.

Each piece of the source is looked for in the result, first right behind the piece before it, then anywhere; what is
not found whole is compared character by character with what is left of the result between its neighbours.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

import msgspec

from generator.intake.reading.units import SourceUnit
from generator.model.radicals import character_of

_UNSEEN = re.compile("[\\s\u00a0\u200b-\u200f\u2060\ufeff\u00ad\ufffc]++")
_AHEAD = 600
_MOST_COMPARED = 6000
_SHOWN = 60
# Shorter ones are found in many places: that one stands elsewhere says nothing.
_LONG = 4


class Difference(msgspec.Struct, frozen=True):
    """Words that differ, and where they stand in the source (in the result, for what was added)."""

    text: str
    place: str = ""


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
    return "".join(character_of(each) or each for each in text)


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
    search = _Search(plain_text(shown))
    places = search.place(units)
    missing = search.compare(units, places)
    total = sum(len(unit.text) for unit in units) + away
    lost = sum(len(each.text) for each in missing)
    return Proof(
        1.0 if not total else (total - lost) / total,
        total,
        tuple(Difference(_short(each.text), each.place) for each in missing),
        tuple(search.added([plain_text(each) for each in generated])),
        tuple(_moved(units, places)) if ordered else (),
    )


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}……（共{len(text)}字）"


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


class _Search:
    """The result, and which of its characters are accounted for."""

    def __init__(self, shown: str) -> None:
        self.shown = shown
        self.taken = bytearray(len(shown))

    def place(self, units: list[SourceUnit]) -> list[int]:
        """Return where each unit stands in the result; -1 for one that is not there whole."""
        places = [-1] * len(units)
        at = 0
        for number, unit in enumerate(units):
            found = self._find(unit.text, at, at + len(unit.text) + _AHEAD)
            if found >= 0:
                places[number] = self._take(found, unit.text)
                at = found + len(unit.text)
        # The longest first: a short one would be found within another.
        for number in sorted((n for n, at in enumerate(places) if at < 0), key=lambda n: -len(units[n].text)):
            before = next(
                (places[n] for n in range(number - 1, max(-1, number - 200), -1) if places[n] >= 0), 0
            )
            found = self._find(units[number].text, before, len(self.shown))
            found = found if found >= 0 else self._find(units[number].text, 0, len(self.shown))
            if found >= 0:
                places[number] = self._take(found, units[number].text)
        return places

    def _find(self, text: str, start: int, end: int) -> int:
        found = self.shown.find(text, start, end)
        tries = 0
        while found >= 0 and any(self.taken[found : found + len(text)]):
            tries += 1
            found = self.shown.find(text, found + 1, end) if tries < 200 else -1
        return found

    def _take(self, at: int, text: str) -> int:
        self.taken[at : at + len(text)] = b"\1" * len(text)
        return at

    def compare(self, units: list[SourceUnit], places: list[int]) -> list[SourceUnit]:
        """Compare the units that were not found with what is left between their neighbours; return what is missing."""
        missing: list[SourceUnit] = []
        for number, unit in enumerate(units):
            if places[number] < 0:
                missing += self._missing(unit, *self._between(number, units, places))
        return missing

    def _between(self, number: int, units: list[SourceUnit], places: list[int]) -> tuple[int, int]:
        before = next((n for n in range(number - 1, -1, -1) if places[n] >= 0), -1)
        behind = next((n for n in range(number + 1, len(units)) if places[n] >= 0), -1)
        start = places[before] + len(units[before].text) if before >= 0 else 0
        end = places[behind] if behind >= 0 else len(self.shown)
        return (start, end) if start <= end else (0, len(self.shown))

    def _missing(self, unit: SourceUnit, start: int, end: int) -> list[SourceUnit]:
        free = [at for at in range(start, end) if not self.taken[at]][:_MOST_COMPARED]
        text = unit.text[:_MOST_COMPARED]
        matcher = SequenceMatcher(None, text, "".join(self.shown[at] for at in free), autojunk=False)
        found, done = list[SourceUnit](), 0
        for block in matcher.get_matching_blocks():
            if block.a > done:
                found += self._elsewhere(SourceUnit(text[done : block.a], unit.place))
            for offset in range(block.size):
                self.taken[free[block.b + offset]] = 1
            done = block.a + block.size
        if len(unit.text) > _MOST_COMPARED:
            found.append(SourceUnit(unit.text[_MOST_COMPARED:], unit.place))
        return found

    def _elsewhere(self, piece: SourceUnit) -> list[SourceUnit]:
        at = self._find(piece.text, 0, len(self.shown))
        if at >= 0:
            self._take(at, piece.text)
            return []
        return [piece]

    def added(self, generated: list[str]) -> list[Difference]:
        """Return what the result has beyond the source, but for what the reader says it wrote."""
        allowed = Counter(each for each in generated if each)
        found: list[Difference] = []
        at = 0
        while at < len(self.shown):
            if self.taken[at]:
                at += 1
                continue
            end = at
            while end < len(self.shown) and not self.taken[end]:
                end += 1
            if rest := _beyond(self.shown[at:end], allowed):
                context = self.shown[max(0, at - 8) : at]
                found.append(Difference(_short(rest), f"“{context}”之后" if context else "开头"))
            at = end
        return found


def _beyond(text: str, allowed: Counter[str]) -> str:
    """Return what is left of a text once words that may stand in it are taken out, each as often as it may."""
    if allowed.get(text, 0) > 0:
        allowed[text] -= 1
        return ""
    for words in sorted(
        (each for each, count in allowed.items() if count > 0 and each in text), key=len, reverse=True
    ):
        while allowed[words] > 0 and words in text:
            text = text.replace(words, "", 1)
            allowed[words] -= 1
    return text


def _moved(units: list[SourceUnit], places: list[int]) -> Iterable[Difference]:
    """Yield the units that stand in another order than in the source: all but the longest row that is in order."""
    order = [number for number, at in enumerate(places) if at >= 0]
    kept = _longest_rising([places[number] for number in order])
    for position, number in enumerate(order):
        if position not in kept and len(units[number].text) >= _LONG:
            yield Difference(_short(units[number].text), units[number].place)


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
