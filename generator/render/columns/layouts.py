"""Column pages of other shapes than a list: those of the families of disclosure, and 政府信息公开 itself."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import islice

from generator.kinds.kind import Layout
from generator.kinds.pages import layouts
from generator.model.addresses.address import column_page
from generator.model.column import Column
from generator.model.words import FOUR_SECTIONS
from generator.views.cards import level_cards
from generator.views.column import DIGEST_SIZE, ColumnPage, ColumnView, one_page
from generator.views.listing import ListPage, paged
from generator.views.rows import ColumnLink, column_link, root_of
from generator.views.shelf import Shelf


@cache
def _layouts() -> dict[str, Layout]:
    return {FOUR_SECTIONS: Layout(_four_sections), **layouts()}


def layout_states(shelf: Shelf) -> dict[str, object]:
    """Return, by column, what its layout shows besides its own documents."""
    return {
        column.address: _layouts()[column.layout].state(column, shelf)
        for column in shelf.portal.walk()
        if column.layout
    }


def layout_pages(view: ColumnView) -> Iterator[ColumnPage]:
    """Yield the pages of a column that has a layout, but for the list pages that follow."""
    if view.column.layout:
        yield from _layouts()[view.column.layout].pages(view)


def layout_addresses(column: Column, shelf: Shelf) -> Iterator[str]:
    """Yield the addresses of these pages."""
    if column.layout:
        yield from (_layouts()[column.layout].addresses or one_page)(column, shelf)


def further_pages(column: Column, shelf: Shelf) -> Iterator[ListPage]:
    """Yield the list pages of a layout's other documents; the first of them stands on the layout's own page."""
    if column.layout:
        others = _layouts()[column.layout].others(column, shelf)
        yield from islice(paged(column, None, others), 1, None)


def keyed_pages(column: Column, shelf: Shelf) -> Iterator[ListPage]:
    """Yield all pages of a layout that show a part of many documents each, and have a key of their own."""
    if column.layout:
        yield from _layouts()[column.layout].lists(column, shelf)
    yield from further_pages(column, shelf)


def _four_sections(view: ColumnView) -> Iterator[ColumnPage]:
    """The page of 政府信息公开: four sections of one name everywhere (国办公开办函〔2019〕61号)."""
    root = root_of(column_page(view.column.address))
    sections: list[ColumnLink] = [
        column_link(child, view.shelf, root, latest=DIGEST_SIZE) for child in view.column.children
    ]
    yield ColumnPage("sections.html", {"cards": level_cards(sections, most_names=0)})
