"""The downloads of a register: CSV, XLSX and JSON. The same rows give the same bytes."""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial
from itertools import chain
from typing import Any

from generator import tables
from generator.data import dataclass
from generator.model.addresses.links import quote_address
from generator.model.addresses.made import EXPORTS, export_address, row_address
from generator.model.register import NUMBERS, ROW_URL, FieldType, Register
from generator.packed import packed
from generator.render.registers.view import cell, linked_documents
from generator.render.templates.digest import digest_of
from generator.render.templates.extra import Extra, Studio
from generator.views.job import SiteFacts
from generator.views.shelf import Shelf

_MADE = datetime(2000, 1, 1)
_WIDEST, _NARROWEST = 48, 8
_CELL_LIMIT = 32_767
_LONG = 5000


@dataclass(frozen=True)
class ExportTable:
    """A register as its downloads hold it: a label, a span above it and a kind for each column, and texts.

    ``urls`` are the addresses of the rows, for the downloads that programs read.
    """

    title: str
    labels: tuple[str, ...]
    overs: tuple[str, ...]
    numbers: tuple[bool, ...]
    rows: Sequence[tuple[str, ...]]
    urls: Sequence[str] = ()


def register_extras(shelf: Shelf, site: SiteFacts, code: str) -> Iterator[Extra]:
    """Yield the downloads of all registers."""
    makers = {"csv": csv_bytes, "xlsx": xlsx_bytes, "json": json_bytes}
    for register in shelf.portal.registers:
        key = register_key(register, shelf, site, code)
        for suffix in EXPORTS:
            make = partial(_make, register, makers[suffix])
            yield Extra(export_address(register, suffix), f"{key} {suffix}", make)


def register_key(register: Register, shelf: Shelf, site: SiteFacts, code: str) -> str:
    """Return a digest of all that decides what is written of a register."""
    return digest_of(code, register.digest, linked_documents([register], shelf), site.base_url)


def _make(register: Register, make: Any, studio: Studio) -> bytes:
    made: bytes = make(export_table(register, studio.shelf, studio.site.base_url))
    return made


def export_table(register: Register, shelf: Shelf, base_url: str) -> ExportTable:
    """Return what the downloads of a register hold; links are written out with their full address."""
    fields = register.fields
    linked = [n for n, f in enumerate(fields) if f.type in (FieldType.DOCUMENT, FieldType.ASSETS)]
    rows = register.rows
    if linked:
        rows = packed(
            tuple(
                _linked_text(cell(fields[n], text, shelf).links, base_url) if n in linked else text
                for n, text in enumerate(row)
            )
            for row in register.rows
        )
    counts = Counter(field.heading for field in fields)
    return ExportTable(
        register.title,
        tuple(f.heading if counts[f.heading] == 1 or not f.over else f"{f.over}-{f.heading}" for f in fields),
        tuple(field.over for field in fields),
        tuple(field.type in NUMBERS for field in fields),
        rows,
        () if counts[ROW_URL] else packed(row_urls(register, base_url)),
    )


def row_urls(register: Register, base_url: str) -> Iterator[str]:
    """Yield the addresses of the rows of a register, with the site's."""
    for anchor in register.anchors:
        page, _, place = row_address(register, anchor).partition("#")
        yield f"{base_url}{quote_address(page)}#{place}"


def _linked_text(links: tuple[tuple[str, str], ...], base_url: str) -> str:
    return "；".join(f"{text} {base_url}{href}" if href else text for text, href in links)


def csv_bytes(table: ExportTable) -> bytes:
    """Return a table as CSV for spreadsheets."""
    if not table.urls:
        return tables.csv_bytes(chain((table.labels,), table.rows))
    told = ((*row, url) for row, url in zip(table.rows, table.urls, strict=True))
    return tables.csv_bytes(chain(((*table.labels, ROW_URL),), told))


def json_bytes(table: ExportTable) -> bytes:
    """Return a table as a JSON list of objects by label."""
    if not table.rows:
        return b"[]\n"
    # Row by row, as json writes a list with an indent of one: as objects all rows take ten times their room.
    out = io.BytesIO()
    keys = [f"  {_text(label)}: " for label in table.labels]
    for number, row in enumerate(table.rows):
        pairs = dict(zip(keys, map(_text, row), strict=True))
        if table.urls:
            pairs[f"  {_text(ROW_URL)}: "] = _text(table.urls[number])
        lines = ",\n".join(key + text for key, text in pairs.items())
        out.write(f"{',' if number else '['}\n {{\n{lines}\n }}".encode())
    out.write(b"\n]\n")
    return out.getvalue()


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def xlsx_bytes(table: ExportTable) -> bytes:
    """Return a table as a workbook: head in a frame that stays, wrapped texts, set up for A4 across."""
    out = io.BytesIO()
    # A head of two rows is written column by column.
    workbook = tables.new_workbook(out, row_by_row=len(table.rows) > _LONG and not any(table.overs))
    workbook.set_properties({"title": table.title, "created": _MADE})
    sheet = workbook.add_worksheet("名录")
    border = {"border": 1, "border_color": "#BFC9D4", "valign": "top", "text_wrap": True}
    head = workbook.add_format(
        {**border, "bold": True, "bg_color": "#E9F0F9", "align": "center", "valign": "vcenter"}
    )
    text_format = workbook.add_format({**border, "num_format": "@"})
    places = sorted({_places(text) for row in table.rows for text in _numbers(row, table)})
    formats = {n: workbook.add_format({**border, "num_format": f"0.{'0' * n}" if n else "0"}) for n in places}
    first = _write_head(sheet, table, head)
    for number, row in enumerate(table.rows, first):
        for column, text in enumerate(row):
            if not text:
                sheet.write_blank(number, column, None, text_format)
            elif table.numbers[column] and _is_number(text):
                sheet.write_number(number, column, float(text), formats[_places(text)])
            else:
                sheet.write_string(number, column, text[:_CELL_LIMIT], text_format)
    for column, width in enumerate(_widths(table)):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(first, 0)
    if table.rows:
        sheet.autofilter(first - 1, 0, first + len(table.rows) - 1, len(table.labels) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0, first - 1)
    sheet.set_footer("&C第&P页，共&N页")
    workbook.close()
    return out.getvalue()


def _write_head(sheet: Any, table: ExportTable, style: Any) -> int:
    """Write the head of one row, or of two where labels span columns; return the row after it."""
    labels = table.labels
    if not any(table.overs):
        for column, label in enumerate(labels):
            sheet.write_string(0, column, label, style)
        return 1
    column = 0
    while column < len(labels):
        over, end = table.overs[column], column
        while over and end + 1 < len(labels) and table.overs[end + 1] == over:
            end += 1
        if not over:
            sheet.merge_range(0, column, 1, column, labels[column], style)
        elif end > column:
            sheet.merge_range(0, column, 0, end, over, style)
        else:
            sheet.write_string(0, column, over, style)
        if over:
            for each in range(column, end + 1):
                sheet.write_string(1, each, labels[each].removeprefix(f"{over}-"), style)
        column = end + 1
    return 2


def _numbers(row: tuple[str, ...], table: ExportTable) -> Iterator[str]:
    return (text for text, number in zip(row, table.numbers, strict=True) if number and _is_number(text))


def _is_number(text: str) -> bool:
    # Fifteen digits are all that a spreadsheet keeps; a longer number stays a text.
    return text.lstrip("-").replace(".", "", 1).isdecimal() and sum(map(str.isdecimal, text)) <= 15


def _places(text: str) -> int:
    return len(text.partition(".")[2])


def _widths(table: ExportTable) -> Iterator[int]:
    """Yield a width for each column, in characters of Western text; a Han character takes two."""
    for column, label in enumerate(table.labels):
        longest = max([_width(row[column]) for row in table.rows[:500]], default=0)
        yield max(_NARROWEST, min(_WIDEST, max(longest, _width(label)) + 2))


def _width(text: str) -> int:
    return max(sum(2 if ord(char) > 0x2E7F else 1 for char in line) for line in text.split("\n"))
