"""Read from an old workbook (XLS, BIFF5 and BIFF8) what cell values lack: hidden rows, number formats."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.load.tables.number_formats import BUILT_IN
from generator.load.tables.ole_streams import read_stream
from generator.load.tables.workbook_cells import Cells
from generator.load.tables.workbook_parts import PartsError, Style

_BEGIN, _END, _SHEET, _FORMAT, _LOOK = 0x809, 0x0A, 0x85, 0x41E, 0xE0
_ROW, _COLUMNS, _ROW_HEIGHT, _COLUMN_WIDTH = 0x208, 0x7D, 0x225, 0x55
_FORMULA, _ERROR = 0x06, 0x205
# Records of one cell: row, column, look; and of several beside each other, with a number of bytes each.
_CELLS = frozenset({_FORMULA, _ERROR, 0x201, 0x203, 0x204, 0x27E, 0xFD, 0xD6})
_MANY = {0xBD: 6, 0xBE: 2}
_EIGHT = 0x600
_LOW = 20  # twentieths of a point
_NARROW = 25  # parts of 256 of a character
_MOST_RECORDS = 5_000_000
_TO_RECKON = 2  # the maker left the formula to be reckoned when the file is opened
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}


@dataclass
class _Book:
    """Where the sheets of a workbook begin, in their order, and how its looks show numbers."""

    eight: bool = True
    sheets: list[int] = field(default_factory=list)
    codes: dict[int, str] = field(default_factory=dict)
    looks: list[tuple[int, int]] = field(default_factory=list)

    def styles(self) -> list[Style]:
        return [Style(self.codes.get(code, BUILT_IN.get(code, "")), indent) for code, indent in self.looks]


def scan_old(raw: bytes, number: int) -> Cells:
    """Return what an old workbook says of the cells of a sheet, told by its number. Raises PartsError."""
    stream = read_stream(raw, "Workbook", "Book")
    book = _read_book(stream)
    if number >= len(book.sheets):
        raise PartsError("no such sheet")
    return _read_cells(stream, book, number)


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Yield the records of one part of a workbook, to its end; the charts inside it are passed over."""
    depth = 0
    for _ in range(_MOST_RECORDS):
        if at + 4 > len(stream):
            return
        kind, length = _number(stream, at), _number(stream, at + 2)
        if kind == _BEGIN:
            depth += 1
        elif kind == _END:
            depth -= 1
            if depth <= 0:
                return
        if depth == 1:
            yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def _read_book(stream: bytes) -> _Book:
    book = _Book()
    for kind, data in _records(stream, 0):
        if kind == _BEGIN:
            book.eight = _number(data, 0) >= _EIGHT
        elif kind == _SHEET:
            book.sheets.append(int.from_bytes(data[:4], "little"))
        elif kind == _FORMAT:
            book.codes[_number(data, 0)] = _format_code(data, eight=book.eight)
        elif kind == _LOOK:
            book.looks.append((_number(data, 2), data[8] & 15 if book.eight and len(data) > 8 else 0))
    return book


def _format_code(data: bytes, *, eight: bool) -> str:
    if not eight:
        return data[3 : 3 + data[2]].decode("gb18030", "replace") if len(data) > 2 else ""
    wide = len(data) > 4 and bool(data[4] & 1)
    letters = data[5 : 5 + _number(data, 2) * (2 if wide else 1)]
    return letters.decode("utf-16-le" if wide else "latin-1", "replace")


def _read_cells(stream: bytes, book: _Book, number: int) -> Cells:
    cells = Cells()
    styles = book.styles()
    told, met, unseen = set[int](), set[int](), False
    for kind, data in _records(stream, book.sheets[number]):
        if kind == _ROW and len(data) >= 14:
            told.add(_number(data, 0))
            height = _number(data, 6)
            if data[12] & 0x20 or height < _LOW:
                cells.hidden_rows.add(_number(data, 0))
        elif kind == _COLUMNS and len(data) >= 10:
            if data[8] & 1 or _number(data, 4) < _NARROW:
                cells.narrow.append((_number(data, 0), _number(data, 2)))
            elif cells.shown is not None:
                cells.shown.append((_number(data, 0), _number(data, 2)))
        elif kind == _COLUMN_WIDTH and not _number(data, 0):
            cells.shown = []
        elif kind == _ROW_HEIGHT:
            unseen = bool(_number(data, 0) & 2)
        else:
            met.update(_read_cell(kind, data, styles, cells))
    if unseen:
        cells.hidden_rows |= met - told
    return cells


def _read_cell(kind: int, data: bytes, styles: list[Style], cells: Cells) -> Iterator[int]:
    """Note how the cells of a record are shown; yield their row."""
    row, column = _number(data, 0), _number(data, 2)
    if kind in _CELLS:
        looks = [_number(data, 4)]
    elif kind in _MANY:
        looks = [_number(data, at) for at in range(4, len(data) - 3, _MANY[kind])]
    else:
        return
    yield row
    for beside, look in enumerate(looks):
        style = styles[look] if look < len(styles) else Style()
        if style.code or style.indent:
            cells.styled.append(((row, column + beside), style))
    if kind == _ERROR and data[7:8] == b"\x01":
        cells.errors[row, column] = _ERRORS.get(data[6], "")
    elif kind == _FORMULA and data[12:14] == b"\xff\xff" and data[6:7] == b"\x02":
        cells.errors[row, column] = _ERRORS.get(data[8], "")
    elif kind == _FORMULA and _number(data, 14) & _TO_RECKON:
        cells.formulas.append((row, column))


def _number(raw: bytes, at: int) -> int:
    return int.from_bytes(raw[at : at + 2], "little")
