"""Two people's changes of one register: whether they go together cell by cell, and what of them does not.

Who passes a register has passed cells and rows. Put upon a newer register they are still the same changes as long as
nobody else has touched those cells, or the rows that are to go; what does not go together is told, not decided.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.desk.tables.register import Register
from generator.desk.tables.rows import Edits, Row, rows_of
from generator.desk.tables.rows_match import matched, title_of

_MOST, _LONGEST = 20, 40


def rows_as_of(there: Register, now: Sequence[Row], old: Register, rows: Sequence[Row]) -> list[Row]:
    """Return rows of an older register as rows of a newer one, called like those of ``now`` that they stand for."""
    keys = [field.key for field in old.fields if there.position(field.key) is not None]
    cells = [{f.key: text for f, text in zip(old.fields, row.cells, strict=True)} for row in rows]
    names = matched(there, now, cells, keys)
    return [
        Row(found.id if found else f"o{n}", row.number, tuple(told.get(f.key, "") for f in there.fields))
        for n, (row, told, found) in enumerate(zip(rows, cells, names, strict=True))
    ]


def clashes(old: Register, edits: Edits, new: Register) -> list[str]:
    """Return in words what keeps changes of a register from being put upon a newer one as they are."""
    before = rows_of(old, Edits())
    names = {
        one.id: found
        for one, found in zip(before, _matched(old, before, new), strict=True)
    }  # fmt: skip
    found = [
        *_lost_columns(old, edits, new),
        *(word for row in before for word in _row_clashes(old, edits, new, row, names[row.id])),
    ]
    more = len(found) - _MOST
    return [*found[:_MOST], f"还有{more}处。"] if more > 0 else found


def _matched(old: Register, before: Sequence[Row], new: Register) -> list[Row | None]:
    keys = [field.key for field in old.fields if new.position(field.key) is not None]
    brought = [{f.key: text for f, text in zip(old.fields, row.cells, strict=True)} for row in before]
    return matched(new, rows_of(new, Edits()), brought, keys)


def _lost_columns(old: Register, edits: Edits, new: Register) -> Iterator[str]:
    written = {key for told in edits.changed.values() for key, text in told.items() if text}
    for field in old.fields:
        if field.key in written and new.position(field.key) is None:
            yield f"“{field.label}”这一列别人去掉了，这一份写了它。"


def _row_clashes(old: Register, edits: Edits, new: Register, row: Row, found: Row | None) -> Iterator[str]:
    told = edits.changed.get(row.id, {})
    if row.id in edits.removed:
        if found is not None and any(True for _ in _differing(old, new, row, found)):
            yield f"“{title_of(old, row.cells)}”这一行别人改过，这一份去掉了它。"
    elif told and found is None:
        yield f"“{title_of(old, row.cells)}”这一行别人去掉了，这一份改了它。"
    elif told and found is not None:
        yield from _cell_clashes(_differing(old, new, row, found), told, found)


def _cell_clashes(
    differing: Iterator[tuple[str, str, str]], told: Mapping[str, str], found: Row
) -> Iterator[str]:
    for key, label, theirs in differing:
        if key in told and theirs != told[key]:
            yield (
                f"第{found.number}行“{label}”别人改成“{theirs[:_LONGEST]}”，这一份改成“{told[key][:_LONGEST]}”。"
            )


def _differing(old: Register, new: Register, row: Row, found: Row) -> Iterator[tuple[str, str, str]]:
    """Yield the cells that somebody else has changed: key, label, and what stands there now."""
    for field, was in zip(old.fields, row.cells, strict=True):
        at = new.position(field.key)
        if at is not None and found.cells[at] != was:
            yield field.key, field.label, found.cells[at]
