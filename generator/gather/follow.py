"""Follow the data of another portal (api/v1) to the documents that are asked for. All that comes is checked as it is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlsplit

import msgspec

from generator.gather.errors import SourceError
from generator.gather.reach import Reader
from generator.render.machines.pieces import ColumnData, ColumnItem, Columns, DocumentItem, Documents, Start

Piece = TypeVar("Piece", bound=msgspec.Struct)
# Of a portal that says it has more, something is wrong.
MOST_PAGES, MOST_COLUMNS = 2_000, 5_000


@dataclass(frozen=True)
class Item:
    """A document of another portal, as a row of ours."""

    title: str
    source: str
    issuer: str
    doc_no: str
    published: str
    url: str


def home_of(raw: bytes) -> str:
    """Return the address of the home page of a portal, from the start of its data. Raises SourceError."""
    url = _decode(raw, Start, "入口").url
    return f"{url.rstrip('/')}/"


def columns_of(reader: Reader) -> tuple[str, list[ColumnItem]]:
    """Return the host of a portal's own pages, and its columns. Raises SourceError."""
    start = _decode(reader.read(reader.start), Start, "入口")
    columns = _decode(reader.read(start.columns), Columns, "栏目").columns
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
    """Yield the documents of a column, newest page first, as far back as a day. Raises SourceError."""
    data = _decode(reader.read(column.data), ColumnData, f"栏目{column.name}")
    if len(data.pages) > MOST_PAGES:
        raise SourceError(f"栏目{column.name}说有{len(data.pages)}页，太多了")
    for page in reversed(data.pages):
        documents = _decode(reader.read(page), Documents, f"栏目{column.name}的文档").documents
        for document in reversed(documents):
            if urlsplit(document.url).netloc != host:
                raise SourceError(f"文档{document.title}的网址{document.url}不在它自己的网站上")
            if document.published[:10] >= since:
                yield _item(document, source)
        # The oldest stand first, over all pages.
        if documents and documents[0].published[:10] < since:
            return


def _item(document: DocumentItem, source: str) -> Item:
    return Item(
        " ".join(document.title.split()),
        source,
        " ".join(document.issuer.split()),
        " ".join((document.doc_no or "").split()),
        document.published[:10],
        document.url,
    )


def _decode(raw: bytes, kind: type[Piece], what: str) -> Piece:
    try:
        return msgspec.json.decode(raw, type=kind)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise SourceError(f"{what}的数据看不懂（{error}）") from error
