"""From a file taken apart to the rows of tasks: by its tables, by a table copied as text, or by its outline."""

from __future__ import annotations

from dataclasses import dataclass

from generator.intake.directives.assign import assign
from generator.intake.directives.flat import find_flat, flat_rows
from generator.intake.directives.grid import grid_columns, grid_rows
from generator.intake.directives.identity import Identity, identify
from generator.intake.directives.measures import Measure, measures_of
from generator.intake.directives.outline import outline_rows
from generator.intake.directives.roles import Role, settle
from generator.intake.directives.said import Line, Reading, Row


@dataclass(frozen=True)
class Understood:
    """What was read of a directive, and how: by ``table``, ``text`` (a table copied as text) or ``outline``."""

    identity: Identity
    measures: tuple[Measure, ...]
    manner: str
    unread: tuple[tuple[Line, str], ...] = ()


def understand(reading: Reading) -> Understood:
    """Return the directive's identity and tasks. There may be none: then nothing looked like a task."""
    identity = identify(reading.lines)
    rows = _grids(reading)
    if rows:
        return Understood(identity, measures_of(rows, identity.year), "table", _unread(reading, rows))
    found = find_flat(reading.lines)
    if found:
        start, roles = found
        settled = settle(list(roles))
        rows = assign(flat_rows(reading.lines[start:], roles), settled)
        return Understood(identity, measures_of(rows, identity.year), "text", _unread(reading, rows))
    rows = outline_rows(reading.lines)
    return Understood(identity, measures_of(rows, identity.year), "outline", _unread(reading, rows))


def _grids(reading: Reading) -> list[Row]:
    """Return the rows of all tables of tasks; one without a header goes on with the one before."""
    rows: list[Row] = []
    roles: list[Role] = []
    for table in reading.tables:
        found = grid_columns(table)
        if found:
            start, roles = found
            rows += grid_rows(table, start, roles, rows[-1] if rows else None)
        elif roles and table.rows and len(table.rows[0]) == len(roles):
            rows += grid_rows(table, 0, roles, rows[-1])
    return rows


def _unread(reading: Reading, rows: list[Row]) -> tuple[tuple[Line, str], ...]:
    return ()
