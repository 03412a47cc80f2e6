"""Read table files (CSV, XLSX, XLS, YAML) into rows of raw cells, each with its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from generator.errors import reason_of
from generator.load.source.content import CONTENT, ContentFiles
from generator.load.source.text import MAX_TEXT_BYTES, Source, decode
from generator.load.tables.sheet import Sheet, SheetRow, holds_words
from generator.load.yaml.marked import parse_marked
from generator.model.catalogue import finding
from generator.model.finding import Finding, Place

# No table that people look at comes near, and a table of so many by so many rows has a million cells.
MAX_COLUMNS = 1000
# A CSV has nothing to unpack, and is read piece by piece.
MAX_CSV_BYTES = 100 * 1024 * 1024
_YAML, _WORKBOOKS = (".yml", ".yaml"), (".xlsx", ".xls")
_PIECE = 1 << 20

Workbooks = Callable[[bytes, str], Sheet | Finding]


def read_sheet(path: str, files: ContentFiles, workbooks: Workbooks | None = None) -> Sheet | Finding:
    """Read a table below content/; return a finding when it cannot be read at all.

    ``workbooks`` reads XLSX and XLS; without it they are read here and now.
    """
    name, size = f"{CONTENT}/{path}", files.sizes[path]
    most = MAX_CSV_BYTES if path.lower().endswith(".csv") else MAX_TEXT_BYTES
    if size > most:
        limit = f"{most // 1048576}MB"
        message = f"表格有{size / 1048576:.0f}MB，超过上限{limit}。"
        return finding("file-too-large", Place(name), message, f"分成几个表格，每个不超过{limit}。")
    lowered = path.lower()
    try:
        if not lowered.endswith((*_YAML, *_WORKBOOKS)):
            return _read_csv(files.folder / path, name)
        raw = (files.folder / path).read_bytes()
    except OSError as error:
        return finding("file-unreadable", Place(name), f"无法读取：{reason_of(error)}。")
    if not raw.strip():
        return finding("file-empty", Place(name), "表格没有任何内容。")
    if lowered.endswith(_YAML):
        return _read_yaml(raw, name)
    if workbooks:
        return _narrow(workbooks(raw, name))
    from generator.load.tables.workbook import read_workbook

    return _narrow(read_workbook(raw, name))


def _read_csv(path: Path, name: str) -> Sheet | Finding:
    from generator.load.tables.csv_sheet import read_csv_file

    with path.open("rb") as file:
        if not any(piece.strip() for piece in iter(lambda: file.read(_PIECE), b"")):
            return finding("file-empty", Place(name), "表格没有任何内容。")
    try:
        return _narrow(read_csv_file(lambda: path.open("rb"), name))
    except UnicodeDecodeError:  # its encoding was known a moment ago
        return finding("file-unreadable", Place(name), "读的时候文件变了。")


def _narrow(sheet: Sheet | Finding) -> Sheet | Finding:
    """Return a table whose rows have no more columns than anybody looks at, or say which has."""
    if not isinstance(sheet, Sheet) or all(len(row.cells) <= MAX_COLUMNS for row in sheet.rows):
        return sheet
    rows = []
    for row in sheet.rows:
        width = len(row.cells)
        while width > MAX_COLUMNS and not holds_words(row.cells[width - 1]):
            width -= 1
        if width > MAX_COLUMNS:
            message = f"第{row.number}行有{width}列，超过上限{MAX_COLUMNS}列。"
            hint = "删去右边多余的列；CSV里检查是不是少了换行。"
            return finding("file-too-large", Place(sheet.name, row.line), message, hint)
        rows.append(row._replace(cells=row.cells[:width]))
    return replace(sheet, rows=tuple(rows))


def _read_yaml(raw: bytes, name: str) -> Sheet | Finding:
    source = decode(raw, name)
    if not isinstance(source, Source):
        return source
    marked = parse_marked(source.text, name)
    if marked.findings:
        return marked.findings[0]
    entries = marked.value
    if not isinstance(entries, list):
        hint = "每条以“- ”开头，下面写“名称: 内容”。"
        return finding("register-invalid", marked.place(()), "名录应是列表。", hint)
    head: dict[str, Place] = {}
    for number, entry in enumerate(entries):
        if not isinstance(entry, dict):
            return finding("register-invalid", marked.place((number,)), "这一条应是“名称: 内容”的形式。")
        for key in entry:
            if key not in head:
                head[key] = marked.key_place((number, key))
                if len(head) > MAX_COLUMNS:
                    message = f"到这里已经有{len(head)}种名称，超过上限{MAX_COLUMNS}种。"
                    return finding(
                        "file-too-large", head[key], message, "各条用同样的名称，内容写在冒号后面。"
                    )
    rows = [SheetRow(0, 1, tuple(head), tuple(head.values()))]
    for number, entry in enumerate(entries):
        assert isinstance(entry, dict)
        cells = tuple(_yaml_text(entry.get(key)) for key in head)
        places = tuple(
            marked.place((number, key)) if key in entry else marked.place((number,)) for key in head
        )
        rows.append(SheetRow(number + 1, marked.place((number,)).line, cells, places))
    return Sheet(name, tuple(rows), gridded=False)


def _yaml_text(value: object) -> str:
    if isinstance(value, list):
        return "；".join(_yaml_text(item) for item in value)
    return "" if value is None else str(value)
