"""Open a table that was handed in: by its bytes, in the process for foreign files, reckoned anew where that helps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from generator.intake.reading.blocks import Unreadable
from generator.intake.sources.office import convert, find_office
from generator.intake.sources.opening import Opened
from generator.intake.tables.grid import Grid, GridRow
from generator.intake.tables.ods import is_ods
from generator.load.assets.foreign import Foreign, ForeignReadError
from generator.load.assets.foreign_child import answer
from generator.load.assets.types import kind_of_bytes, suffix_of
from generator.load.registers.cells import plain_text
from generator.load.tables.csv_sheet import read_csv
from generator.load.tables.sheet import Sheet

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

SECONDS = 30
_MAX_TEXT = 16 * 1024 * 1024
_KNOWN = "能导入XLSX、XLS、ET、ODS、CSV。"


def table_process() -> Foreign:
    """Return the process that reads workbooks for import; it starts with the first one."""
    return Foreign(serving=serve_tables, seconds=SECONDS)


def serve_tables(pipe: Connection[Any, Any]) -> None:
    """Answer requests to read workbooks until the other side is gone."""
    answer(pipe, _load, {"book": _book, "ods": _ods}, SECONDS)


def _load() -> None:
    import generator.intake.tables.books
    import generator.load.tables.workbook  # noqa: F401


def _book(raw: bytes, wanted: str) -> str:
    from generator.intake.tables.books import read_book

    return msgspec.json.encode(read_book(raw, wanted)).decode("utf-8")


def _ods(raw: bytes, wanted: str) -> str:
    from generator.intake.tables.ods import read_ods

    return msgspec.json.encode(read_ods(raw, wanted)).decode("utf-8")


def open_table(opened: Opened, wanted: str, foreign: Foreign) -> Grid | Unreadable:
    """Return what is seen of a table. Formulas without a result are reckoned by LibreOffice where it is installed."""
    raw, suffix = opened.raw, suffix_of(opened.path.name)
    kind = kind_of_bytes(raw[:1024])
    if kind == "zip" and is_ods(raw):
        return _ask(foreign, "ods", raw, wanted)
    if kind in ("zip", "ole"):
        grid = _ask(foreign, "book", raw, wanted)
        if isinstance(grid, Grid) and grid.wrong and find_office():
            made = convert(raw, suffix, "xlsx")
            again = made if isinstance(made, Unreadable) else _ask(foreign, "book", made, grid.sheet)
            grid = again if isinstance(again, Grid) else grid
        return grid
    if kind == "html":
        return Unreadable(
            "这个文件其实是网页，只是名字像表格。",
            "用Excel或WPS打开，另存为“Excel工作簿（*.xlsx）”，再导入。",
        )
    if suffix != ".csv":
        return Unreadable("认不出这是什么表格。", _KNOWN)
    if wanted:
        return Unreadable("CSV没有工作表。", "去掉--sheet。")
    return _text(raw)


def _text(raw: bytes) -> Grid | Unreadable:
    if len(raw) > _MAX_TEXT:
        return Unreadable("表格超过16MB。", "分成几个表格。")
    sheet = read_csv(raw, "")
    if not isinstance(sheet, Sheet):
        return Unreadable(sheet.message, sheet.hint)
    rows = tuple(GridRow(row.number, tuple(_kept(str(cell)) for cell in row.cells)) for row in sheet.rows)
    return Grid("", rows)


def _kept(cell: str) -> str:
    text = plain_text(cell)
    return (
        cell[: len(cell) - len(cell.lstrip())].replace("\n", "").replace("\ufeff", "") + text if text else ""
    )


def _ask(foreign: Foreign, task: str, raw: bytes, wanted: str) -> Grid | Unreadable:
    try:
        told = foreign.ask(task, wanted, raw=raw)
    except ForeignReadError:
        return Unreadable(
            f"打开这个表格要的时间或内存超过限度（{SECONDS}秒）。", "新建一张表，只把内容复制过去，再导入。"
        )
    found: Grid | Unreadable = msgspec.json.decode(told, type=Grid | Unreadable)
    return found
