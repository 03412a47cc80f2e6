"""What an editor changed in a register: cells, rows taken away, rows put in. The file itself stays as it was.

A row of the file is called ``b`` and its place below the head, a new one ``n`` and a number: so two windows may change
different rows of one draft, and nothing moves under anybody's hands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from generator.data import dataclass
from generator.desk.tables.register import Register
from generator.errors import GongkaiError

ROWS = "desk.rows"
MOST_ROWS, MOST_CELL = 50_000, 20_000
_ROW = re.compile(r"[bn](?:0|[1-9]\d{0,5})")


class Edits(msgspec.Struct, frozen=True):
    """``changed`` are texts by row and by key of field, ``removed`` rows of the file, ``added`` new rows, each with the
    row that it stands behind (empty: at the top). ``made`` counts the new rows that there ever were."""

    changed: dict[str, dict[str, str]] = {}
    removed: tuple[str, ...] = ()
    added: tuple[tuple[str, str], ...] = ()
    made: int = 0


@dataclass(frozen=True)
class Row:
    """A row as it is now: its name, the number by which it is shown, its texts, and where it is in the file."""

    id: str
    number: int
    cells: tuple[str, ...]
    origin: int | None = None
    changed: frozenset[int] = frozenset()


def read_edits(text: str) -> Edits:
    """Return what a draft says of its rows; nothing that cannot be read is a change."""
    try:
        return msgspec.json.decode(text, type=Edits) if text else Edits()
    except msgspec.MsgspecError:
        return Edits()


def write_edits(edits: Edits) -> str:
    """Return changes as a draft keeps them."""
    return msgspec.json.encode(edits).decode("utf-8")


def rows_of(register: Register, edits: Edits) -> list[Row]:
    """Return all rows as they are now, in their order."""
    keys = {field.key: n for n, field in enumerate(register.fields)}
    behind: dict[str, list[str]] = {}
    for name, after in edits.added:
        behind.setdefault(after, []).append(name)
    gone, found = frozenset(edits.removed), list[Row]()
    empty = ("",) * len(register.fields)

    def put(first: str) -> None:
        # What was put in last stands next to the row, in front of what was put there before.
        waiting = list(behind.get(first, ()))
        while waiting:
            name = waiting.pop()
            cells = _with(empty, edits.changed.get(name, {}), keys)
            found.append(Row(name, len(found) + 1, cells))
            waiting += behind.get(name, ())

    put("")
    for n, cells in enumerate(register.rows):
        name = f"b{n}"
        if name not in gone:
            told = edits.changed.get(name)
            if told:
                now = _with(cells, told, keys)
                differs = frozenset(at for at, text in enumerate(now) if text != cells[at])
                found.append(Row(name, len(found) + 1, now, n, differs))
            else:
                found.append(Row(name, len(found) + 1, cells, n))
        if name in behind:
            put(name)
    return found


def _with(cells: tuple[str, ...], told: Mapping[str, str], keys: Mapping[str, int]) -> tuple[str, ...]:
    made = list(cells)
    for key, text in told.items():
        if key in keys:
            made[keys[key]] = text
    return tuple(made)


def typed(text: str) -> str:
    """Return what was typed into a cell as it is kept: line ends of one kind, no blanks behind, no control characters."""
    plain = (
        text[:MOST_CELL]
        .replace("\r\n", "\n")
        .replace("\r", "\n")
        .replace("\u2028", "\n")
        .replace("\u2029", "\n")
    )
    kept = "".join(sign for sign in plain if sign == "\n" or sign.isprintable() or sign in "\u3000\u00a0 \t")
    return "\n".join(line.rstrip() for line in kept.split("\n")).strip("\n")


class Work:
    """Changes in the making. Each step raises GongkaiError for a row that is not there."""

    def __init__(self, register: Register, edits: Edits) -> None:
        self.register = register
        self.places = {field.key: n for n, field in enumerate(register.fields)}
        self.changed = dict(edits.changed)
        self.removed = dict.fromkeys(edits.removed)
        self.added = dict(edits.added)
        self.made = edits.made

    def edits(self) -> Edits:
        """Return the changes as they are now."""
        return Edits(self.changed, tuple(self.removed), tuple(self.added.items()), self.made)

    def write(self, row: str, cells: Mapping[str, str]) -> None:
        """Write texts into a row, by the keys of their fields; what is as in the file is no change."""
        base = self._base(row)
        told = dict(self.changed.get(row, {}))
        for key, text in cells.items():
            if key not in self.places:
                continue
            if text == (base[self.places[key]] if base is not None else ""):
                told.pop(key, None)
            else:
                told[key] = text
        if told:
            self.changed[row] = told
        else:
            self.changed.pop(row, None)

    def remove(self, row: str) -> None:
        """Take a row away; what stands behind a new one stands where it stood."""
        base = self._base(row)
        self.changed.pop(row, None)
        if base is not None:
            self.removed[row] = None
            return
        after = self.added.pop(row)
        for name, behind in self.added.items():
            if behind == row:
                self.added[name] = after

    def put(self, after: str, cells: Mapping[str, str]) -> str:
        """Put a new row behind another (empty: at the top); return its name."""
        if after:
            self._base(after)
        if len(self.register.rows) + len(self.added) >= MOST_ROWS:
            raise GongkaiError(f"一张表最多{MOST_ROWS}行。请分成几张表。")
        name = f"n{self.made}"
        self.made += 1
        self.added[name] = after
        self.write(name, cells)
        return name

    def _base(self, row: str) -> tuple[str, ...] | None:
        """Return the texts of a row in the file, None for a new one."""
        if row in self.added:
            return None
        if (
            _ROW.fullmatch(row)
            and row[0] == "b"
            and int(row[1:]) < len(self.register.rows)
            and row not in self.removed
        ):
            return self.register.rows[int(row[1:])]
        raise GongkaiError("这一行已经不在了。请回到表格，再看一遍。")


def counted(register: Register, rows: Sequence[Row]) -> str:
    """Return the number that a new last row has where a column counts the rows; empty where none does."""
    at = register.serial()
    told = [int(row.cells[at]) for row in rows if row.cells[at].isdecimal()] if at is not None else []
    return str(max(told) + 1) if told else ""


def sums(rows: Sequence[Row], edits: Edits) -> tuple[int, int, int]:
    """Return how many rows are changed, new and removed."""
    return (
        sum(1 for row in rows if row.origin is not None and row.changed),
        sum(1 for row in rows if row.origin is None),
        len(edits.removed),
    )


def found_rows(rows: Sequence[Row], wanted: str) -> Iterator[Row]:
    """Yield the rows that have a text somewhere, whatever the size of its letters."""
    folded = wanted.casefold()
    for row in rows:
        if any(folded in cell.casefold() for cell in row.cells):
            yield row
