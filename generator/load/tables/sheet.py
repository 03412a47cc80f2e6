"""A table as it is read from whatever file: rows of raw cells, each with its place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time, timedelta
from typing import NamedTuple

from generator.data import dataclass
from generator.model.finding import Finding, Place
from generator.patterns import pattern

Raw = str | float | int | bool | date | time | timedelta | None
# What takes no room in a cell: marks at the beginning of files, control characters.
_UNSEEN = pattern(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff]+")


class SheetRow(NamedTuple):
    """One row: its number in the sheet as a spreadsheet shows it, its line in the file, and its cells.

    ``places`` are those of the cells where the file is no grid (YAML).
    """

    number: int
    line: int
    cells: tuple[Raw, ...]
    places: tuple[Place, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """The rows of a table file that hold anything. ``gridded`` tells whether columns have letters.

    The many rows of a long CSV are packed (generator/packed.py): to go through them is cheap, to copy them is not.
    ``told`` is what was found wrong with the file while its rows could be read; a hidden part leaves no rows.
    """

    name: str
    rows: Sequence[SheetRow]
    gridded: bool = True
    merged: tuple[tuple[int, int, int, int], ...] = ()
    told: tuple[Finding, ...] = ()

    def place(self, row: SheetRow, column: int) -> Place:
        """Return the place of a cell; ``column`` counts from 0."""
        if column < len(row.places):
            return row.places[column]
        return Place(self.name, row.line, column + 1)

    def words(self, row: SheetRow, column: int) -> str:
        """Return where a cell is as people say it: 第12行C列."""
        if not self.gridded:
            return f"第{row.number}条"
        return f"第{row.number}行{column_letters(column)}列"

    def is_merged(self, row: SheetRow, column: int) -> bool:
        """Tell whether a cell is covered by a merged one."""
        at = row.number - 1
        return any(
            top <= at <= bottom and left <= column <= right and (at, column) != (top, left)
            for top, left, bottom, right in self.merged
        )


def column_letters(column: int) -> str:
    """Return the name of a column of a spreadsheet: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def holds_words(cell: Raw) -> bool:
    """Tell whether there is anything to be seen in a cell."""
    return bool(_UNSEEN.sub("", cell).strip()) if isinstance(cell, str) else cell is not None
