"""The sheet that a workbook displays: which one, what it hides, which values show otherwise than stored."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import field, replace
from typing import Any

from generator.data import dataclass
from generator.load.tables.number_formats import Formats, hides
from generator.load.tables.sheet import Raw, column_letters, holds_words
from generator.load.tables.workbook_cells import Cells, scan, spans
from generator.load.tables.workbook_old import scan_old
from generator.load.tables.workbook_parts import PartsError, Style, read_book, read_part
from generator.model.catalogue import finding
from generator.model.finding import Finding, Place

_MOST_TOLD = 100
_NAMED = 10
_MOST_EXACT = 1e15  # a spreadsheet keeps fifteen digits
_INDENT = "　"
_Rows = list[list[Raw]]


@dataclass(frozen=True)
class DisplayedSheet:
    """The sheet that is the table, the other filled ones, hidden and visible, and what its XML says of its cells."""

    table: str
    hidden: tuple[str, ...] = ()
    further: tuple[str, ...] = ()
    cells: Cells = field(default_factory=Cells)
    doubtful: bool = False


def displayed_sheet(book: Any, raw: bytes, wanted: str = "") -> DisplayedSheet:
    """Look at the sheets of a workbook; the table is the first visible one that is filled, or the wanted one.

    Raises PartsError, a ValueError, where they are not to be understood.
    """
    sheets = [each for each in book.sheets_metadata if _word(each.typ) == "WorkSheet"]
    visible = [each.name for each in sheets if _word(each.visible) == "Visible"]
    if not visible:
        raise PartsError("no visible sheet")
    table = wanted or _first_filled(book, visible)
    filled = [each.name for each in sheets if each.name != table and _filled(book, each.name)]
    seen = DisplayedSheet(
        table,
        tuple(name for name in filled if name not in visible),
        tuple(name for name in filled if name in visible),
    )
    if not zipfile.is_zipfile(io.BytesIO(raw)):
        number = [each.name for each in book.sheets_metadata].index(table)
        return replace(seen, cells=scan_old(raw, number))
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        parts = read_book(archive)
        if table not in parts.sheets:
            raise PartsError("no such sheet")
        cells = scan(read_part(archive, parts.sheets[table]), parts.styles)
    return DisplayedSheet(seen.table, seen.hidden, seen.further, cells, parts.unreckoned)


def _word(kind: object) -> str:
    return str(kind).rpartition(".")[2]


def _first_filled(book: Any, visible: list[str]) -> str:
    """Return the first visible sheet in which anything stands; most workbooks have but one."""
    if len(visible) == 1:
        return visible[0]
    return next((name for name in visible if _filled(book, name)), visible[0])


def _filled(book: Any, sheet: str) -> bool:
    rows = book.get_sheet_by_name(sheet).to_python()
    return any(holds_words(cell) for row in rows for cell in row)


def hidden(seen: DisplayedSheet, rows: _Rows, name: str) -> Iterator[Finding]:
    """Yield what a workbook holds and does not show."""
    for sheet in seen.hidden:
        yield finding("table-hidden", Place(name), f"工作表“{sheet}”是隐藏的，里面有内容。")
    cells = seen.cells
    held = [row for row in sorted(cells.hidden_rows) if row < len(rows) and any(map(holds_words, rows[row]))]
    held += sorted({row for row, _ in [*cells.formulas, *cells.errors]} & cells.hidden_rows - set(held))
    if held:
        hint = "取消筛选和隐藏；不公开的行删去，再保存。"
        words = [f"第{row + 1}行" for row in held]
        yield finding("table-hidden", Place(name, held[0] + 1), _unseen(held, words), hint)
    columns = [n for n in range(max(map(len, rows), default=0)) if cells.hides(n)]
    told = {column for _, column in [*cells.formulas, *cells.errors]}
    columns = [n for n in columns if n in told or any(n < len(row) and holds_words(row[n]) for row in rows)]
    if columns:
        words = [f"{column_letters(n)}列" for n in columns]
        yield finding("table-hidden", Place(name, 1, columns[0] + 1), _unseen(columns, words))
    unseen = [at for at, style in cells.styled if hides(style.code) and _holds(rows, at)]
    for row, column in unseen[:_NAMED]:
        message = f"{_where(row, column)}的数字格式（;;;）让内容看不见。"
        yield finding("table-hidden", Place(name, row + 1, column + 1), message)


def _unseen(numbers: list[int], words: list[str]) -> str:
    """Return that rows or columns are hidden; those that follow each other are named together."""
    called = dict(zip(numbers, words, strict=True))
    runs = [
        called[first] if first == last else f"{called[first]}至{called[last]}"
        for first, last in spans(numbers)
    ]
    more = f"等{len(numbers)}处" if len(runs) > _NAMED else ""
    return f"{'、'.join(runs[:_NAMED])}{more}是隐藏的，里面有内容。"


def _holds(rows: _Rows, at: tuple[int, int]) -> bool:
    row, column = at
    return row < len(rows) and column < len(rows[row]) and holds_words(rows[row][column])


def _where(row: int, column: int) -> str:
    return f"第{row + 1}行{column_letters(column)}列"


def further(seen: DisplayedSheet, name: str) -> Iterator[Finding]:
    """Yield that there are more sheets than the one that is published."""
    if seen.further:
        listed = "、".join(f"“{each}”" for each in seen.further[:_NAMED])
        more = f"等{len(seen.further)}张" if len(seen.further) > _NAMED else ""
        message = f"只公开第一张工作表“{seen.table}”，没有公开{listed}{more}。"
        yield finding("table-sheets", Place(name), message)


def unreckoned(seen: DisplayedSheet, rows: _Rows, name: str) -> Iterator[Finding]:
    """Yield the formulas whose result the file does not hold, and those that went wrong."""
    wrong = {at: f"是{error or '公式的错误值'}，公式算错了。" for at, error in seen.cells.errors.items()}
    for at in seen.cells.formulas:
        if not _holds(rows, at) or (seen.doubtful and rows[at[0]][at[1]] == 0):
            wrong[at] = "是公式，文件里没有它的结果。"
    for row, column in sorted(wrong)[:_MOST_TOLD]:
        message = _where(row, column) + wrong[row, column]
        yield finding("table-formula", Place(name, row + 1, column + 1), message)


def inexact(rows: _Rows, name: str) -> Iterator[Finding]:
    """Yield the numbers of more than fifteen digits: those behind them are lost."""
    left = _MOST_TOLD
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if isinstance(cell, float | int) and _MOST_EXACT <= abs(cell) < float("inf") and left:
                left -= 1
                message = f"{_where(row, column)}的数超过15位，后面几位已被Excel改成0。"
                hint = "在Excel里先把这一列设成“文本”格式，再重新填写。"
                yield finding("register-cell", Place(name, row + 1, column + 1), message, hint)


def show_as_displayed(rows: _Rows, seen: DisplayedSheet) -> None:
    """Put in place of numbers what is displayed of them, and of indents blanks."""
    formats = Formats()
    for (row, column), style in seen.cells.styled:
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = _shown(rows[row][column], style, formats)


def _shown(cell: Raw, style: Style, formats: Formats) -> Raw:
    if isinstance(cell, str):
        return _INDENT * style.indent + cell if style.indent and cell.strip() else cell
    if isinstance(cell, bool) or not isinstance(cell, float | int) or not style.code:
        return cell
    text = formats.show(cell, style.code)
    # Accountants show a dash, or nothing, for 0; a column of numbers needs the number.
    if cell == 0 and text is not None and not any(map(str.isdigit, text)):
        return cell
    # A plain number stays one: it may be a date, or a number that is to be looked at as such.
    return cell if text is None or text == f"{cell:.15g}" else text
