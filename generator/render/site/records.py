"""Search records of documents and registers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from html import escape

from generator.model.column import Column
from generator.model.document import Document
from generator.model.addresses.made import row_address
from generator.model.register import FieldType, Register
from generator.kinds.heads import texts_of
from generator.model.part import files_of
from generator.kinds.policy.blocks import told_elements
from generator.render.registers.pages import register_address
from generator.render.registers.view import cell, row_name
from generator.render.site.classes import class_of
from generator.views.shelf import Shelf
from generator.search.record import SearchRecord

def document_record(document: Document, column: Column, links: tuple[tuple[str, str], ...]) -> SearchRecord:
    """Return the search record of a document; its text, known by the key, follows when needed.

    ``links`` are the documents that the text links to, with their addresses.
    """
    parts, address, validity = document.parts, document.address, document.validity
    kind = class_of(document, column)
    # Every build makes one of every document: arguments by place, and nothing that most documents lack.
    return SearchRecord(
        address,
        document.title,
        document.doc_no,
        document.issuer,
        document.published,
        column.name,
        column.path,
        kind,
        str(validity) if validity else "",
        "",
        tuple(_extra(document))
        if parts or document.attachments or document.picture_alt or document.corrected
        else _number(document),
        f"{document.digest} {address} {column.path} {document.published} {validity} {kind}"
        + (f" {links} {parts}" if parts or links else ""),
    )


def _number(document: Document) -> tuple[str, ...]:
    return (document.index_no,) if document.index_no else ()


def _extra(document: Document) -> Iterator[str]:
    yield from (asset.name for asset in document.attachments)
    yield from _number(document)
    if document.picture_alt:
        yield document.picture_alt
    yield from (each.note for each in document.corrected)
    yield from (file.name for file in files_of(document.parts))
    yield from texts_of(document.parts)


def register_records(register: Register, column: Column, shelf: Shelf) -> Iterator[SearchRecord]:
    """Yield the search records of a register: one of its own, and one of each row, at the row's address.

    The record of a row depends on this row alone, so that a row more or less changes one shard of the index.
    """
    blank = _blank_record(register, column, shelf)
    head = "".join(f"<p>{escape(label)}</p>" for label in register.head)
    beside = "".join(f"<p>{escape(text)}</p>" for text in (*register.above, *register.notes))
    yield blank._replace(url=register_address(column, 1), title=register.title, body_html=head + beside)
    of_rows = blank._replace(column_path=_path(register, column))
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


def _blank_record(register: Register, column: Column, shelf: Shelf) -> SearchRecord:
    return SearchRecord(
        url="",
        title="",
        doc_no="",
        issuer=column.unit or shelf.portal.organizer,
        # The date of a register's rows is not its own; it counts as old as the portal's first day can be.
        published=datetime(2000, 1, 1),
        column=column.name,
        column_path=column.path,
        kind="名录",
        validity="",
        body_html="",
    )


def _path(register: Register, column: Column) -> tuple[str, ...]:
    """Return the way to a row: a result names the register, unless its column is called the same."""
    return column.path if register.title == column.name else (*column.path, register.title)


def _linked(register: Register) -> list[int]:
    kinds = (FieldType.DOCUMENT, FieldType.ASSETS)
    return [n for n, field in enumerate(register.fields) if field.type in kinds]
