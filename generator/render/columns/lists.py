"""The pages of a column: its list, paged and by year, or what its kind shows instead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator.model.addresses.address import column_page
from generator.model.column import Column
from generator.model.words import ColumnKind
from generator.render.columns.layouts import further_pages, layout_addresses, layout_pages
from generator.render.registers.pages import register_addresses, register_pages
from generator.render.templates.desk import ColumnContext, Page, draw_page
from generator.render.text.leaving import link_rows
from generator.views.cards import level_cards
from generator.views.column import DIGEST_SIZE, ColumnView
from generator.views.listing import ListPage, is_list, list_address, list_file, list_pages, list_years
from generator.views.paging import PageLink, page_links
from generator.views.rows import ColumnLink, column_link, root_of, rows
from generator.views.shelf import Shelf


def column_pages(desk: ColumnContext) -> Iterator[Page]:
    """Yield every page of a column except the documents themselves."""
    column = desk.column
    if column.kind is ColumnKind.PAGE and has_page(column, desk.shelf):
        return
    if column.layout:
        view = ColumnView(column, desk.shelf, desk.site, desk.draws)
        for page in layout_pages(view):
            yield draw_page(desk, page.template, page.values, page.address, page.suffix)
        yield from _list_pages(desk, further_pages(column, desk.shelf), [])
    elif column.kind is ColumnKind.GROUP:
        yield draw_page(desk, "group.html", _digest(column, desk.shelf))
    elif column.kind is ColumnKind.LINKS:
        yield draw_page(desk, "links.html", _links(desk))
    elif column.kind is ColumnKind.REGISTER:
        yield from register_pages(desk)
    else:
        yield from _list_pages(desk, list_pages(column, desk.shelf), list_years(column, desk.shelf))


def column_addresses(column: Column, shelf: Shelf) -> Iterator[str]:
    """Yield the addresses of all pages of a column, without drawing them."""
    if column.kind is ColumnKind.PAGE and has_page(column, shelf):
        return
    if column.layout:
        yield from layout_addresses(column, shelf)
        yield from (page.address for page in further_pages(column, shelf))
        return
    if column.kind is ColumnKind.REGISTER:
        yield from register_addresses(column, shelf)
        return
    if is_list(column):
        yield from (page.address for page in list_pages(column, shelf))
    else:
        yield list_address(column, None, 1)


def has_page(column: Column, shelf: Shelf) -> bool:
    """Tell whether a document, or the notice of one that was withdrawn, is the page of a column."""
    page = column_page(column.address)
    return bool(shelf.own(column)) or any(each.address == page for each in shelf.portal.withdrawn)


def _list_pages(desk: ColumnContext, pages: Iterable[ListPage], years: Sequence[int]) -> Iterator[Page]:
    column, shelf = desk.column, desk.shelf
    # All pages of a list lie in the folder of its column, so that the links to what is below are the same.
    root = root_of(list_address(column, None, 1))
    children = [column_link(child, shelf, root) for child in column.children]
    for page in pages:
        if desk.draws(page.address):
            yield _list_page(desk, page, years, children)


def _list_page(desk: ColumnContext, page: ListPage, years: Sequence[int], children: list[ColumnLink]) -> Page:
    column, shelf, root = desk.column, desk.shelf, root_of(page.address)
    values: dict[str, object] = {
        "rows": rows(page.documents, shelf, root),
        "show_column": bool(column.children),
        "children": children,
        "total": page.total,
        "number": page.number,
        "last": page.last,
        "year": page.year,
        "paging": page_links(page.number, page.last, lambda each: list_file(column, page.year, each)),
        "years": _year_links(column, page.year, years),
    }
    return draw_page(desk, "list.html", values, page.address, _suffix(page.year, page.number))


def _year_links(column: Column, year: int | None, years: Sequence[int]) -> list[PageLink]:
    if len(years) < 2:
        return []
    links = [PageLink(f"{each}年", list_file(column, each, 1), each == year) for each in years]
    return [PageLink("全部", list_file(column, None, 1), year is None), *links]


def _suffix(year: int | None, number: int) -> str:
    return "".join((f"{year}年" if year else "", f"第{number}页" if number > 1 else ""))


def _links(desk: ColumnContext) -> dict[str, object]:
    root = root_of(column_page(desk.column.address))
    return {"links": link_rows(desk.column, desk.site.own_hosts), "root": root}


def _digest(column: Column, shelf: Shelf) -> dict[str, object]:
    root = root_of(column_page(column.address))
    links = [column_link(child, shelf, root, latest=DIGEST_SIZE) for child in column.children]
    return {"cards": level_cards(links)}
