"""Read from a sheet's XML what cell values lack: hidden rows, formulas, number formats."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from generator.load.tables.workbook_parts import Attributes, Style, is_on, local, new_parser, parse

_REFERENCE = re.compile(r"([A-Za-z]{1,3})(\d{1,7})")
_LOW, _NARROW = 1.0, 0.1  # points, characters: nobody sees what is in such a row or column
_KEPT = 64
At = tuple[int, int]


@dataclass
class Cells:
    """What was met in a sheet; rows and columns count from 0. ``formulas`` are those whose result is no text.

    ``narrow`` are the columns that are not seen, from and to; with ``shown``, all but those are not.
    """

    hidden_rows: set[int] = field(default_factory=set)
    narrow: list[At] = field(default_factory=list)
    shown: list[At] | None = None
    formulas: list[At] = field(default_factory=list)
    errors: dict[At, str] = field(default_factory=dict)
    styled: list[tuple[At, Style]] = field(default_factory=list)

    def hides(self, column: int) -> bool:
        """Tell whether a column is not seen."""
        if self.shown is not None and not any(first <= column <= last for first, last in self.shown):
            return True
        return any(first <= column <= last for first, last in self.narrow)


class _Scan:
    """Takes down cells while the XML of a sheet goes by. A sheet may have a million: little is done for most."""

    def __init__(self, styles: Sequence[Style]) -> None:
        self.cells = Cells()
        self.styles = {str(n): style for n, style in enumerate(styles) if style.code or style.indent}
        self.row, self.at = -1, (-1, -1)
        self.reference: str | None = None
        self.kind: str | None = None
        self.parser = new_parser(self.start)

    def start(self, name: str, given: Attributes) -> None:
        if name == "v":
            return
        if ":" in name:
            name = local(name)
        if name == "c":
            self._cell(given)
        elif name == "f":
            if self.kind not in ("str", "e"):
                self.cells.formulas.append(self._place())
        elif name == "row":
            number = given.get("r", "")
            self.row = int(number) - 1 if number.isdecimal() else self.row + 1
            self.at, self.reference = (self.row, -1), None
            if is_on(given.get("hidden")) or _below(given.get("ht"), _LOW):
                self.cells.hidden_rows.add(self.row)
        elif name == "col":
            self._column(given)
        elif name == "sheetFormatPr" and _below(given.get("defaultColWidth"), _NARROW):
            self.cells.shown = []

    def _cell(self, given: Attributes) -> None:
        reference = given.get("r")
        if reference is None:
            row, column = self._place()
            self.at = row, column + 1
        self.reference = reference
        self.kind = given.get("t")
        style = self.styles.get(given.get("s", ""))
        if style:
            self.cells.styled.append((self._place(), style))
        if self.kind == "e":
            self.cells.errors[self._place()] = ""
            self.parser.CharacterDataHandler = self._error
        elif self.parser.CharacterDataHandler:
            self.parser.CharacterDataHandler = None

    def _place(self) -> At:
        """Return where the cell is that began last; cells that do not say it follow the one before."""
        match = _REFERENCE.fullmatch(self.reference) if self.reference else None
        if match:
            self.at = int(match[2]) - 1, column_number(match[1])
            self.reference = None
        return self.at

    def _error(self, data: str) -> None:
        told = self.cells.errors[self.at]
        if data.strip().startswith("#") and not told:
            self.cells.errors[self.at] = data.strip()[:_KEPT]

    def _column(self, given: Attributes) -> None:
        first, last = given.get("min", ""), given.get("max", "")
        if not (first.isdecimal() and last.isdecimal()):
            return
        span = int(first) - 1, int(last) - 1
        if is_on(given.get("hidden")) or _below(given.get("width"), _NARROW):
            self.cells.narrow.append(span)
        elif self.cells.shown is not None:
            self.cells.shown.append(span)


def scan(raw: bytes, styles: Sequence[Style]) -> Cells:
    """Return what a sheet's XML says of its cells. Raises PartsError."""
    scanning = _Scan(styles)
    parse(scanning.parser, raw)
    return scanning.cells


def spans(numbers: Sequence[int]) -> Iterator[At]:
    """Yield the first and last of each run of numbers that follow each other."""
    begins = 0
    for n, number in enumerate(numbers):
        if n + 1 == len(numbers) or numbers[n + 1] != number + 1:
            yield numbers[begins], number
            begins = n + 1


def _below(value: str | None, least: float) -> bool:
    try:
        return value is not None and float(value) < least
    except ValueError:
        return False


def column_number(letters: str) -> int:
    """Return the number of a column, from 0, by its letters."""
    value = 0
    for letter in letters.upper():
        value = value * 26 + ord(letter) - 64
    return value - 1
