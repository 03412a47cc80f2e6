"""Which row of a sheet that an editor brings is which row of the register: by what tells rows apart.

The rule is that of the addresses of rows (load/registers/identity.py). Rows that it does not bring together, because
the format names nothing that tells them apart and one of their cells was changed, are taken by their names where
each has its name alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from generator.desk.tables.register import Register
from generator.desk.tables.rows import Edits, Row, Work, rows_of
from generator.load.registers.cells import CellFault, plain_text, read_cell
from generator.load.registers.identity import row_anchors
from generator.load.registers.rules import Table, TableRow
from generator.load.tables.sheet import Sheet, SheetRow
from generator.model.register import RegisterField, is_serial

Brought = Mapping[str, str]


def meant(text: str, field: RegisterField) -> str:
    """Return what a cell says, however it is written: 2026年3月2日 is 2026-03-02."""
    found = read_cell(text, field)
    return plain_text(text) if isinstance(found, CellFault) else found


def _same(one: str, other: str, field: RegisterField) -> bool:
    return one == other or meant(one, field) == meant(other, field)


def matched(
    register: Register, rows: Sequence[Row], brought: Sequence[Brought], keys: Sequence[str]
) -> list[Row | None]:
    """Return, for each row that is brought, the row that it stands for; None for a new one. ``keys`` are its columns."""
    fields = tuple(field for field in register.fields if field.key in keys)
    places = [register.position(field.key) for field in fields]
    old = [
        tuple(meant(row.cells[at], f) for at, f in zip(places, fields, strict=True) if at is not None)
        for row in rows
    ]
    new = [tuple(meant(each.get(f.key, ""), f) for f in fields) for each in brought]
    held = dict(zip(_anchors(register, fields, old), rows, strict=True))
    found = [held.pop(anchor, None) for anchor in _anchors(register, fields, new)]
    at = next((n for n, field in enumerate(fields) if field.key == register.schema.row_title), None)
    if at is None or is_serial(fields[at]):
        return found
    left = {row.id for row in held.values()}
    names = Counter(cells[at] for row, cells in zip(rows, old, strict=True) if row.id in left)
    again = Counter(cells[at] for cells, row in zip(new, found, strict=True) if row is None)
    by_name = {
        cells[at]: row
        for row, cells in zip(rows, old, strict=True)
        if row.id in left and cells[at] and names[cells[at]] == again[cells[at]] == 1
    }
    return [row or by_name.get(cells[at]) for row, cells in zip(found, new, strict=True)]


def _anchors(
    register: Register, fields: tuple[RegisterField, ...], cells: Sequence[tuple[str, ...]]
) -> Sequence[str]:
    lines = [TableRow(SheetRow(n, n, ()), each) for n, each in enumerate(cells)]
    columns = tuple(range(len(fields)))
    table = Table(Sheet("", (), gridded=False), register.schema, fields, columns, tuple(lines), date.max)
    return row_anchors(table, lines, register.title)


def bring(
    register: Register, edits: Edits, brought: Sequence[Brought], keys: Sequence[str], *, whole: bool
) -> Edits:
    """Return the changes that bring a register to what a sheet says. With ``whole`` rows that it has not are removed.

    Cells that mean the same stay as they are written. New rows stand behind the row that they follow in the sheet; where
    nothing of the sheet is known, at the end. Raises GongkaiError for too many rows.
    """
    rows = rows_of(register, edits)
    found = matched(register, rows, brought, keys)
    known = any(found)
    after = "" if known or not rows else rows[-1].id
    fields = {field.key: (n, field) for n, field in enumerate(register.fields)}
    work = Work(register, edits)
    for each, row in zip(brought, found, strict=True):
        if row is None:
            after = work.put(after, each)
            continue
        told = {
            key: each[key]
            for key in keys
            if key in each and not _same(each[key], row.cells[fields[key][0]], fields[key][1])
        }
        after = row.id
        if told:
            work.write(row.id, told)
    if whole:
        kept = {row.id for row in found if row}
        for row in rows:
            if row.id not in kept:
                work.remove(row.id)
    return work.edits()


def moved(old: Register, edits: Edits, new: Register) -> tuple[Edits, list[str]]:
    """Put changes upon a newer register; return them with words on what both have changed.

    Rows are found again by what tells them apart; a row that is gone there and was changed here is a new row.
    """
    keys = [field.key for field in old.fields if new.position(field.key) is not None]
    before = [Row(f"b{n}", n + 1, cells, n) for n, cells in enumerate(old.rows)]
    there = [Row(f"b{n}", n + 1, cells, n) for n, cells in enumerate(new.rows)]
    brought = [{field.key: text for field, text in zip(old.fields, row.cells, strict=True)} for row in before]
    names = {row.id: found for row, found in zip(before, matched(new, there, brought, keys), strict=True)}
    work, notes = Work(new, Edits()), list[str]()
    for name, told in edits.changed.items():
        found = names.get(name)
        if name.startswith("b") and found:
            notes += _both(old, new, name, found, told)
            work.write(found.id, told)
    for name in edits.removed:
        found = names.get(name)
        if found:
            work.remove(found.id)
    after, same = "", set(new.rows)
    for row in rows_of(old, edits):
        found = names.get(row.id)
        lost = row.origin is not None and found is None and bool(row.changed)
        if row.origin is not None and found:
            after = found.id
        elif row.origin is None or lost:
            cells = {field.key: text for field, text in zip(old.fields, row.cells, strict=True)}
            if tuple(cells.get(field.key, "") for field in new.fields) in same:
                continue  # It is there already.
            after = work.put(after, cells)
            if lost:
                notes.append(
                    f"“{title_of(old, row.cells)}”这一行别人删掉了，您改过它，现在作为新的一行加在表里。"
                )
    return work.edits(), notes


def _both(old: Register, new: Register, name: str, found: Row, told: Mapping[str, str]) -> list[str]:
    notes, was = [], old.rows[int(name[1:])]
    for key, text in told.items():
        at, now = old.position(key), new.position(key)
        if at is None or now is None:
            continue
        theirs = found.cells[now]
        if theirs not in (was[at], text):
            label = new.fields[now].label
            notes.append(
                f"第{found.number}行“{label}”别人改成“{theirs[:40]}”，您改成“{text[:40]}”，现在用您的。"
            )
    return notes


def title_of(register: Register, cells: Sequence[str]) -> str:
    """Return the name of a row, cut short; what stands first in it where its name is empty."""
    at = register.position(register.schema.row_title) or 0
    found = cells[at] or next((cell for cell in cells if cell), "")
    return " ".join(found.split())[:60] or "（空行）"
