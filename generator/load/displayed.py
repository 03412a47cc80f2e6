"""What a workbook displays: which sheet is its table, what it hides, which cells show other than they hold."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from generator.load.number_formats import displayed
from generator.load.sheets import Raw, column_letters, holds_words
from generator.load.workbook_cells import Cells, scan
from generator.load.workbook_parts import PartsError, Style, read_book, read_part
from generator.model.catalogue import finding
from generator.model.finding import Finding, Place

_MOST_TOLD = 100
_NAMED = 10
_MOST_EXACT = 1e15  # a spreadsheet keeps fifteen digits
_INDENT = "　"


@dataclass(frozen=True)
class Seen:
    """The sheet that is the table, what is told of the workbook, and whether anything in it is hidden."""

    sheet: str
    told: tuple[Finding, ...] = ()
    hidden: bool = False
    cells: Cells = field(default_factory=Cells)
    styles: tuple[Style, ...] = ()


def look_inside(raw: bytes, name: str) -> Seen:
    """Look at the XML of a workbook. Raises PartsError, which is a ValueError, for one that is no XLSX."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        book = read_book(archive)
        seen = [
            (part, scan(read_part(archive, part.path), book.styles, book.unreckoned)) for part in book.sheets
        ]
    table = next(((part, cells) for part, cells in seen if not part.hidden), None)
    if table is None:
        raise PartsError("no visible sheet")
    part, cells = table
    hidden = [each.name for each, held in seen if each.hidden and held.filled]
    told = list(_hidden(name, hidden, cells))
    if told:
        return Seen(part.name, tuple(told), hidden=True)
    told.extend(_further(name, part.name, [e.name for e, held in seen if held.filled and e is not part]))
    return Seen(part.name, tuple(told), cells=cells, styles=book.styles)


def look_outside(book: Any, name: str) -> Seen:
    """Look at the sheets of a workbook of the old kind (XLS). Raises IndexError when none is visible."""
    visible = [each.name for each in book.sheets_metadata if _word(each.visible) == "Visible"]
    hidden = [each.name for each in book.sheets_metadata if each.name not in visible]
    told = list(_hidden(name, [each for each in hidden if _filled(book, each)], Cells()))
    if told:
        return Seen(visible[0], tuple(told), hidden=True)
    further = [each for each in visible[1:] if _filled(book, each)]
    return Seen(visible[0], tuple(_further(name, visible[0], further)))


def _word(kind: object) -> str:
    return str(kind).rpartition(".")[2]


def _filled(book: Any, sheet: str) -> bool:
    rows = book.get_sheet_by_name(sheet).to_python()
    return any(holds_words(cell) for row in rows for cell in row)


def _hidden(name: str, sheets: list[str], cells: Cells) -> Iterable[Finding]:
    for sheet in sheets:
        yield finding("table-hidden", Place(name), f"工作表“{sheet}”是隐藏的，里面有内容。", "")
    columns, rows = sorted(cells.hidden_columns), sorted(cells.hidden_rows)
    for what, numbers in (
        ("列", [column_letters(each) for each in columns]),
        ("行", [str(each + 1) for each in rows]),
    ):
        if not numbers:
            continue
        listed = "、".join(f"第{each}行" if what == "行" else f"{each}列" for each in numbers[:_NAMED])
        more = f"等{len(numbers)}{what}" if len(numbers) > _NAMED else ""
        place = Place(name, rows[0] + 1) if what == "行" else Place(name, 1, columns[0] + 1)
        hint = "" if what == "列" else "取消筛选和隐藏；不公开的行删去，再保存。"
        yield finding("table-hidden", place, f"{listed}{more}是隐藏的，里面有内容。", hint)
    for row, column in cells.hidden_cells[:_NAMED]:
        where = f"第{row + 1}行{column_letters(column)}列"
        message = f"{where}的数字格式（;;;）让内容看不见。"
        yield finding("table-hidden", Place(name, row + 1, column + 1), message, "")


def _further(name: str, table: str, sheets: list[str]) -> Iterable[Finding]:
    if sheets:
        listed = "、".join(f"“{each}”" for each in sheets[:_NAMED])
        more = f"等{len(sheets)}张" if len(sheets) > _NAMED else ""
        message = f"只公开第一张工作表“{table}”，没有公开{listed}{more}。"
        yield finding("table-sheets", Place(name), message)


def show_as_displayed(rows: list[list[Raw]], seen: Seen, name: str, told: list[Finding]) -> None:
    """Put in place of numbers what is displayed of them; what cannot be shown as it is meant is told."""
    wrong = list[tuple[int, int, str]]()
    for row, column in seen.cells.unreckoned:
        wrong.append((row, column, "是公式，文件里没有它的结果。"))
    for row, column, error in seen.cells.errors:
        wrong.append((row, column, f"是{error}，公式算错了。"))
    for (row, column), number in seen.cells.styled.items():
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = _shown(rows[row][column], seen.styles[number])
    for row, column, message in sorted(wrong)[:_MOST_TOLD]:
        where = f"第{row + 1}行{column_letters(column)}列"
        told.append(finding("table-formula", Place(name, row + 1, column + 1), where + message))
    told.extend(_inexact(rows, name))


def _shown(cell: Raw, style: Style) -> Raw:
    if isinstance(cell, str):
        return _INDENT * style.indent + cell if style.indent and cell.strip() else cell
    if isinstance(cell, bool) or not isinstance(cell, float | int) or not style.code:
        return cell
    text = displayed(cell, style.code)
    # A plain number stays one: it may be a date, or a number that is to be looked at as such.
    return cell if text is None or text == f"{cell:.15g}" else text


def _inexact(rows: list[list[Raw]], name: str) -> Iterable[Finding]:
    """Yield the numbers of more than fifteen digits: those behind them are lost."""
    left = _MOST_TOLD
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if isinstance(cell, float | int) and _MOST_EXACT <= abs(cell) < float("inf") and left:
                left -= 1
                message = f"第{row + 1}行{column_letters(column)}列的数超过15位，后面几位已被Excel改成0。"
                hint = "在Excel里先把这一列设成“文本”格式，再重新填写。"
                yield finding("register-cell", Place(name, row + 1, column + 1), message, hint)
