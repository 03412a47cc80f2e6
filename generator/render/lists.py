"""The pages of a column: its list, paged and by year, or what its kind shows instead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from generator.model.portal import Column, Document
from generator.model.words import ColumnKind
from generator.render.desk import Desk, Page, draw_page
from generator.render.layouts import DIGEST_SIZE, layout_drawers
from generator.render.leaving import link_rows
from generator.render.paging import PageLink, page_links
from generator.render.register_pages import register_addresses, register_pages
from generator.render.views import Shelf, column_link, root_of, rows

PAGE_SIZE = 20


def column_pages(desk: Desk) -> Iterator[Page]:
    """Yield every page of a column except the documents themselves."""
    column = desk.column
    if column.kind is ColumnKind.PAGE and desk.shelf.own(column):
        return
    if column.layout:
        yield from layout_drawers()[column.layout].pages(desk)
    elif column.kind is ColumnKind.GROUP:
        yield draw_page(desk, "group.html", _digest(column, desk.shelf))
    elif column.kind is ColumnKind.LINKS:
        yield draw_page(desk, "links.html", _links(desk))
    elif column.kind is ColumnKind.REGISTER:
        yield from register_pages(desk)
    else:
        yield from _list_pages(desk)


def column_addresses(column: Column, shelf: Shelf) -> Iterator[str]:
    """Yield the addresses of all pages of a column, without drawing them."""
    if column.kind is ColumnKind.PAGE and shelf.own(column):
        return
    if column.layout:
        yield from layout_drawers()[column.layout].addresses(column, shelf)
        return
    if column.kind is ColumnKind.REGISTER:
        yield from register_addresses(column, shelf)
        return
    yield list_address(column, None, 1)
    if column.kind is not ColumnKind.DOCUMENTS:
        return
    documents = shelf.below(column)
    counts = Counter(document.published.year for document in documents)
    yield from (list_address(column, None, number) for number in range(2, _last_page(len(documents)) + 1))
    for year, count in counts.items() if len(counts) > 1 else ():
        yield from (list_address(column, year, number) for number in range(1, _last_page(count) + 1))


def _last_page(count: int) -> int:
    return max(1, -(-count // PAGE_SIZE))


def list_address(column: Column, year: int | None, number: int) -> str:
    """Return the address of a list page. The underscore keeps it apart from every document."""
    name = "_".join(filter(None, (str(year) if year else "", str(number) if number > 1 else "")))
    return f"{column.address}/{f'_{name}' if name else 'index'}.html"


def _list_pages(desk: Desk) -> Iterator[Page]:
    documents = desk.shelf.below(desk.column)
    years = sorted({document.published.year for document in documents}, reverse=True)
    yield from _paged(desk, None, documents, years)
    for year in years if len(years) > 1 else []:
        chosen = [document for document in documents if document.published.year == year]
        yield from _paged(desk, year, chosen, years)


def _paged(
    desk: Desk, year: int | None, documents: Sequence[Document], years: Sequence[int]
) -> Iterator[Page]:
    column, shelf = desk.column, desk.shelf
    last = _last_page(len(documents))
    for number in range(1, last + 1):
        address = list_address(column, year, number)
        if not desk.draws(address):
            continue
        root = root_of(address)
        part = documents[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
        values: dict[str, object] = {
            "rows": rows(part, shelf, root),
            "show_column": bool(column.children),
            "children": [column_link(child, shelf, root) for child in column.children],
            "total": len(documents),
            "number": number,
            "last": last,
            "year": year,
            "paging": page_links(number, last, lambda each: _file(column, year, each)),
            "years": _year_links(column, year, years),
        }
        yield draw_page(desk, "list.html", values, address, _suffix(year, number))


def _year_links(column: Column, year: int | None, years: Sequence[int]) -> list[PageLink]:
    if len(years) < 2:
        return []
    links = [PageLink(f"{each}年", _file(column, each, 1), each == year) for each in years]
    return [PageLink("全部", _file(column, None, 1), year is None), *links]


def _file(column: Column, year: int | None, number: int) -> str:
    name = list_address(column, year, number).rpartition("/")[2]
    return "./" if name == "index.html" else name


def _suffix(year: int | None, number: int) -> str:
    return "".join((f"{year}年" if year else "", f"第{number}页" if number > 1 else ""))


def _links(desk: Desk) -> dict[str, object]:
    root = root_of(f"{desk.column.address}/index.html")
    return {"links": link_rows(desk.column, desk.site.own_hosts), "root": root}


def _digest(column: Column, shelf: Shelf) -> dict[str, object]:
    root = root_of(f"{column.address}/index.html")
    return {"children": [column_link(child, shelf, root, latest=DIGEST_SIZE) for child in column.children]}
