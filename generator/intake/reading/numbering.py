"""Automatic numbering of a DOCX file, written out as the word processor shows it.

Source: ECMA-376 Part 1, 17.9 (numbering): levels (17.9.6), their restart (17.9.10), overrides (17.9.9, 17.9.26),
numbers in the form of higher levels (17.9.4), links to styles (17.9.21, 17.9.27).
"""

from __future__ import annotations

import re
from dataclasses import field, replace

from generator.data import dataclass
from generator.intake.reading.numerals import numeral
from generator.intake.reading.package import Element, is_on, w

_PLACE = re.compile(r"%([1-9])")
_PICTOGRAM = re.compile(r"[\ue000-\uf8ff]")
LEVELS = 9


@dataclass(frozen=True)
class Level:
    """A level of a list: where it begins, its format, its text with %1 for the first level's number."""

    start: int = 1
    form: str = "decimal"
    pattern: str = ""
    text: str = ""
    behind: str = "tab"
    restart: int | None = None
    legal: bool = False
    style: str = ""


@dataclass(frozen=True)
class Lists:
    """The lists of a document: by number id the counter they share, their levels and where they begin anew."""

    levels: dict[str, dict[int, Level]]
    counters: dict[str, str]
    begins: dict[str, dict[int, int]]

    def linked(self, number: str, style: str) -> int | None:
        """Return the level of a list that belongs to a paragraph style."""
        if not style:
            return None
        return next(
            (depth for depth, level in self.levels.get(number, {}).items() if level.style == style), None
        )


@dataclass(frozen=True)
class Label:
    """What stands before a paragraph: its number as text, or a sign of a list without numbers."""

    text: str
    bullet: bool = False


@dataclass
class Counting:
    """Counts through a document, paragraph by paragraph."""

    lists: Lists
    _counts: dict[str, list[int | None]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def label(self, number: str, depth: int) -> Label | None:
        """Return what stands before the next paragraph of a list; None where the list is not there."""
        levels = self.lists.levels.get(number)
        if levels is None or depth not in levels:
            return None
        level = levels[depth]
        counts = self._counts.setdefault(self.lists.counters[number], [None] * LEVELS)
        begin = self.lists.begins[number].get(depth)
        if begin is not None and (number, depth) not in self._begun:
            counts[depth] = begin
        else:
            count = counts[depth]
            counts[depth] = level.start if count is None else count + 1
        self._begun.add((number, depth))
        for higher in range(depth):
            if counts[higher] is None:
                counts[higher] = levels[higher].start if higher in levels else 1
        for deeper in range(depth + 1, LEVELS):
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or depth + 1 <= restart:
                counts[deeper] = None
        return self._written(level, levels, counts)

    def _written(self, level: Level, levels: dict[int, Level], counts: list[int | None]) -> Label:
        if level.form == "bullet":
            return Label(level.text, bullet=True)

        def number(match: re.Match[str]) -> str:
            depth = int(match[1]) - 1
            of = levels.get(depth, Level())
            form = "decimal" if level.legal and of is not level else of.form
            form = "decimal" if level.legal and form not in ("decimal", "decimalZero") else form
            return numeral(counts[depth] or 0, form, of.pattern)

        written = _PICTOGRAM.sub("", _PLACE.sub(number, level.text))
        gap = {"space": " ", "tab": "\u3000" if written.startswith("第") else ""}.get(level.behind, "")
        return Label(written + gap if written else "")


def read_numbering(root: Element | None) -> Lists:
    """Read word/numbering.xml, which may be missing."""
    if root is None:
        return Lists({}, {}, {})
    abstract = {each.get(w("abstractNumId"), ""): each for each in root.iterfind(w("abstractNum"))}
    named = {
        _value(each, "styleLink"): identity
        for identity, each in abstract.items()
        if _value(each, "styleLink")
    }
    levels: dict[str, dict[int, Level]] = {}
    counters: dict[str, str] = {}
    begins: dict[str, dict[int, int]] = {}
    for each in root.iterfind(w("num")):
        identity, of = each.get(w("numId"), ""), _value(each, "abstractNumId")
        if of in abstract and (link := _value(abstract[of], "numStyleLink")):
            of = named.get(link, of)
        if of not in abstract:
            continue
        levels[identity] = _levels(abstract[of])
        counters[identity] = of
        begins[identity] = {}
        for change in each.iterfind(w("lvlOverride")):
            depth = int(change.get(w("ilvl"), "0") or 0)
            if (given := change.find(w("lvl"))) is not None:
                levels[identity][depth] = _level(given)
                begins[identity][depth] = levels[identity][depth].start
            if _value(change, "startOverride"):
                begins[identity][depth] = _integer(_value(change, "startOverride"), 1)
    return Lists(levels, counters, begins)


def _levels(abstract: Element) -> dict[int, Level]:
    return {
        int(each.get(w("ilvl"), "0") or 0): _level(each)
        for each in abstract.iterfind(w("lvl"))
        if each.get(w("ilvl"), "0").isdigit()
    }


def _level(element: Element) -> Level:
    # A format of later versions stands in an alternative, with a plain one for those who do not know it.
    forms = list(element.iter(w("numFmt")))
    chosen = forms[0] if forms else None
    form = "decimal" if chosen is None else chosen.get(w("val"), "decimal")
    restart = _value(element, "lvlRestart")
    level = Level(
        start=_integer(_value(element, "start"), 0 if element.find(w("start")) is None else 1),
        form=form,
        pattern="" if chosen is None else chosen.get(w("format"), ""),
        text=_value(element, "lvlText"),
        behind=_value(element, "suff") or "tab",
        restart=_integer(restart, 0) if restart else None,
        legal=is_on(element.find(w("isLgl"))),
        style=_value(element, "pStyle"),
    )
    return replace(level, text="") if form == "none" and "%" in level.text and len(level.text) == 2 else level


def _value(element: Element, name: str) -> str:
    found = element.find(w(name))
    return "" if found is None else str(found.get(w("val"), ""))


def _integer(said: str, usual: int) -> int:
    return int(said) if re.fullmatch(r"\d{1,6}", said) else usual
