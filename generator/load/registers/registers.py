"""Read the tables of register columns into registers, as they are published on a day.

What a format hides never reaches the model, so that nothing that draws or exports can show it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from generator.data import dataclass
from generator.load.registers.head import TableHeader, find_header, free_header
from generator.load.registers.merged import fill_merged
from generator.load.registers.notes import check_beside, take_notes
from generator.load.registers.published import TableFile, packed_lines, publish, title_of
from generator.load.registers.rows import RowReader
from generator.load.registers.rules import (
    Table,
    check_rules,
)
from generator.load.registers.texts import check_shown
from generator.load.source.content import CONTENT, ContentFiles
from generator.load.tables.sheet import Sheet
from generator.load.tables.sheet_texts import check_texts
from generator.load.tables.sheets import Workbooks, read_sheet
from generator.model.addresses.made import fold
from generator.model.catalogue import finding
from generator.model.column import Column
from generator.model.finding import Finding, Place
from generator.model.register import Register, RegisterSchema, is_serial
from generator.model.words import ColumnKind

_DIGESTED = 1000


@dataclass(frozen=True)
class _File:
    """A table to read: where it lies, what its column says of it, and the day on which it is published."""

    path: str
    files: ContentFiles
    column: Column
    schema: RegisterSchema | None
    as_of: date
    workbooks: Workbooks


def load_registers(
    files: ContentFiles,
    columns: dict[str, Column],
    formats: Mapping[str, RegisterSchema | None],
    as_of: date,
    *,
    workbooks: Workbooks,
    findings: list[Finding],
) -> list[Register]:
    """Read every table that lies in the folder of a register column, as it stands on ``as_of``."""
    registers: list[Register] = []
    stems: dict[str, str] = {}
    for path in files.tables:
        folder, _, file_name = path.rpartition("/")
        column = columns.get(folder)
        if not column or column.kind is not ColumnKind.REGISTER:
            continue
        stem = fold(path.rpartition(".")[0])
        if stem in stems:
            message = f"“{file_name}”与“{stems[stem]}”的下载地址相同。"
            findings.append(
                finding("address-duplicate", Place(f"{CONTENT}/{path}"), message, "给其中一个换文件名。")
            )
            continue
        stems[stem] = file_name
        schema = formats.get(column.schema) if column.schema else None
        if column.schema and schema is None:
            continue
        register = _load(_File(path, files, column, schema, as_of, workbooks), findings)
        if register:
            registers.append(register)
    return registers


def _load(file: _File, findings: list[Finding]) -> Register | None:
    told: list[Finding] = []
    register = _read(file, told)
    findings.extend(told)
    if register is None:
        return None
    # What is wrong with a table goes with it: who counts its rows as evidence is to know.
    return _with_digest(
        replace(register, told=tuple(sorted({(each.place.line, each.code) for each in told})))
    )


def _read(file: _File, findings: list[Finding]) -> Register | None:
    path, schema = file.path, file.schema
    sheet = read_sheet(path, file.files, file.workbooks)
    if not isinstance(sheet, Sheet):
        findings.append(sheet)
        return None
    findings.extend(sheet.told)
    if any(each.code == "table-hidden" for each in sheet.told):
        return None
    if not sheet.rows:
        findings.append(finding("file-empty", Place(sheet.name), "表格没有任何内容。"))
        return None
    findings.extend(check_texts(sheet))
    if schema is None:
        head = free_header(sheet, findings)
        sheet, beside = take_notes(sheet, head, title_of(path))
        _check_widths(sheet, head.begins, head.width, findings)
        named = next((each.key for each in head.fields if not is_serial(each)), "c1")
        schema = RegisterSchema("", path, "", head.fields, named)
    else:
        found = find_header(sheet, schema, findings)
        if found is None:
            return None
        head = found
        sheet, beside = take_notes(sheet, head, title_of(path))
    findings.extend(check_beside(sheet, beside))
    sheet = fill_merged(sheet, head, findings)
    reader = RowReader(sheet, head, _title_column(head, schema), file.files, path.rpartition("/")[0])
    lines = packed_lines(reader.lines()) if sheet.gridded else tuple(reader.lines())
    findings.extend(reader.all_findings())
    top = sheet.rows[max(head.begins - 1, 0)]
    # The raw cells of a long table are let go: what follows asks for the texts.
    sheet = reader.sheet = replace(sheet, rows=(sheet.rows[0],))
    table = Table(sheet, schema, head.fields, head.columns, lines, file.as_of)
    findings.extend(check_rules(table))
    register, texts = publish(TableFile(path, file.column.address, file.files.sizes), table, top, beside)
    findings.extend(check_shown(texts))
    return register


def _title_column(head: TableHeader, schema: RegisterSchema) -> int:
    titles = (
        column
        for field, column in zip(head.fields, head.columns, strict=True)
        if field.key == schema.row_title
    )
    return next(titles, 0)


def _check_widths(sheet: Sheet, begins: int, width: int, findings: list[Finding]) -> None:
    """A row of a CSV without a format that is too short may lack a comma, and all its cells be off."""
    for row in sheet.rows[begins:]:
        if len(row.cells) < width and sheet.gridded:
            message = f"第{row.number}行有{len(row.cells)}列，表头有{width}列。"
            findings.append(finding("register-invalid", Place(sheet.name, row.line), message))


def _with_digest(register: Register) -> Register:
    """Add the digest, taken of a few rows at a time: all in one text would take more room than the table."""
    digest = hashlib.blake2b(digest_size=16)
    parts: tuple[Sequence[object], ...] = (register.rows, register.anchors, register.lines)
    digest.update(_written(replace(register, rows=(), anchors=(), lines=())))
    for part in parts:
        digest.update(_written(len(part)))
        for start in range(0, len(part), _DIGESTED):
            digest.update(_written(part[start : start + _DIGESTED]))
    return replace(register, digest=digest.hexdigest())


def _written(value: object) -> bytes:
    return repr(value).encode("utf-8", "replace")
