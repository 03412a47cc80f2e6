"""Search records of documents and registers."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from functools import partial
from html import escape
from itertools import repeat
from operator import attrgetter

from generator.data import dataclass
from generator.kinds.heads import texts_of
from generator.load.cache.by_column import ByColumn
from generator.model.addresses.made import row_address
from generator.model.asset import AssetWords
from generator.model.column import Column
from generator.model.document import Document
from generator.model.part import files_of
from generator.model.portal import offered_files
from generator.model.register import FieldType, Register
from generator.render.registers.pages import register_address
from generator.render.registers.view import cell, row_name
from generator.render.site.classes import class_of
from generator.render.site.jobs import links_of
from generator.render.templates.digest import digest_of
from generator.search.index import IndexPlan, plan_stubs
from generator.search.record import AttachedFile, SearchRecord, Stub, stub_of
from generator.views.shelf import Shelf

# As Stub._make does, without a call of Python's for each document.
_STUB: Callable[[Iterable[object]], Stub] = partial(tuple.__new__, Stub)
_TOLD = (attrgetter("published"), attrgetter("address"), attrgetter("title"))


@dataclass(frozen=True)
class _Beside:
    """The files below content/ that the documents of a column link to as documents, and that they offer."""

    linked: list[str]
    offered: list[str]


@dataclass(frozen=True)
class _Known:
    """What decides the record of each document of a column, and by their places those that have files that are read."""

    keys: list[str]
    attached: dict[int, tuple[AttachedFile, ...]]


def search_index(shelf: Shelf, kept: ByColumn | None = None) -> IndexPlan:
    """Return the plan of the search over documents and registers."""
    return plan_stubs(_stubs(shelf, kept or ByColumn()), partial(_record_of, shelf), columns=_names(shelf))


def _names(shelf: Shelf) -> dict[str, str]:
    """Return the names of the columns that have anything to be found, and of those above them, by address."""
    holding = [
        each.address for each in shelf.portal.walk() if shelf.own(each) or each.address in shelf.tables
    ]
    ways = (address.split("/") for address in holding)
    wanted = {"/".join(way[:end]) for way in ways for end in range(1, len(way) + 1)}
    return {each.address: each.name for each in shelf.portal.walk() if each.address in wanted}


def _record_of(shelf: Shelf, stub: Stub) -> SearchRecord:
    source: Document | SearchRecord = stub.source
    return _whole_record(source, shelf) if isinstance(source, Document) else source


def _whole_record(document: Document, shelf: Shelf) -> SearchRecord:
    return document_record(
        document, shelf.columns[document.column], links_of(document, shelf), shelf.portal.words
    )


def _stubs(shelf: Shelf, kept: ByColumn) -> list[Stub]:
    stubs: list[Stub] = []
    for column in shelf.portal.walk():
        own = shelf.own(column)
        if not own:
            continue
        beside = kept.get("beside", column.address, shelf.mark(column), _Beside, partial(_beside, own))
        key = digest_of(shelf.mark(column), column.address, column.type, _state_of(beside, shelf))
        told = kept.get("search", column.address, key, _Known, partial(_known, own, shelf))
        files: Iterable[tuple[AttachedFile, ...]] = repeat((), len(own))
        if told.attached:
            files = [told.attached.get(place, ()) for place in range(len(own))]
        stubs.extend(map(_STUB, zip(*(map(each, own) for each in _TOLD), told.keys, own, files, strict=True)))
    for address, tables in shelf.tables.items():
        for register in tables:
            stubs.extend(map(_stub_of_row, register_records(register, shelf.columns[address], shelf)))
    return stubs


def _beside(own: tuple[Document, ...]) -> _Beside:
    return _Beside(
        list(dict.fromkeys(path for each in own for path in each.links)),
        list(dict.fromkeys(asset.path for each in own for asset in offered_files(each))),
    )


def _state_of(beside: _Beside, shelf: Shelf) -> object:
    """Return what records tell of documents and files beside them: no document says it of another."""
    by_path, words = shelf.by_path, shelf.portal.words
    linked = [(path, by_path[path].address) for path in beside.linked if path in by_path]
    read = [(path, words[path].digest, words[path].size) for path in beside.offered if path in words]
    return linked, read


def _known(own: tuple[Document, ...], shelf: Shelf) -> _Known:
    records = [_whole_record(each, shelf) for each in own]
    attached = {place: each.attached for place, each in enumerate(records) if each.attached}
    return _Known([_digest(each.key) for each in records], attached)


def _stub_of_row(record: SearchRecord) -> Stub:
    """Return the stub of a row, with a digest in place of all that it says: a register has a hundred thousand."""
    stub = stub_of(record)
    return stub._replace(key=_digest(stub.key))


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


_NO_WORDS: Mapping[str, AssetWords] = {}


def document_record(
    document: Document,
    column: Column,
    links: tuple[tuple[str, str], ...],
    words: Mapping[str, AssetWords] = _NO_WORDS,
) -> SearchRecord:
    """Return the search record of a document; its text, known by the key, follows when needed.

    ``links`` are the documents that the text links to, with their addresses, and ``words`` what is known of the words of
    published files.
    """
    attached = tuple(_attached(document, words)) if words else ()
    parts, address, validity = document.parts, document.address, document.validity
    kind = class_of(document, column)
    # Every build makes one of every document: arguments by place, and nothing that most documents lack.
    return SearchRecord(
        address,
        document.title,
        document.doc_no,
        document.issuer,
        document.published,
        _place(column),
        kind,
        str(validity) if validity else "",
        "",
        tuple(_extra(document))
        if parts or document.attachments or document.picture_alt or document.corrected or document.summary
        else _number(document),
        f"{document.digest} {address} {column.address} {document.published} {validity} {kind}"
        + (f" {links} {parts}" if parts or links else "")
        + (f" {attached}" if attached else ""),
        attached,
    )


def _attached(document: Document, words: Mapping[str, AssetWords]) -> Iterator[AttachedFile]:
    """Yield the files that a document offers and whose words are read, each once."""
    for asset in offered_files(document):
        known = words.get(asset.path)
        if known:
            yield AttachedFile(asset.name, asset.path, known.digest, known.size)


def _number(document: Document) -> tuple[str, ...]:
    return (document.index_no,) if document.index_no else ()


def _extra(document: Document) -> Iterator[str]:
    yield from (asset.name for asset in document.attachments)
    yield from _number(document)
    if document.picture_alt:
        yield document.picture_alt
    if document.summary:
        yield document.summary
    yield from (each.note for each in document.corrected)
    yield from (file.name for file in files_of(document.parts))
    yield from texts_of(document.parts)


def register_records(register: Register, column: Column, shelf: Shelf) -> Iterator[SearchRecord]:
    """Yield the search records of a register: one of its own, and one of each row, at the row's address.

    The record of a row depends on this row alone, so that a row more or less changes one shard of the index.
    """
    blank = _blank_record(column, shelf)
    head = "".join(f"<p>{escape(label)}</p>" for label in register.head)
    beside = "".join(f"<p>{escape(text)}</p>" for text in (*register.above, *register.notes))
    yield blank._replace(url=register_address(column, 1), title=register.title, body_html=head + beside)
    of_rows = blank._replace(place=_place_of_rows(register, column))
    withdrawn, linked = dict(register.withdrawn), _linked(register)
    for number, (row, anchor) in enumerate(zip(register.rows, register.anchors, strict=True)):
        texts = list(row)
        for n in linked:
            texts[n] = cell(register.fields[n], row[n], shelf).text
        name = row_name(register, texts)
        if number in withdrawn:
            texts = [withdrawn[number]]
        elif row[register.row_title]:
            texts.pop(register.row_title)  # it is the title
        yield of_rows._replace(
            url=row_address(register, anchor),
            title=name,
            doc_no=row[register.number] if register.number is not None else "",
            body_html="".join(f"<p>{escape(text)}</p>" for text in texts if text),
        )


def _blank_record(column: Column, shelf: Shelf) -> SearchRecord:
    return SearchRecord(
        url="",
        title="",
        doc_no="",
        issuer=column.unit or shelf.portal.organizer,
        # The date of a register's rows is not its own; it counts as old as the portal's first day can be.
        published=datetime(2000, 1, 1),
        place=_place(column),
        kind="名录",
        validity="",
        body_html="",
    )


def _place(column: Column) -> tuple[str, ...]:
    return tuple(column.address.split("/"))


def _place_of_rows(register: Register, column: Column) -> tuple[str, ...]:
    """Return the way to a row: a result names the register, unless its column is called the same."""
    place = _place(column)
    return place if register.title == column.name else (*place, register.title)


def _linked(register: Register) -> list[int]:
    kinds = (FieldType.DOCUMENT, FieldType.ASSETS)
    return [n for n, field in enumerate(register.fields) if field.type in kinds]
