"""Read an ODS file for import: its cells say themselves what they display."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from generator.intake.reading.blocks import Unreadable
from generator.intake.tables.grid import Grid, GridRow, Left, where

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_MOST_BYTES = 64 * 1024 * 1024
_MOST_CELLS = 2_000_000
_MOST_COLUMNS = 1000
_UNSEEN = ("collapse", "filter")
_OPEN = "用LibreOffice或WPS打开，另存为XLSX，不要加密码，再导入。"


@dataclass
class _Sheet:
    """A sheet while it is read: rows count from 1, columns from 0."""

    name: str
    seen: bool
    rows: list[GridRow] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: list[Left] = field(default_factory=list)
    wrong: list[Left] = field(default_factory=list)


def read_ods(raw: bytes, wanted: str) -> Grid | Unreadable:
    """Read the first visible sheet that holds anything, or the one that is ``wanted`` by its name."""
    try:
        sheets = list(_sheets(_content(raw)))
    except (
        ValueError,
        etree.XMLSyntaxError,
        OSError,
        zipfile.BadZipFile,
        zlib.error,
        RuntimeError,
        KeyError,
    ):
        return Unreadable("表格打不开，可能损坏，或者加了密码。", _OPEN)
    visible = [sheet for sheet in sheets if sheet.seen]
    named = [sheet for sheet in sheets if sheet.name == wanted]
    if wanted and not named:
        names = "、".join(sheet.name for sheet in visible)
        return Unreadable(f"没有“{wanted}”这张工作表。", f"有：{names}。")
    if wanted and not named[0].seen:
        return Unreadable(f"工作表“{wanted}”是隐藏的。", "确实要公开的，取消隐藏以后再导入。")
    if not visible:
        return Unreadable("没有看得见的工作表。", "取消要公开的工作表的隐藏，再导入。")
    table = named[0] if named else next((sheet for sheet in visible if sheet.rows), visible[0])
    unseen = [
        Left("隐藏的工作表", f"“{sheet.name}”，{len(sheet.rows)}行有内容", f"工作表“{sheet.name}”")
        for sheet in sheets
        if not sheet.seen and sheet.rows
    ]
    others = tuple(sheet.name for sheet in visible if sheet is not table and sheet.rows)
    return Grid(
        table.name,
        tuple(table.rows),
        tuple(table.merged),
        (*unseen, *table.hidden),
        tuple(table.wrong),
        others,
    )


def is_ods(raw: bytes) -> bool:
    """Tell whether a file is one by its bytes: it says so in its first part, which is not packed."""
    return b"opendocument.spreadsheet" in raw[:200]


def _content(raw: bytes) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        if archive.getinfo("content.xml").file_size > _MOST_BYTES:
            raise ValueError("too large")
        text = archive.read("content.xml")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(text, parser)


def _sheets(root: etree._Element) -> Iterator[_Sheet]:
    concealed = {
        style.get(f"{_STYLE}name")
        for style in root.iter(f"{_STYLE}style")
        if any(each.get(f"{_TABLE}display") == "false" for each in style)
    }
    for table in root.iter(f"{_TABLE}table"):
        sheet = _Sheet(table.get(f"{_TABLE}name") or "", table.get(f"{_TABLE}style-name") not in concealed)
        _read(table, sheet)
        yield sheet


def _read(table: etree._Element, sheet: _Sheet) -> None:
    narrow = _narrow(table)
    number = cells = 0
    for row in table.iter(f"{_TABLE}table-row"):
        texts = list(_row(row, number + 1, narrow, sheet))
        times = _times(row, "number-rows-repeated")
        if any(texts):
            cells += len(texts) * times
            if cells > _MOST_CELLS:
                raise ValueError("too large")
            sheet.rows += [GridRow(number + 1 + again, tuple(texts)) for again in range(times)]
        number += times


def _narrow(table: etree._Element) -> set[int]:
    """Return the columns that nobody sees."""
    found, at = set(), 0
    for column in table.iter(f"{_TABLE}table-column"):
        times = min(_times(column, "number-columns-repeated"), _MOST_COLUMNS)
        if column.get(f"{_TABLE}visibility") in _UNSEEN:
            found |= set(range(at, at + times))
        at += times
    return found


def _row(row: etree._Element, number: int, narrow: set[int], sheet: _Sheet) -> Iterator[str]:
    unseen = row.get(f"{_TABLE}visibility") in _UNSEEN
    column = 0
    for cell in row:
        if cell.tag not in _CELLS:
            continue
        text = "" if cell.tag == _CELLS[1] else _shown(cell)
        times = _times(cell, "number-columns-repeated")
        if column + times > _MOST_COLUMNS:
            if text:
                raise ValueError("too wide")
            return
        across, down = _times(cell, "number-columns-spanned"), _times(cell, "number-rows-spanned")
        if across > 1 or down > 1:
            sheet.merged.append((number - 1, column, number + down - 2, column + across - 1))
        if not text and cell.get(f"{_TABLE}formula") and not cell.get(f"{_OFFICE}value-type"):
            sheet.wrong.append(Left("公式没有结果", "", where(number, column)))
        for _ in range(times):
            why = "隐藏的行" if unseen else "隐藏的列" if column in narrow else ""
            if why and text:
                sheet.hidden.append(Left(why, text, where(number, column)))
            yield "" if why else text
            column += 1


def _times(element: etree._Element, name: str) -> int:
    value = element.get(f"{_TABLE}{name}") or "1"
    return max(1, int(value)) if value.isdecimal() and len(value) < 9 else 1


def _shown(cell: etree._Element) -> str:
    """Return what a cell displays: its paragraphs, without the notes that hang on it."""
    return "\n".join(_words(part) for part in cell if part.tag == f"{_TEXT}p").strip("\n")


def _words(element: etree._Element) -> str:
    pieces = [element.text or ""]
    for part in element:
        if part.tag == f"{_TEXT}s":
            count = part.get(f"{_TEXT}c") or "1"
            pieces.append(" " * (int(count) if count.isdecimal() and len(count) < 4 else 1))
        elif part.tag == f"{_TEXT}tab":
            pieces.append("\t")
        elif part.tag == f"{_TEXT}line-break":
            pieces.append("\n")
        elif part.tag != f"{_OFFICE}annotation":
            pieces.append(_words(part))
        pieces.append(part.tail or "")
    return "".join(pieces)
