"""Find what a spreadsheet of OpenDocument (ODS) holds and does not show: sheets, rows and columns."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from generator.load.assets.hidden_parts import PART_ERRORS, HiddenParts, tell_hidden
from generator.load.tables.workbook_parts import Attributes, read_part, walk
from generator.model.catalogue import finding
from generator.model.finding import Finding, Place

# Blanks up to the end of the sheet are one repeated cell; what is filled is repeated a few times.
_MOST_REPEATED = 1000
_HIDING = frozenset({"collapse", "filter"})
_CELLS = frozenset({"table:table-cell", "table:covered-table-cell"})
_SAYING = (
    "office:value",
    "office:date-value",
    "office:time-value",
    "office:boolean-value",
    "office:string-value",
)


@dataclass
class _Sheet:
    """A sheet while its XML goes by: hidden columns, and the places that hold something."""

    name: str
    style: str
    row: int = 0
    repeated: int = 0
    column: int = 0
    width: int = 0
    columns: int = 0
    row_hidden: bool = False
    narrow: list[tuple[int, int]] = field(default_factory=list)
    rows: set[int] = field(default_factory=set)
    filled: set[int] = field(default_factory=set)

    def holds(self) -> None:
        self.filled.update(range(self.column, self.column + min(self.width, _MOST_REPEATED)))
        if self.row_hidden:
            self.rows.update(range(self.row, self.row + min(self.repeated, _MOST_REPEATED)))

    def hides(self, column: int) -> bool:
        return any(first <= column < after for first, after in self.narrow)


class _Scan:
    """Takes down the sheets of a file. Names are those that every maker of such files writes."""

    def __init__(self) -> None:
        self.sheets: list[_Sheet] = []
        self.unseen: set[str] = set()
        self._style = ""
        self._depth = 0

    def start(self, name: str, given: Attributes) -> None:
        if name == "style:style":
            self._style = given.get("style:name", "")
        elif name == "style:table-properties" and given.get("table:display") == "false":
            self.unseen.add(self._style)
        elif name == "table:table":
            self._depth += 1
            if self._depth == 1:
                self.sheets.append(_Sheet(given.get("table:name", ""), given.get("table:style-name", "")))
        elif self._depth == 1:
            self._inside(self.sheets[-1], name, given)

    def end(self, name: str) -> None:
        if name == "table:table":
            self._depth -= 1

    def _inside(self, sheet: _Sheet, name: str, given: Attributes) -> None:
        hidden = given.get("table:visibility") in _HIDING
        if name == "table:table-column":
            first, count = sheet.columns, _count(given, "table:number-columns-repeated")
            sheet.columns += count
            if hidden:
                sheet.narrow.append((first, first + count))
        elif name == "table:table-row":
            # Of rows that are alike the first is looked at.
            sheet.row, sheet.repeated = (
                sheet.row + sheet.repeated,
                _count(given, "table:number-rows-repeated"),
            )
            sheet.row_hidden, sheet.column, sheet.width = hidden, 0, 0
        elif name in _CELLS:
            sheet.column += sheet.width
            sheet.width = _count(given, "table:number-columns-repeated")
            if any(key in given for key in _SAYING):
                sheet.holds()
        elif name == "text:p":
            sheet.holds()


def check_hidden_ods(path: Path, place: Place) -> Iterator[Finding]:
    """Yield what an attached ODS file hides."""
    scanned = _Scan()
    try:
        with zipfile.ZipFile(path) as archive:
            walk(read_part(archive, "content.xml"), scanned.start, scanned.end)
    except PART_ERRORS:
        yield finding("file-unchecked", place, "没有检查表格里有没有隐藏的内容。")
        return
    yield from tell_hidden([_parts(each, scanned.unseen) for each in scanned.sheets], place)


def _parts(sheet: _Sheet, unseen: set[str]) -> HiddenParts:
    if sheet.style in unseen:
        return HiddenParts(sheet.name, whole=bool(sheet.filled))
    return HiddenParts(sheet.name, sorted(sheet.rows), sorted(n for n in sheet.filled if sheet.hides(n)))


def _count(given: Attributes, key: str) -> int:
    value = given.get(key, "1")
    return int(value) if value.isdecimal() and 0 < len(value) < 9 else 1
