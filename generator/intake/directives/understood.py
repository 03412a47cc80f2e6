"""From a file taken apart to the rows of tasks: by its tables, by a table copied as text, or by its outline."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from generator.data import dataclass
from generator.errors import UsageError
from generator.intake.directives.assign import assign
from generator.intake.directives.flat import find_flat, flat_rows
from generator.intake.directives.grid import grid_rows, left_out
from generator.intake.directives.grid_header import grid_columns
from generator.intake.directives.identity import Identity, identify
from generator.intake.directives.measures import Measure, measures_of
from generator.intake.directives.outline import outline_rows
from generator.intake.directives.roles import Role, settle
from generator.intake.directives.said import Line, Reading, Row

_MOST_ROWS = 3000
Unread = tuple[tuple[Line, str], ...]
_LEVELS = (
    ("区", "district"),
    ("县", "district"),
    ("旗", "district"),
    ("市", "municipality"),
    ("省", "municipality"),
    ("镇", "township"),
    ("乡", "township"),
    ("街道", "township"),
)


@dataclass(frozen=True)
class Understood:
    """What was read of a directive, and how: by ``table``, ``text`` (a table copied as text) or ``outline``."""

    identity: Identity
    measures: tuple[Measure, ...]
    manner: str
    unread: Unread = ()


def understand(reading: Reading) -> Understood:
    """Return the directive's identity and tasks. There may be none: then nothing looked like a task.

    Raises UsageError for more rows than a directive has.
    """
    identity = identify(reading.lines)
    rows, manner, unread = _rows(reading)
    if len(rows) > _MOST_ROWS:
        raise UsageError(f"读出了{len(rows)}行任务，多于{_MOST_ROWS}行，不像是一份要点。")
    measures = measures_of(rows, identity.year)
    if any(name == "level" for name, _ in identity.doubts):
        identity = replace(identity, level=_level(measures) or identity.level)
    return Understood(identity, measures, manner, unread)


def _rows(reading: Reading) -> tuple[list[Row], str, Unread]:
    rows, unread = _grids(reading)
    if rows:
        return rows, "table", unread
    found = find_flat(reading.lines)
    if found:
        start, roles = found
        rows = assign(flat_rows(reading.lines[start:], roles), settle(list(roles)))
        if rows:
            return rows, "text", ()
    rows, unread = outline_rows(reading.lines)
    return rows, "outline", unread


def _level(measures: tuple[Measure, ...]) -> str:
    """Return the level that most bodies in charge are of, empty where their names do not tell."""
    counts = Counter(
        level
        for each in measures
        for name in (*each.lead, *each.responsible)
        for begin, level in _LEVELS
        if name.startswith(begin)
    )
    return counts.most_common(1)[0][0] if counts else ""


def _grids(reading: Reading) -> tuple[list[Row], Unread]:
    """Return the rows of all tables of tasks; one without a header goes on with the one before."""
    rows: list[Row] = []
    unread: list[tuple[Line, str]] = []
    roles: list[Role] = []
    for table in reading.tables:
        found = grid_columns(table)
        if found:
            start, roles = found
        elif roles and table.rows and len(table.rows[0]) == len(roles):
            start = 0
        else:
            unread += [
                (Line(cell.bare, cell.lines[0].at), "另一张表格")
                for row in table.rows[:1]
                for cell in row[:1]
                if cell.lines
            ]
            continue
        made = grid_rows(table, start, roles, rows[-1] if rows else None)
        rows += made
        unread += left_out(table, start, roles, made)
    return rows, tuple(unread) if rows else ()
