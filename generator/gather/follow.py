"""Follow the data of another portal (api/v1) to the documents that are asked for. All that comes is checked as it is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from generator.gather.errors import SourceError
from generator.gather.item import Item, check_host, decode, one_line
from generator.gather.reach import Reader
from generator.gather.rows import rows_of
from generator.render.machines.pieces import ColumnData, ColumnItem, Columns, DocumentItem, Documents, Start

# Of a portal that says it has more, something is wrong.
MOST_PAGES, MOST_COLUMNS = 2_000, 5_000


def home_of(raw: bytes) -> str:
    """Return the address of the home page of a portal, from the start of its data. Raises SourceError."""
    url = decode(raw, Start, "入口").url
    return f"{url.rstrip('/')}/"


def columns_of(reader: Reader) -> tuple[str, list[ColumnItem]]:
    """Return the host of a portal's own pages, and its columns. Raises SourceError."""
    start = decode(reader.read(reader.start), Start, "入口")
    columns = decode(reader.read(start.columns), Columns, "栏目").columns
    if len(columns) > MOST_COLUMNS:
        raise SourceError(f"说有{len(columns)}个栏目，太多了")
    return urlsplit(start.url).netloc, columns


def matching(columns: Iterable[ColumnItem], names: Iterable[tuple[str, ...]]) -> list[ColumnItem]:
    """Return the columns of these names or paths (the end of a path will do), and all that lie below them."""
    wanted = list(names)
    return [
        column
        for column in columns
        if any(
            tuple(column.path[: depth + 1])[-len(name) :] == name
            for name in wanted
            for depth in range(len(column.path))
        )
    ]


def items_of(reader: Reader, host: str, source: str, column: ColumnItem, since: str) -> Iterator[Item]:
    """Yield the documents of a column, newest page first, as far back as a day, and the rows of its registers.

    Raises SourceError.
    """
    data = decode(reader.read(column.data), ColumnData, f"栏目{column.name}")
    if len(data.pages) + len(data.registers) > MOST_PAGES:
        raise SourceError(f"栏目{column.name}说有{len(data.pages) + len(data.registers)}页，太多了")
    for register in data.registers:
        yield from rows_of(reader.read(register), host, source, column, since)
    for page in reversed(data.pages):
        documents = decode(reader.read(page), Documents, f"栏目{column.name}的文档").documents
        for document in reversed(documents):
            check_host(document.url, host, document.title)
            if document.published[:10] >= since:
                yield _item(document, source)
        # The oldest stand first, over all pages.
        if documents and documents[0].published[:10] < since:
            return


def _item(document: DocumentItem, source: str) -> Item:
    return Item(
        one_line(document.title),
        source,
        one_line(document.issuer),
        one_line(document.doc_no or ""),
        document.published[:10],
        document.url,
    )
