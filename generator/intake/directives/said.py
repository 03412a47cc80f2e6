"""What a directive's file holds before anybody has understood it: lines and cells, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import field

from generator.data import dataclass

_ASCII_GAP = re.compile(r"(?<=[A-Za-z])\s++(?=[A-Za-z])")
_GAP = re.compile(r"\s++")
# Stands for a gap that is kept while all others are taken out.
_KEPT = "\x00"
OPENING, CLOSING = "（(〔[【", "）)〕]】"
SENTENCE_ENDS = "。；;！!？?：:"


@dataclass(frozen=True)
class Line:
    """One line or paragraph, and its number in the file (from 1); ``end`` is its last where it took several."""

    text: str
    at: int
    end: int = 0

    @property
    def bare(self) -> str:
        """The text without the gaps that a PDF or a justified cell puts between letters."""
        return squash(self.text)


@dataclass(frozen=True)
class Cell:
    """One cell of a table. ``again`` tells that it is the lower or right part of a merged cell."""

    lines: tuple[Line, ...] = ()
    again: bool = False

    @property
    def bare(self) -> str:
        """All the cell's text in one piece."""
        return "".join(line.bare for line in self.lines)


@dataclass(frozen=True)
class Table:
    """A table as wide everywhere as its widest row. ``exact`` tells that merged cells are known as such."""

    rows: tuple[tuple[Cell, ...], ...]
    exact: bool


@dataclass(frozen=True)
class Reading:
    """A file taken apart. ``labels`` name the places of ``at`` where they are not simply lines of text."""

    blocks: tuple[Line | Table, ...]
    labels: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines outside tables."""
        return tuple(block for block in self.blocks if isinstance(block, Line))

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables in their order."""
        return tuple(block for block in self.blocks if isinstance(block, Table))

    def label(self, at: Iterable[int]) -> str:
        """Return how a person finds these places: 第12—15行, or 表1第3行."""
        places = sorted(set(at))
        if not places:
            return ""
        if self.labels:
            first, last = self.labels[places[0] - 1], self.labels[places[-1] - 1]
            return first if first == last else f"{first}至{last}"
        if places[0] == places[-1]:
            return f"第{places[0]}行"
        return f"第{places[0]}—{places[-1]}行"


@dataclass(frozen=True)
class Row:
    """One row of tasks: where it stands, its text, and who must do it until when, not yet taken apart.

    ``doubts`` says for a field (lead, responsible, deadline, summary, section, paths) why a person must look.
    """

    section: Line
    subsection: Line
    lines: tuple[Line, ...]
    lead: tuple[Line, ...] = ()
    responsible: tuple[Line, ...] = ()
    deadline: tuple[Line, ...] = ()
    paths: tuple[Line, ...] = ()
    number: str = ""
    wrapped: bool = False
    doubts: tuple[tuple[str, str], ...] = field(default=())

    @property
    def bare(self) -> str:
        """The row's text in one piece."""
        return "".join(line.bare for line in self.lines)


NOWHERE = Line("", 0)


def squash(text: str) -> str:
    """Return a text without gaps, but for those between two words in Latin letters."""
    return _GAP.sub("", _ASCII_GAP.sub(_KEPT, text)).replace(_KEPT, " ")


def places(lines: Iterable[Line]) -> tuple[int, ...]:
    """Return where lines stand."""
    return tuple(dict.fromkeys(at for line in lines for at in (line.at, line.end) if at))


def ends_sentence(text: str) -> bool:
    """Tell whether a text ends where a sentence may end: also in a bracket or quotation after its full stop."""
    bare = text.rstrip().rstrip("”’」』)）〕】")
    return not bare or bare[-1] in SENTENCE_ENDS or text.rstrip()[-1:] in ("%", "％")


def closings(text: str) -> dict[int, int]:
    """Return for each bracket that is closed where it opens and the place behind its end."""
    opened: list[int] = []
    ends: dict[int, int] = {}
    for at, sign in enumerate(text):
        if sign in OPENING:
            opened.append(at)
        elif sign in CLOSING and opened:
            ends[opened.pop()] = at + 1
    return ends
