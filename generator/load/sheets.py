"""Table files -> rows of raw cells, each with its place in the file. CSV, XLSX, XLS and YAML are read."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from generator.errors import reason_of
from generator.load.content import CONTENT, ContentFiles
from generator.load.marked import parse_marked
from generator.load.text import MAX_TEXT_BYTES, Source, decode
from generator.model.catalogue import finding
from generator.model.finding import Finding, Place

Raw = str | float | int | bool | date | time | timedelta | None
# No table that people look at comes near, and a table of so many by so many rows has a million cells.
MAX_COLUMNS = 1000
# What takes no room in a cell: marks at the beginning of files, control characters.
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff]+")


@dataclass(frozen=True)
class SheetRow:
    """One row: its number in the sheet as a spreadsheet shows it, its line in the file, and its cells.

    ``places`` are those of the cells where the file is no grid (YAML).
    """

    number: int
    line: int
    cells: tuple[Raw, ...]
    places: tuple[Place, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """The rows of a table file that hold anything. ``gridded`` tells whether columns have letters.

    ``told`` is what was found wrong with the file while its rows could be read; a hidden part leaves no rows.
    """

    name: str
    rows: tuple[SheetRow, ...]
    gridded: bool = True
    merged: tuple[tuple[int, int, int, int], ...] = ()
    told: tuple[Finding, ...] = ()

    def place(self, row: SheetRow, column: int) -> Place:
        """Return the place of a cell; ``column`` counts from 0."""
        if column < len(row.places):
            return row.places[column]
        return Place(self.name, row.line, column + 1)

    def words(self, row: SheetRow, column: int) -> str:
        """Return where a cell is as people say it: 第12行C列."""
        if not self.gridded:
            return f"第{row.number}条"
        return f"第{row.number}行{column_letters(column)}列"

    def is_merged(self, row: SheetRow, column: int) -> bool:
        """Tell whether a cell is covered by a merged one."""
        at = row.number - 1
        return any(
            top <= at <= bottom and left <= column <= right and (at, column) != (top, left)
            for top, left, bottom, right in self.merged
        )


Workbooks = Callable[[bytes, str], Sheet | Finding]


def column_letters(column: int) -> str:
    """Return the name of a column of a spreadsheet: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def read_sheet(path: str, files: ContentFiles, workbooks: Workbooks | None = None) -> Sheet | Finding:
    """Read a table below content/; return a finding when it cannot be read at all.

    ``workbooks`` reads XLSX and XLS; without it they are read here and now.
    """
    name, size = f"{CONTENT}/{path}", files.sizes[path]
    if size > MAX_TEXT_BYTES:
        message = f"表格有{size / 1048576:.0f}MB，超过上限8MB。"
        return finding("file-too-large", Place(name), message, "分成几个表格，每个不超过8MB。")
    try:
        raw = (files.folder / path).read_bytes()
    except OSError as error:
        return finding("file-unreadable", Place(name), f"无法读取：{reason_of(error)}。")
    if not raw.strip():
        return finding("file-empty", Place(name), "表格没有任何内容。")
    lowered = path.lower()
    if lowered.endswith((".yml", ".yaml")):
        return _read_yaml(raw, name)
    if lowered.endswith((".xlsx", ".xls")):
        if workbooks:
            return _narrow(workbooks(raw, name))
        from generator.load.workbook import read_workbook

        return _narrow(read_workbook(raw, name))
    from generator.load.csv_sheet import read_csv

    return _narrow(read_csv(raw, name))


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
        rows.append(replace(row, cells=row.cells[:width]))
    return replace(sheet, rows=tuple(rows))


def holds_words(cell: Raw) -> bool:
    """Tell whether there is anything to be seen in a cell."""
    return bool(_UNSEEN.sub("", cell).strip()) if isinstance(cell, str) else cell is not None


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
