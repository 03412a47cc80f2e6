"""Read the tables of register columns into registers, as they are published on a day.

What a format hides never reaches the model, so that nothing that draws or exports can show it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from generator.load.registers.head import TableHeader, find_header, free_header, shown
from generator.load.registers.identity import number_position, row_anchors
from generator.load.registers.merged import fill_merged
from generator.load.registers.notes import Beside, check_beside, take_notes
from generator.load.registers.rows import RowReader
from generator.load.registers.rules import Table, TableRow, check_rules, expired, withdrawal
from generator.load.registers.texts import Shown, check_shown
from generator.load.source.content import CONTENT, ContentFiles
from generator.load.tables.sheet import Sheet, SheetRow
from generator.load.tables.sheet_texts import check_texts
from generator.load.tables.sheets import Workbooks, read_sheet
from generator.model.addresses.made import fold
from generator.model.asset import Asset
from generator.model.catalogue import finding
from generator.model.column import Column
from generator.model.finding import Finding, Place
from generator.model.gate import TABLES
from generator.model.register import FieldType, Register, RegisterField, RegisterSchema, RuleKind, is_serial
from generator.model.words import ColumnKind


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
    for path in [path for path in files.sizes if path.lower().endswith(TABLES)]:
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
        sheet, beside = take_notes(sheet, head, _title(path))
        _check_widths(sheet, head.begins, head.width, findings)
        named = next((each.key for each in head.fields if not is_serial(each)), "c1")
        schema = RegisterSchema("", path, "", head.fields, named)
    else:
        found = find_header(sheet, schema, findings)
        if found is None:
            return None
        head = found
        sheet, beside = take_notes(sheet, head, _title(path))
    findings.extend(check_beside(sheet, beside))
    sheet = fill_merged(sheet, head, findings)
    reader = RowReader(sheet, head, _title_column(head, schema), file.files, path.rpartition("/")[0])
    lines = tuple(reader.lines())
    findings.extend(reader.all_findings())
    table = Table(sheet, schema, head.fields, head.columns, lines, file.as_of)
    findings.extend(check_rules(table))
    register, texts = _publish(file, table, sheet.rows[max(head.begins - 1, 0)], beside)
    findings.extend(check_shown(texts))
    return register


def _title(path: str) -> str:
    return path.rpartition("/")[2].rpartition(".")[0]


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


def _publish(file: _File, table: Table, head: SheetRow, beside: Beside) -> tuple[Register, Shown]:
    """Return what is published of a table, and the same with where each text of it is from."""
    path, files = file.path, file.files
    schema = table.schema
    kept = [n for n, field in enumerate(table.fields) if shown(field)]
    fields = tuple(table.fields[n] for n in kept)
    lines = _grouped(table, [line for line in table.lines if not expired(table, line)])
    told = {
        schema.row_title,
        *(key for rule in schema.rules if rule.kind is RuleKind.WITHDRAWN for key in rule.fields),
    }
    withdrawn = {n: words for n, line in enumerate(lines) if (words := withdrawal(table, line))}
    rows = tuple(
        tuple(line.cells[n] if number not in withdrawn or table.fields[n].key in told else "" for n in kept)
        for number, line in enumerate(lines)
    )
    keys = [field.key for field in fields]
    days = [row[keys.index(schema.date)] for row in rows] if schema.date in keys else []
    register = Register(
        path=path,
        column=file.column.address,
        title=_title(path),
        above=tuple(said.text for said in beside.above),
        notes=tuple(said.text for said in beside.notes),
        fields=fields,
        rows=rows,
        asset=Asset(path, files.sizes[path]),
        lines=tuple(line.row.line for line in lines),
        row_title=keys.index(schema.row_title) if schema.row_title in keys else 0,
        group=keys.index(schema.group) if schema.group in keys else None,
        head_rows=schema.head_rows,
        withdrawn=tuple(withdrawn.items()),
        assets=tuple(Asset(each, files.sizes[each]) for each in _paths(fields, rows, FieldType.ASSETS)),
        documents=_paths(fields, rows, FieldType.DOCUMENT),
        updated=_latest(days, table.as_of),
        schema=schema.id,
        dated=keys.index(schema.date) if schema.date in keys else None,
        anchors=row_anchors(table, lines, _title(path)),
        number=number_position(fields),
    )
    reasons = _reasons(table, [lines[n] for n in withdrawn], kept)
    return register, Shown(table, kept, lines, rows, head, tuple(reasons))


def _reasons(table: Table, lines: list[TableRow], kept: list[int]) -> Iterator[tuple[TableRow, int]]:
    """Yield why rows were withdrawn, which is said even where the column of the reasons is not shown."""
    keys = (rule.fields[1] for rule in table.schema.rules if rule.kind is RuleKind.WITHDRAWN)
    for position in {table.position(key) for key in keys}:
        if position is not None and position not in kept:
            yield from ((line, position) for line in lines)


def _grouped(table: Table, lines: list[TableRow]) -> list[TableRow]:
    """Bring the rows of a group together; groups come in the order of their first rows."""
    position = table.position(table.schema.group) if table.schema.group else None
    if position is None:
        return lines
    order: dict[str, int] = {}
    for line in lines:
        order.setdefault(line.cells[position], len(order))
    return sorted(lines, key=lambda line: order[line.cells[position]])


def _paths(
    fields: tuple[RegisterField, ...], rows: tuple[tuple[str, ...], ...], kind: FieldType
) -> tuple[str, ...]:
    positions = [n for n, field in enumerate(fields) if field.type is kind]
    return tuple(sorted({path for row in rows for n in positions for path in row[n].split("；") if path}))


def _latest(days: list[str], as_of: date) -> date | None:
    past = [day for day in days if day and day <= as_of.isoformat()]
    try:
        return date.fromisoformat(max(past)) if past else None
    except ValueError:
        return None


def _with_digest(register: Register) -> Register:
    written = repr(register).encode("utf-8", "replace")
    return replace(register, digest=hashlib.blake2b(written, digest_size=16).hexdigest())
