"""A register's file as the desk edits it: its fields, and the text of each cell as it is written in the file."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from generator.data import dataclass
from generator.load.registers.cells import CellFault, plain_text, read_cell
from generator.load.registers.head import TableHeader, find_header, free_header
from generator.load.registers.merged import fill_merged
from generator.load.registers.notes import take_notes
from generator.load.source.content import CONTENT, ContentFiles
from generator.load.tables.sheet import Raw, Sheet, SheetRow
from generator.load.tables.sheets import Workbooks, read_sheet
from generator.model.catalogue import finding
from generator.model.finding import Finding, Level, Place
from generator.model.register import RegisterField, RegisterSchema, Show, is_serial

WORKBOOKS = (".xlsx", ".xls")
YAMLS = (".yml", ".yaml")


@dataclass(frozen=True)
class Register:
    """A table that can be edited.

    ``whole`` is all of its file, ``sheet`` the table with what merged cells cover filled and the notes below it off.
    ``fields`` are those of its head, the first ``present``, and those that its format has besides; ``columns`` are the
    columns of the sheet of those present. ``rows`` are the texts of the rows below the head, one a field.
    """

    path: str
    raw: bytes
    whole: Sheet
    sheet: Sheet
    schema: RegisterSchema
    head: TableHeader
    fields: tuple[RegisterField, ...]
    rows: tuple[tuple[str, ...], ...]
    told: tuple[Finding, ...] = ()

    @property
    def present(self) -> int:
        """How many of the fields the head has."""
        return len(self.head.fields)

    @property
    def columns(self) -> tuple[int, ...]:
        """The columns of the sheet that hold the fields that are present."""
        return self.head.columns

    @property
    def body(self) -> Sequence[SheetRow]:
        """The rows of the sheet below the head."""
        return self.sheet.rows[self.head.begins :]

    @property
    def title(self) -> str:
        """The title of the register: the name of its file."""
        return self.path.rpartition("/")[2].rpartition(".")[0]

    @property
    def is_workbook(self) -> bool:
        """Tell whether the file is a workbook, which the desk can read and not write."""
        return self.path.lower().endswith(WORKBOOKS)

    @property
    def new_path(self) -> str:
        """Where the register lies when it has been saved: a workbook becomes a CSV of the same name."""
        return f"{self.path.rpartition('.')[0]}.csv" if self.is_workbook else self.path

    def position(self, key: str) -> int | None:
        """Return the position of a field."""
        return next((n for n, field in enumerate(self.fields) if field.key == key), None)

    def serial(self) -> int | None:
        """Return the position of the field that counts the rows."""
        return next((n for n, field in enumerate(self.fields) if is_serial(field)), None)


def open_register(
    raw: bytes, path: str, schema: RegisterSchema | None, workbooks: Workbooks | None = None
) -> Register | Finding:
    """Return the table of a file's bytes, or why it cannot be edited. ``path`` is below content/."""
    whole = sheet_of(raw, path, workbooks)
    if not isinstance(whole, Sheet):
        return whole
    hidden = next((each for each in whole.told if each.level is Level.ERROR), None)
    if hidden and not whole.rows:
        return hidden
    if not whole.rows:
        return finding("file-empty", Place(whole.name), "表格没有任何内容。")
    told: list[Finding] = [*whole.told]
    found = free_header(whole, told) if schema is None else find_header(whole, schema, told)
    if found is None or not found.fields:
        return told[-1] if told else finding("register-head", Place(whole.name), "找不到表头。")
    sheet, _ = take_notes(whole, found, path.rpartition("/")[2].rpartition(".")[0])
    sheet = fill_merged(sheet, found, told)
    form = schema or RegisterSchema("", path, "", found.fields, _first_named(found.fields))
    fields = (*found.fields, *_addable(form, found, whole))
    rows = tuple(_texts(row, found, len(fields)) for row in sheet.rows[found.begins :])
    return Register(path, raw, whole, sheet, form, found, fields, rows, tuple(told))


def sheet_of(raw: bytes, path: str, workbooks: Workbooks | None = None) -> Sheet | Finding:
    """Read bytes as the file ``path`` below content/ would be read."""
    suffix = path.rpartition(".")[2].lower()
    with tempfile.TemporaryDirectory() as folder:
        name = f"table.{suffix}" if suffix.isalpha() else "table.csv"
        (Path(folder) / name).write_bytes(raw)
        found = read_sheet(name, ContentFiles(Path(folder), {name: len(raw)}, {}), workbooks)
    if isinstance(found, Sheet):
        return Sheet(f"{CONTENT}/{path}", found.rows, found.gridded, found.merged, found.told)
    return finding(found.code, Place(f"{CONTENT}/{path}", found.place.line), found.message, found.hint)


def _first_named(fields: Sequence[RegisterField]) -> str:
    return next((each.key for each in fields if not is_serial(each)), fields[0].key)


def _addable(schema: RegisterSchema, head: TableHeader, sheet: Sheet) -> list[RegisterField]:
    """Return what the format has and the head has not: columns that may be added to a head of one row."""
    if schema.head_rows > 1 and sheet.gridded:
        return []
    there = {field.key for field in head.fields}
    return [each for each in schema.fields if each.key not in there and each.show is not Show.HIDDEN]


def _texts(row: SheetRow, head: TableHeader, width: int) -> tuple[str, ...]:
    cells, count = row.cells, len(row.cells)
    found = [
        shown_cell(cells[column] if column < count else "", field)
        for field, column in zip(head.fields, head.columns, strict=True)
    ]
    return (*found, *("" for _ in range(width - len(found))))


def shown_cell(raw: Raw, field: RegisterField) -> str:
    """Return a cell as an editor sees it: as it is written; what a workbook holds as a number or a day, as it is read."""
    if isinstance(raw, str):
        text = plain_text(raw)
        if raw[:1].isspace() and text:
            return raw[: len(raw) - len(raw.lstrip())].replace("\n", "").replace("\r", "") + text
        return text
    found = read_cell(raw, field)
    return plain_text(raw) if isinstance(found, CellFault) else found
