"""Where the rows of a long register stand: which of its pages has which.

The address of a row names no page, for a row moves to another as soon as enough of them come before it. The first
page of the column, if the row is not on it, reads this file and leads on. It holds for each page the beginnings of
the anchors on it, one after the other: two pages may share one, and then the row is looked for on both.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial

from generator.model.addresses.made import row_pages_address
from generator.model.register import Register
from generator.render.registers.view import PAGE_ROWS, page_count
from generator.render.templates.digest import digest_of
from generator.render.templates.extra import Extra, Studio
from generator.views.shelf import Shelf

# Letters of an anchor behind its "r-": 100,000 rows take 600 KB, and one in two hundred shares them with another.
BEGINNING = 6
_MARK = len("r-")


def row_page_extras(shelf: Shelf, code: str) -> Iterator[Extra]:
    """Yield what tells of the rows of each column that takes several pages."""
    for column, tables in shelf.tables.items():
        if page_count(tables) > 1:
            key = digest_of(code, [table.digest for table in tables])
            yield Extra(row_pages_address(column), key, partial(_make, tables))


def _make(tables: tuple[Register, ...], studio: Studio) -> bytes:  # noqa: ARG001
    pages = [
        "".join(
            anchor[_MARK : _MARK + BEGINNING]
            for table in tables
            for anchor in table.anchors[number * PAGE_ROWS : (number + 1) * PAGE_ROWS]
        )
        for number in range(page_count(tables))
    ]
    return (json.dumps({"size": BEGINNING, "pages": pages}, separators=(",", ":")) + "\n").encode()
