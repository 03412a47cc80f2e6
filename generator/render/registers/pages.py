"""The pages of a register column: its tables, 500 rows to a page, with their downloads."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from generator.data import dataclass
from generator.model.addresses.address import column_page
from generator.model.addresses.links import quote_address
from generator.model.addresses.made import ROW_PAGES, ROWS, export_address
from generator.model.column import Column
from generator.model.register import Register
from generator.render.registers.looks import ColumnLook
from generator.render.registers.view import (
    PAGE_ROWS,
    HeaderCell,
    RegisterRow,
    field_placement,
    head_rows,
    page_count,
    register_looks,
    register_rows,
)
from generator.render.templates.desk import ColumnContext, Page, draw_page
from generator.render.templates.linked import register_data
from generator.views.paging import PageLink, page_links
from generator.views.rows import root_of
from generator.views.shelf import Shelf

EXPORTS = (("xlsx", "Excel表格"), ("csv", "CSV"), ("json", "JSON"))


@dataclass(frozen=True)
class RowGroup:
    """Rows that stand together under one heading; without a name, all rows."""

    name: str
    anchor: str
    records: tuple[RegisterRow, ...]


@dataclass(frozen=True)
class TableView:
    """One table as a page shows it. ``rows_at`` is the folder with all rows of one that takes several pages."""

    title: str
    anchor: str
    total: int
    first: int
    last: int
    head: tuple[tuple[HeaderCell, ...], ...]
    width: int
    title_at: int
    groups: tuple[RowGroup, ...]
    index: tuple[tuple[str, str, int], ...]
    downloads: tuple[tuple[str, str, str], ...]
    above: tuple[str, ...]
    notes: tuple[str, ...]
    rows_at: str = ""


@dataclass(frozen=True)
class Sheet:
    """A page of a table: which table of the column, which page, the way to the root, the looks of its columns."""

    place: int
    number: int
    root: str
    looks: tuple[ColumnLook, ...]


def register_address(column: Column, number: int) -> str:
    """Return the address of a page of a register column."""
    return column_page(column.address, str(number) if number > 1 else "")


def register_addresses(column: Column, shelf: Shelf) -> Iterator[str]:
    """Yield the addresses of all pages of a register column."""
    for number in range(1, page_count(shelf.tables.get(column.address, ())) + 1):
        yield register_address(column, number)


def register_pages(desk: ColumnContext) -> Iterator[Page]:
    """Yield the pages of a register column."""
    column, tables = desk.column, desk.shelf.tables.get(desk.column.address, ())
    last = page_count(tables)
    looks = [register_looks(register) for register in tables]
    for number in range(1, last + 1):
        address = register_address(column, number)
        root = root_of(address)
        shown = [
            _table(register, Sheet(place, number, root, looks[place]), desk.shelf)
            for place, register in enumerate(tables)
            if number == 1 or len(register.rows) > (number - 1) * PAGE_ROWS
        ]
        values: dict[str, object] = {
            "tables": shown,
            "root": root,
            "paging": _paging(number, last),
            "number": number,
            "last": last,
            "row_pages": ROW_PAGES if last > 1 else "",
        }
        name = desk.shelf.portal.organizer or desk.shelf.portal.name
        data = register_data(column, tables, desk.site.base_url, name) if number == 1 else ""
        suffix = f"第{number}页" if number > 1 else ""
        yield draw_page(desk, "register.html", values, address, suffix, data=data)


def _paging(number: int, last: int) -> list[PageLink]:
    return page_links(number, last, lambda each: f"_{each}.html" if each > 1 else "./")


def _table(register: Register, sheet: Sheet, shelf: Shelf) -> TableView:
    mark = f"t{sheet.place + 1}" if sheet.place else ""
    start = (sheet.number - 1) * PAGE_ROWS
    part = list(register_rows(register, shelf, slice(start, start + PAGE_ROWS), sheet.looks))
    layout = field_placement(register)
    return TableView(
        title=register.title,
        anchor=f"{mark or 't1'}",
        total=len(register.rows),
        first=start + 1,
        last=start + len(part),
        head=head_rows(register, sheet.looks),
        width=len(layout.table),
        title_at=layout.title,
        groups=tuple(
            RowGroup(name, f"{mark}g{members[0].number + 1}", members)
            for name, found in groupby(part, key=lambda record: record.group)
            for members in [tuple(found)]
        ),
        index=tuple(_index(register, mark)) if register.group is not None else (),
        downloads=tuple(
            (words, sheet.root + quote_address(export_address(register, suffix)), suffix)
            for suffix, words in EXPORTS
        ),
        above=register.above,
        notes=register.notes,
        rows_at=f"{ROWS}/{sheet.place + 1}/" if len(register.rows) > PAGE_ROWS else "",
    )


def _index(register: Register, mark: str) -> Iterator[tuple[str, str, int]]:
    """Yield the groups of a register: name, address from any page of the column, and number of rows."""
    assert register.group is not None
    start = 0
    for name, found in groupby(row[register.group] for row in register.rows):
        count = sum(1 for _ in found)
        page = start // PAGE_ROWS + 1
        file = f"_{page}.html" if page > 1 else "./"
        yield name or "其他", f"{file}#{mark}g{start + 1}", count
        start += count
