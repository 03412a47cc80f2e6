"""Find what an attached workbook (XLSX, XLS) holds and does not show: sheets, rows and columns.

Of new files only the XML is read, and of a sheet only where a quick look finds a suspect: most hide nothing.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from generator.load.assets.hidden_parts import PART_ERRORS, HiddenParts, tell_hidden
from generator.load.tables.ole_streams import read_stream
from generator.load.tables.workbook_cells import Cells, column_number, scan
from generator.load.tables.workbook_old import scan_old
from generator.load.tables.workbook_parts import Attributes, local, read_book, read_part, walk
from generator.model.catalogue import finding
from generator.model.finding import Finding, Place

_SUSPECT = re.compile(
    rb"hidden\s*+=\s*+[\"'](?:1|true)|(?:ht|width|defaultColWidth)\s*+=\s*+[\"']0", re.IGNORECASE
)
_REFERENCE = re.compile(r"([A-Za-z]{1,3})(\d{1,7})")
_WIDE_LETTERS = (b"\xfe\xff", b"\xff\xfe")
_HOLDS = re.compile(rb"<(?:\w{1,9}:)?(?:v|is)[\s>]")
# A larger one takes too long to go through; that old files are not looked through is told of all of them.
_MOST_OLD_BYTES = 16 * 1024 * 1024


def check_hidden(path: Path, place: Place) -> Iterator[Finding]:
    """Yield what an attached XLSX file hides."""
    try:
        with zipfile.ZipFile(path) as archive:
            found = list(_new_sheets(archive))
    except PART_ERRORS:
        yield finding("file-unchecked", place, "没有检查表格里有没有隐藏的内容。")
        return
    yield from tell_hidden(found, place)


def check_old(path: Path, place: Place) -> Iterator[Finding]:
    """Yield what an attached file of the old kind hides, and that its words are not looked at."""
    yield finding("file-unchecked", place, "没有检查旧版Office文档里面的文字。")
    raw = path.read_bytes()
    if len(raw) <= _MOST_OLD_BYTES and read_stream(raw, "Workbook", "Book"):
        yield from tell_hidden(list(_old_sheets(raw)), place)


def _new_sheets(archive: zipfile.ZipFile) -> Iterator[HiddenParts]:
    parts, states = read_book(archive).sheets, _states(archive)
    for name, part in parts.items():
        raw = read_part(archive, part)
        if states.get(name, "visible") != "visible":
            yield HiddenParts(name, whole=_HOLDS.search(raw) is not None or raw.startswith(_WIDE_LETTERS))
        elif _SUSPECT.search(raw) or raw.startswith(_WIDE_LETTERS):
            cells = scan(raw, ())
            filled = _Filled()
            walk(raw, filled.start)
            yield _parts(name, cells, filled.rows, filled.columns)


def _states(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return how the sheets of a workbook are shown."""
    states: dict[str, str] = {}

    def sheet(name: str, given: Attributes) -> None:
        if local(name) == "sheet":
            states[given.get("name", "")] = given.get("state", "visible").strip()

    walk(read_part(archive, "xl/workbook.xml"), sheet)
    return states


def _parts(name: str, cells: Cells, rows: set[int], columns: set[int]) -> HiddenParts:
    return HiddenParts(name, sorted(rows & cells.hidden_rows), sorted(n for n in columns if cells.hides(n)))


class _Filled:
    """The rows and the columns of a sheet in which something stands, taken down while its XML goes by."""

    def __init__(self) -> None:
        self.rows: set[int] = set()
        self.columns: set[int] = set()
        self._row, self._column = -1, -1

    def start(self, name: str, given: Attributes) -> None:
        name = local(name)
        if name == "row":
            number = given.get("r", "")
            self._row = int(number) - 1 if number.isdecimal() else self._row + 1
            self._column = -1
        elif name == "c":
            match = _REFERENCE.fullmatch(given.get("r", ""))
            self._column = column_number(match[1]) if match else self._column + 1
            self._row = int(match[2]) - 1 if match else self._row
        elif name in ("v", "is"):
            self.rows.add(self._row)
            self.columns.add(self._column)


def _old_sheets(raw: bytes) -> Iterator[HiddenParts]:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(raw))
        sheets = list(book.sheets_metadata)
        for number, sheet in enumerate(sheets):
            if str(sheet.typ).rpartition(".")[2] != "WorkSheet":
                continue
            cells = scan_old(raw, number)
            shown = str(sheet.visible).rpartition(".")[2] == "Visible"
            if shown and not (cells.hidden_rows or cells.narrow or cells.shown is not None):
                continue
            table = book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
            at = [
                (row, column)
                for row, held in enumerate(table)
                for column, cell in enumerate(held)
                if cell != ""
            ]
            rows, columns = {row for row, _ in at}, {column for _, column in at}
            yield (
                _parts(sheet.name, cells, rows, columns) if shown else HiddenParts(sheet.name, whole=bool(at))
            )
    except (CalamineError, PasswordError, OSError, ValueError, IndexError):
        return
