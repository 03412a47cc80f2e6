"""What stands above and below a table and belongs to it: its unit, the day it is of, the notes (注)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.data import dataclass
from generator.load.gate.sensitive import find_sensitive
from generator.load.registers.cells import plain_text
from generator.load.registers.head import TableHeader
from generator.load.registers.labels import normal
from generator.load.tables.sheet import Sheet, SheetRow
from generator.model.catalogue import finding
from generator.model.finding import Finding
from generator.patterns import pattern

_NOTE = pattern(r"(?:注|备注|附注|说明|填表说明|数据来源|资料来源)(?:\d{1,2})?(?:[：:、.．]|\s)")
_SEARCHED = 60


@dataclass(frozen=True)
class Said:
    """A text beside a table, its row and its column."""

    text: str
    row: SheetRow
    column: int


@dataclass(frozen=True)
class Beside:
    """The texts above the head of a table and those below its rows."""

    above: tuple[Said, ...] = ()
    notes: tuple[Said, ...] = ()


def take_notes(sheet: Sheet, head: TableHeader, title: str) -> tuple[Sheet, Beside]:
    """Return the sheet without the notes below it, and what stands beside the table. ``title`` is not told twice."""
    if not sheet.gridded:
        return sheet, Beside()
    known = normal(title)
    above = tuple(
        said for row in sheet.rows[: head.first] for said in _said(row) if normal(said.text) != known
    )
    first = _first_note(sheet, head)
    notes = tuple(said for row in sheet.rows[first:] for said in _said(row))
    return replace(sheet, rows=sheet.rows[:first]), Beside(above, notes)


def _said(row: SheetRow) -> Iterator[Said]:
    for column, cell in enumerate(row.cells):
        if text := plain_text(cell):
            yield Said(text, row, column)


def _first_note(sheet: Sheet, head: TableHeader) -> int:
    """Return where the notes begin: at the first 注：, from which on every row has one text alone."""
    first = end = len(sheet.rows)
    while end > max(head.begins, len(sheet.rows) - _SEARCHED) and len(list(_said(sheet.rows[end - 1]))) == 1:
        end -= 1
        said = next(_said(sheet.rows[end]))
        if said.column == 0 and _NOTE.match(said.text):
            first = end
    return first


def check_beside(sheet: Sheet, beside: Beside) -> Iterator[Finding]:
    """Yield what must not be public in the texts beside a table."""
    for said in (*beside.above, *beside.notes):
        for suspect in find_sensitive(said.text):
            message = f"{sheet.words(said.row, said.column)}有{suspect.words}。"
            yield finding(suspect.code, sheet.place(said.row, said.column), message)
