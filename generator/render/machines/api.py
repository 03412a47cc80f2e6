"""The data for programs: columns, the documents of each by pages, registers (docs/开发/接口.md).

A page of documents holds the oldest first, and only the last is ever short: a new document changes that one and
what is said of its column, and programs that follow a portal fetch nothing twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import msgspec

from generator.data import dataclass
from generator.model.addresses.address import column_page
from generator.model.addresses.made import (
    ATOM,
    EXPORTS,
    JSON_FEED,
    OPENSEARCH,
    api_address,
    api_column,
    api_documents,
    api_register,
    export_address,
    feed_address,
    has_feed,
)
from generator.model.column import Column
from generator.model.document import Document
from generator.model.register import Register
from generator.render.machines.pieces import (
    KINDS,
    ROW_KEY,
    VERSION,
    ColumnData,
    ColumnItem,
    Columns,
    DocumentItem,
    Documents,
    Feeds,
    Field,
    File,
    RegisterData,
    RegisterItem,
    Registers,
    Start,
)
from generator.render.machines.reach import Reach, changed, moment
from generator.render.machines.schemas import schema_address, schema_extras
from generator.render.registers.exports import export_table, register_key, row_urls
from generator.render.templates.digest import digest_of
from generator.render.templates.extra import Extra, Studio

PAGE_SIZE = 100
_START, _COLUMNS, _REGISTERS = (api_address(f"{name}.json") for name in ("index", "columns", "registers"))


def api_extras(reach: Reach, code: str) -> Iterator[Extra]:
    """Yield every piece of the data."""
    portal = reach.portal
    yield from schema_extras(code)
    yield Extra(_START, digest_of(code, reach.facts), partial(_start, reach))
    tree = [_said(column) for column in portal.walk()]
    yield Extra(_COLUMNS, digest_of(code, reach.facts, tree), partial(_columns, reach))
    listed = [(table.title, table.column, table.path) for table in portal.registers]
    yield Extra(_REGISTERS, digest_of(code, reach.facts, listed), partial(_registers, reach))
    for column, said in zip(portal.walk(), tree, strict=True):
        # What a column is called is said of itself, and of none of its documents.
        bases = (digest_of(code, reach.facts, each) for each in (said, column.address))
        yield from _column_extras(reach, column, *bases)
    for register in portal.registers:
        key = digest_of(register_key(register, reach.shelf, reach.site, code), reach.facts)
        yield Extra(api_register(register), key, partial(_register, reach, register))


@dataclass(frozen=True)
class _Page:
    """One page of the documents of a column."""

    column: str
    number: int
    last: int
    documents: tuple[Document, ...]


def _column_extras(reach: Reach, column: Column, said: str, base: str) -> Iterator[Extra]:
    documents = reach.public(reach.shelf.own(column))[::-1]
    tables = reach.shelf.tables.get(column.address, ())
    newest = f"{documents[-1].published:%Y-%m-%d}" if documents else ""
    key = digest_of(said, len(documents), newest, [table.path for table in tables])
    yield Extra(api_column(column.address), key, partial(_column, reach, column, documents))
    last = -(-len(documents) // PAGE_SIZE)
    pages = [
        _Page(column.address, number, last, documents[(number - 1) * PAGE_SIZE : number * PAGE_SIZE])
        for number in range(1, last + 1)
    ]
    if pages:
        around = digest_of(base, reach.around(column.address))
        keys = reach.keep(column.address, around, partial(_page_keys, reach, base, pages))
        for page, page_key in zip(pages, keys, strict=True):
            yield Extra(
                api_documents(column.address, page.number), page_key, partial(_documents, reach, page)
            )


def _page_keys(reach: Reach, base: str, pages: list[_Page]) -> list[str]:
    return [
        digest_of(base, page.number == page.last, [reach.key_of(each) for each in page.documents])
        for page in pages
    ]


def _said(column: Column) -> tuple[object, ...]:
    return (
        *(column.address, column.path, column.kind, column.type, column.description),
        *(column.unit, column.cycle, column.basis),
    )


def _json(piece: msgspec.Struct) -> bytes:
    return msgspec.json.format(msgspec.json.encode(piece), indent=1) + b"\n"


def _feeds(reach: Reach, column: str) -> Feeds:
    return Feeds(reach.url(feed_address(column, ATOM)), reach.url(feed_address(column, JSON_FEED)))


def _start(reach: Reach, studio: Studio) -> bytes:  # noqa: ARG001
    portal = reach.portal
    return _json(
        Start(
            version=VERSION,
            name=portal.name,
            url=reach.site.base_url,
            organizer=portal.organizer,
            domain=portal.domain,
            site_code=portal.site_code,
            columns=reach.url(_COLUMNS),
            registers=reach.url(_REGISTERS),
            feeds=_feeds(reach, ""),
            search=reach.url(OPENSEARCH),
            schemas={name: reach.url(schema_address(name)) for name in KINDS},
        )
    )


def _column_item(reach: Reach, column: Column) -> ColumnItem:
    return ColumnItem(
        address=column.address,
        name=column.name,
        path=list(column.path),
        url=reach.url(column_page(column.address)),
        kind=column.kind.value,
        data=reach.url(api_column(column.address)),
        parent=column.address.rpartition("/")[0] or None,
        type=column.type or None,
        description=column.description or None,
        unit=column.unit or None,
        cycle=column.cycle.value if column.cycle else None,
        basis=list(column.basis),
        feeds=_feeds(reach, column.address) if has_feed(column) else None,
    )


def _columns(reach: Reach, studio: Studio) -> bytes:  # noqa: ARG001
    return _json(Columns(VERSION, [_column_item(reach, column) for column in reach.portal.walk()]))


def _column(reach: Reach, column: Column, documents: tuple[Document, ...], studio: Studio) -> bytes:  # noqa: ARG001
    pages = range(1, -(-len(documents) // PAGE_SIZE) + 1)
    return _json(
        ColumnData(
            version=VERSION,
            column=_column_item(reach, column),
            documents=len(documents),
            pages=[reach.url(api_documents(column.address, number)) for number in pages],
            registers=[
                reach.url(api_register(table)) for table in reach.shelf.tables.get(column.address, ())
            ],
            updated=f"{documents[-1].published:%Y-%m-%d}" if documents else None,
        )
    )


def _documents(reach: Reach, page: _Page, studio: Studio) -> bytes:  # noqa: ARG001
    further = reach.url(api_documents(page.column, page.number + 1)) if page.number < page.last else None
    items = [_document(each, reach) for each in page.documents]
    return _json(Documents(VERSION, page.column, page.number, items, further))


def _document(document: Document, reach: Reach) -> DocumentItem:
    return DocumentItem(
        id=reach.name_of(document),
        title=document.title,
        url=reach.url(document.address),
        column=document.column,
        issuer=document.issuer,
        published=moment(document.published),
        modified=changed(document),
        signed=document.signed.isoformat() if document.signed else None,
        doc_no=document.doc_no or None,
        index_no=document.index_no or None,
        validity=document.validity.value if document.validity else None,
        source=document.source or None,
        summary=document.summary or None,
        topics=list(document.topics),
        keywords=list(document.keywords),
        also=list(document.also),
        interprets=[reach.url(address) for address in reach.interpreted(document)],
        attachments=[File(each.name, reach.url(each.path), each.size) for each in document.attachments],
    )


def _register_item(reach: Reach, register: Register) -> RegisterItem:
    return RegisterItem(
        title=register.title,
        column=register.column,
        url=reach.url(column_page(register.column)),
        data=reach.url(api_register(register)),
        downloads={suffix: reach.url(export_address(register, suffix)) for suffix in EXPORTS},
    )


def _registers(reach: Reach, studio: Studio) -> bytes:  # noqa: ARG001
    return _json(Registers(VERSION, [_register_item(reach, each) for each in reach.portal.registers]))


def _register(reach: Reach, register: Register, studio: Studio) -> bytes:  # noqa: ARG001
    keys = [field.key for field in register.fields]
    rows = export_table(register, reach.shelf, reach.site.base_url).rows
    urls = row_urls(register, reach.site.base_url)
    return _json(
        RegisterData(
            version=VERSION,
            register=_register_item(reach, register),
            fields=[
                Field(field.key, field.label, field.type.value, field.unit or None, field.description or None)
                for field in register.fields
            ],
            rows=[
                dict(zip(keys, row, strict=True)) | {ROW_KEY: url}
                for row, url in zip(rows, urls, strict=True)
            ],
            updated=register.updated.isoformat() if register.updated else None,
            title=keys[register.row_title],
            number=keys[register.number] if register.number is not None else None,
            dated=keys[register.dated] if register.dated is not None else None,
        )
    )
