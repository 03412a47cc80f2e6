"""What differs between two states of a register, row by row."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from generator.data import dataclass
from generator.desk.tables.register import Register
from generator.desk.tables.rows import Row
from generator.desk.tables.rows_match import title_of


class Kind(StrEnum):
    """What became of a row."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True)
class CellChange:
    """A cell that differs: the label of its field, what it was and what it is."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class RowChange:
    """A row that differs: its name and number (of what is gone: those that it had), and its cells."""

    kind: Kind
    id: str
    number: int
    title: str
    cells: tuple[CellChange, ...]


def changes_between(register: Register, before: Sequence[Row], after: Sequence[Row]) -> list[RowChange]:
    """Return what differs, in the order of the rows as they will be; what is gone stands where it stood."""
    labels = [field.heading for field in register.fields]
    now, was = {row.id: row for row in after}, {row.id: row for row in before}
    found: list[RowChange] = []
    gone = [row for row in before if row.id not in now]
    place = {row.id: n for n, row in enumerate(before)}
    at = 0

    def take_gone(until: int) -> None:
        nonlocal at
        while at < len(gone) and place[gone[at].id] < until:
            found.append(_whole(register, Kind.REMOVED, gone[at], labels))
            at += 1

    for row in after:
        old = was.get(row.id)
        if old is None:
            found.append(_whole(register, Kind.ADDED, row, labels))
            continue
        take_gone(place[row.id])
        cells = tuple(
            CellChange(label, one, other)
            for label, one, other in zip(labels, old.cells, row.cells, strict=True)
            if one != other
        )
        if cells:
            found.append(RowChange(Kind.CHANGED, row.id, row.number, title_of(register, row.cells), cells))
    take_gone(len(before))
    return found


def _whole(register: Register, kind: Kind, row: Row, labels: Sequence[str]) -> RowChange:
    is_new = kind is Kind.ADDED
    cells = tuple(
        CellChange(label, "" if is_new else text, text if is_new else "")
        for label, text in zip(labels, row.cells, strict=True)
        if text
    )
    return RowChange(kind, row.id, row.number, title_of(register, row.cells), cells)
