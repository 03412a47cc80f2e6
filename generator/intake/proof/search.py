"""Look for the pieces of a source in the result, and account for each character of it."""

from __future__ import annotations

from collections import Counter
from difflib import SequenceMatcher

import msgspec

from generator.intake.sources.units import SourceUnit

_AHEAD = 600
_MOST_COMPARED = 6000
_SHOWN = 60


class Difference(msgspec.Struct, frozen=True):
    """Words that differ, and where they stand in the source (in the result, for what was added)."""

    text: str
    place: str = ""


def shorten(text: str) -> str:
    """Return a text as it is shown to people: a long one by its beginning."""
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}……（共{len(text)}字）"


class Search:
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
                found.append(Difference(shorten(rest), f"“{context}”之后" if context else "开头"))
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
    # Of 甲、甲 it may have been the other 甲 that was found.
    signs = Counter("".join(each * count for each, count in allowed.items() if count > 0))
    return "" if not Counter(text) - signs else text
