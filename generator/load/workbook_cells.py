"""What the XML of a sheet says of its cells that their values do not: hidden, reckoned or not, how displayed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.load.number_formats import hides
from generator.load.workbook_parts import Attributes, Style, is_on, local, walk

_REFERENCE = re.compile(r"([A-Za-z]{1,3})(\d{1,7})")
_LOW, _NARROW = 1.0, 0.1  # points, characters: nobody sees what is in such a row or column
_KEPT = 64


@dataclass
class Cells:
    """What was met in a sheet. Rows and columns count from 0; ``filled`` are those of cells that hold anything."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    hidden_cells: list[tuple[int, int]] = field(default_factory=list)
    unreckoned: list[tuple[int, int]] = field(default_factory=list)
    errors: list[tuple[int, int, str]] = field(default_factory=list)
    styled: dict[tuple[int, int], int] = field(default_factory=dict)
    filled: bool = False


class _Scan:
    """Takes down cells while the XML of a sheet goes by."""

    def __init__(self, styles: Sequence[Style], doubtful: bool) -> None:
        self.cells, self.doubtful = Cells(), doubtful
        self.hiding = {n for n, style in enumerate(styles) if hides(style.code)}
        self.special = {n for n, style in enumerate(styles) if style.code or style.indent}
        self.narrow: list[tuple[int, int]] = []
        self.shown: list[tuple[int, int]] | None = None
        self.row = self.column = -1
        self.row_hidden = self.reading = self.formula = False
        self.kind, self.style, self.value = "", 0, ""

    def start(self, name: str, given: Attributes) -> None:
        if ":" in name:
            name = local(name)
        if name == "c":
            self._begin(given)
        elif name in ("v", "t"):
            self.reading = True
        elif name == "f":
            self.formula = True
        elif name == "row":
            number = given.get("r", "")
            self.row = int(number) - 1 if number.isdecimal() else self.row + 1
            self.row_hidden = is_on(given.get("hidden")) or _below(given.get("ht"), _LOW)
            self.column = -1
        elif name == "col":
            self._column(given)
        elif name == "sheetFormatPr" and _below(given.get("defaultColWidth"), _NARROW):
            self.shown = []

    def _begin(self, given: Attributes) -> None:
        match = _REFERENCE.fullmatch(given.get("r", ""))
        if match:
            self.column, self.row = _column_number(match[1]), int(match[2]) - 1
        else:
            self.column += 1
        style = given.get("s", "")
        self.kind, self.style, self.value = given.get("t", "n"), int(style) if style.isdecimal() else 0, ""
        self.formula = self.reading = False

    def _column(self, given: Attributes) -> None:
        first, last = given.get("min", ""), given.get("max", "")
        if not (first.isdecimal() and last.isdecimal()):
            return
        span = int(first) - 1, int(last) - 1
        if is_on(given.get("hidden")) or _below(given.get("width"), _NARROW):
            self.narrow.append(span)
        elif self.shown is not None:
            self.shown.append(span)

    def text(self, data: str) -> None:
        if self.reading and len(self.value) < _KEPT:
            self.value += data

    def end(self, name: str) -> None:
        if ":" in name:
            name = local(name)
        if name in ("v", "t"):
            self.reading = False
        elif name == "c":
            self._finish()

    def _finish(self) -> None:
        at, value, cells = (self.row, self.column), self.value.strip(), self.cells
        unreckoned = self.formula and self.kind != "str" and (not value or (self.doubtful and value == "0"))
        if unreckoned:
            cells.unreckoned.append(at)
        if not value and not unreckoned:
            return
        cells.filled = True
        if self.row_hidden:
            cells.hidden_rows.add(self.row)
        if self.narrow or self.shown is not None:
            self._see_column()
        if self.kind == "e":
            cells.errors.append((*at, value))
        if self.style in self.hiding:
            cells.hidden_cells.append(at)
        elif self.style in self.special:
            cells.styled[at] = self.style

    def _see_column(self) -> None:
        column = self.column
        hidden = any(first <= column <= last for first, last in self.narrow)
        unseen = self.shown is not None and not any(first <= column <= last for first, last in self.shown)
        if hidden or unseen:
            self.cells.hidden_columns.add(column)


def scan(raw: bytes, styles: Sequence[Style], doubtful: bool) -> Cells:
    """Return what a sheet's XML says of its cells. ``doubtful``: a formula's 0 is no result. Raises PartsError."""
    scanning = _Scan(styles, doubtful)
    walk(raw, scanning.start, scanning.end, scanning.text)
    return scanning.cells


def _below(value: str | None, least: float) -> bool:
    try:
        return value is not None and float(value) < least
    except ValueError:
        return False


def _column_number(letters: str) -> int:
    value = 0
    for letter in letters.upper():
        value = value * 26 + ord(letter) - 64
    return value - 1
