"""The page of a column: what it is drawn from, and what its template is handed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.data import dataclass
from generator.model.addresses.address import column_page
from generator.model.column import Column
from generator.views.job import SiteFacts
from generator.views.shelf import Shelf

DIGEST_SIZE = 6


@dataclass(frozen=True)
class ColumnView:
    """A column whose pages are asked for, among all else that they may show.

    ``draws`` tells whether the page at an address is to be drawn: a layout of many pages leaves the others out.
    """

    column: Column
    shelf: Shelf
    site: SiteFacts
    draws: Callable[[str], bool] = lambda _address: True


@dataclass(frozen=True)
class ColumnPage:
    """One page of a column before it is drawn: its template and the values for it, below the head of all.

    Without an ``address`` it is the column's own page; ``suffix`` follows the column's name in the title.
    """

    template: str
    values: dict[str, object]
    address: str = ""
    suffix: str = ""


def one_page(column: Column, shelf: Shelf) -> Iterator[str]:  # noqa: ARG001
    """Yield the address of a layout that has a single page."""
    yield column_page(column.address)
