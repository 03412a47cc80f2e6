"""From a register and its changes to the file that is published, proved by reading it again."""

from __future__ import annotations

from collections.abc import Sequence

from generator.desk.tables.register import YAMLS, Register, open_register
from generator.desk.tables.register_csv import csv_of_workbook, written_csv
from generator.desk.tables.register_yaml import written_yaml
from generator.desk.tables.rows import Row
from generator.errors import GongkaiError
from generator.load.registers.cells import plain_text

_DIFFERS = "写出来的表格和您看到的不一样，所以没有保存。写的内容都在草稿里，请告诉站长。"


def written(register: Register, rows: Sequence[Row]) -> bytes:
    """Return the file of a register with its rows as they are now, at ``register.new_path``.

    Raises GongkaiError for what cannot be written without something being lost.
    """
    same = len(rows) == len(register.rows) and all(row.origin is not None and not row.changed for row in rows)
    if same and not register.is_workbook:
        return register.raw
    # A new row in which nothing was written is none.
    rows = [row for row in rows if row.origin is not None or any(map(str.strip, row.cells))]
    if not any(any(map(str.strip, row.cells)) for row in rows):
        raise GongkaiError("一行也没有了。整张表都不再公开的，请站长办。")
    if register.is_workbook:
        raw = csv_of_workbook(register, rows)
    elif register.path.lower().endswith(YAMLS):
        raw = written_yaml(register, rows)
    else:
        raw = written_csv(register, rows)
    _prove(register, rows, raw)
    return raw


def _prove(register: Register, rows: Sequence[Row], raw: bytes) -> None:
    """Read what was written: it has these rows, and says the same in each field."""
    schema = register.schema if register.schema.id else None
    again = open_register(raw, register.new_path, schema)
    if not isinstance(again, Register):
        raise GongkaiError(f"{_DIFFERS}（{again.message}）")
    named = {field.key if schema else field.label: n for n, field in enumerate(again.fields)}
    places = [named.get(field.key if schema else field.label) for field in register.fields]
    wanted = [_plain(row.cells, range(len(row.cells))) for row in rows]
    found = [_plain(cells, places) for cells in again.rows]
    if [each for each in found if any(each)] != [each for each in wanted if any(each)]:
        raise GongkaiError(_DIFFERS)


def _plain(cells: Sequence[str], places: Sequence[int | None]) -> list[str]:
    return [plain_text(cells[at]) if at is not None else "" for at in places]
