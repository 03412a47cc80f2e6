"""Check the published texts of a register for personal numbers and marks of secrecy.

Only what is shown is looked at: a hidden column, a row past its display and the blanks of a withdrawn row are
not published. A table is looked through as one text, a long one as a few.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, islice

from generator.data import dataclass
from generator.load.gate.sensitive import Suspect, find_in_pieces
from generator.load.registers.rules import MOST_FINDINGS, Table, TableRow
from generator.load.tables.sheet import SheetRow
from generator.model.catalogue import finding
from generator.model.finding import Finding
from generator.model.register import NUMBERS

_MOBILE = "personal-mobile"
_AT_ONCE = 20_000


@dataclass(frozen=True)
class Shown:
    """What a table shows: positions of fields, and the lines with, of each, the texts of these fields.

    ``head`` is the row of the labels. ``reasons`` are texts that are shown beyond their cells.
    """

    table: Table
    kept: Sequence[int]
    lines: Sequence[TableRow]
    rows: Sequence[Sequence[str]]
    head: SheetRow
    reasons: Sequence[tuple[TableRow, int]] = ()

    def texts(self) -> Iterator[str]:
        """Yield the labels, the cells and the reasons: one by one, for a table has a million cells."""
        yield from (self.table.fields[n].label for n in self.kept)
        yield from chain.from_iterable(self.rows)
        yield from (line.cells[position] for line, position in self.reasons)

    def cell(self, number: int) -> tuple[SheetRow, int]:
        """Return the row of a text, and the position of its field."""
        beyond = number - (len(self.lines) + 1) * len(self.kept)
        if beyond >= 0:
            reason, position = self.reasons[beyond]
            return reason.row, position
        line, n = divmod(number, len(self.kept))
        return self.lines[line - 1].row if line else self.head, self.kept[n]


def _suspects(texts: Iterator[str]) -> Iterator[tuple[int, Suspect]]:
    """Yield the number of each text that holds what must not be public, so many texts at a time."""
    start = 0
    while some := list(islice(texts, _AT_ONCE)):
        for number, suspect in find_in_pieces(some):
            yield start + number, suspect
        start += len(some)


def check_shown(shown: Shown) -> Iterator[Finding]:
    """Yield what must not be public in a table; of each kind no more than a hundred, and how many more.

    Eleven digits in a column of amounts are an amount; a mobile number is told wherever else it stands, in a
    column of telephones as well.
    """
    table, told, last = shown.table, Counter[str](), dict[str, Finding]()
    for number, suspect in _suspects(shown.texts()):
        row, position = shown.cell(number)
        field = table.fields[position]
        if suspect.code == _MOBILE and field.type in NUMBERS:
            continue
        told[suspect.code] += 1
        if told[suspect.code] <= MOST_FINDINGS:
            column = table.columns[position]
            message = f"{table.sheet.words(row, column)}“{field.label[:20]}”有{suspect.words}。"
            last[suspect.code] = finding(suspect.code, table.sheet.place(row, column), message)
            yield last[suspect.code]
    for code, count in told.items():
        if count > MOST_FINDINGS:
            more = f"后面还有{count - MOST_FINDINGS}处，这里只列出前{MOST_FINDINGS}处。"
            yield finding(code, last[code].place, more)
