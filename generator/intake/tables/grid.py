"""A sheet as it was handed in: what is seen of it, what is not, and where each cell stands."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from generator.data import dataclass
from generator.load.tables.sheet import column_letters


class Left(msgspec.Struct, frozen=True):
    """Something of the source that is not in the table: what kind of thing, its text, and where it stood."""

    what: str
    text: str
    place: str


class GridRow(msgspec.Struct, frozen=True):
    """One row that holds anything: its number in the sheet, from 1, and its cells as they are displayed."""

    number: int
    cells: tuple[str, ...]


class Grid(msgspec.Struct, frozen=True, tag=True):
    """What is seen of a sheet. ``merged`` are ranges (top, left, bottom, right) that count from 0.

    ``hidden`` is what the sheet holds and does not show; ``wrong`` are cells whose value the file does not have.
    ``others`` are the further sheets that are visible and hold anything.
    """

    sheet: str
    rows: tuple[GridRow, ...]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    hidden: tuple[Left, ...] = ()
    wrong: tuple[Left, ...] = ()
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class Spot:
    """A cell by its place in the grid: the row as it is numbered, and the column, from 0."""

    number: int
    column: int

    def __str__(self) -> str:
        return where(self.number, self.column)


def where(number: int, column: int) -> str:
    """Return where a cell is as people say it: 第12行C列."""
    return f"第{number}行{column_letters(column)}列"


def squeezed(text: str) -> str:
    """Return a text as texts are compared: without any blanks."""
    return "".join(text.split())


def filled(cells: Iterable[str]) -> int:
    """Return how many cells hold anything."""
    return sum(1 for cell in cells if cell.strip())
