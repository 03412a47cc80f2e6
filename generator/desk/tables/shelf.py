"""The registers that were opened last, kept open: large ones take a while to read."""

from __future__ import annotations

import hashlib
import threading
from dataclasses import field

from generator.data import dataclass
from generator.desk.copy.state import Known, Room
from generator.desk.keeping.drafts import Draft
from generator.desk.tables.register import Register, open_register
from generator.desk.tables.rows import Row
from generator.desk.tables.rows_check import Told, check_rows
from generator.errors import GongkaiError
from generator.load.assets.foreign import foreign_files, known_workbooks
from generator.load.documents.parse_cache import ParseCache
from generator.load.registers.formats import load_formats
from generator.model.column import Column
from generator.model.finding import Finding
from generator.model.register import RegisterSchema

_KEPT = 8


@dataclass(frozen=True)
class Shelf:
    """The registers that were opened last, and what is wrong with them: large ones take a while to read."""

    opened: dict[tuple[str, str, str], Register] = field(default_factory=dict)
    checked: dict[tuple[str, int, str], Told] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def open(self, room: Room, column: Column, path: str, raw: bytes) -> Register:
        """Return a register. Raises GongkaiError for what cannot be edited here."""
        schema = format_of(room, column)
        key = (path, hashlib.sha256(raw).hexdigest(), repr(schema))
        with self.lock:
            found = self.opened.pop(key, None)
            if found is None:
                made = _open(raw, path, schema)
                if isinstance(made, Finding):
                    raise GongkaiError(f"这张表在这里改不了：{made.message}{made.hint}")
                found = made
            self.opened[key] = found
            while len(self.opened) > _KEPT:
                del self.opened[next(iter(self.opened))]
        return found

    def check(self, known: Known, draft: Draft, register: Register, rows: list[Row]) -> Told:
        """Return what is wrong with all rows of a draft."""
        key = (draft.id, draft.revision, known.commit)
        found = self.checked.get(key)
        if found is None:
            found = check_rows(known, register, rows, rows)
            with self.lock:
                self.checked[key] = found
                while len(self.checked) > _KEPT:
                    del self.checked[next(iter(self.checked))]
        return found


def _open(raw: bytes, path: str, schema: RegisterSchema | None) -> Register | Finding:
    with foreign_files() as foreign:
        return open_register(raw, path, schema, known_workbooks(foreign, ParseCache()))


def format_of(room: Room, column: Column) -> RegisterSchema | None:
    """Return the format of a column, None for one without. Raises GongkaiError for one that cannot be used."""
    if not column.schema:
        return None
    found = load_formats(room.copy.root, [column], ParseCache(), []).get(column.schema)
    if found is None:
        raise GongkaiError("这个栏目的名录格式读不出来。请和站长联系。")
    return found
