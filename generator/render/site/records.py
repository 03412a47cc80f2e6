"""Search records of documents and registers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from html import escape

from generator.model.column import Column
from generator.model.document import Document
from generator.model.register import Register
from generator.kinds.heads import texts_of
from generator.model.part import files_of
from generator.kinds.policy.blocks import told_elements
from generator.render.registers.pages import register_address
from generator.render.registers.view import PAGE_ROWS, RegisterRow, head_rows, field_placement, register_rows
from generator.render.site.classes import class_of
from generator.views.shelf import Shelf
from generator.search.record import SearchRecord

RECORD_ROWS = 200


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


def register_records(register: Register, place: int, column: Column, shelf: Shelf) -> Iterator[SearchRecord]:
    """Yield the search records of a register, up to 200 rows each: every cell is a block of text.

    ``place`` counts the tables of the column from 0. A record of later rows leads to its first row.
    """
    mark = f"t{place + 1}" if place else ""
    head = "".join(f"<th>{escape(label)}</th>" for label in _labels(register))
    for start in range(0, max(1, len(register.rows)), RECORD_ROWS):
        found = register_rows(register, shelf, slice(start, start + RECORD_ROWS), mark)
        rows = "".join(f"<tr>{''.join(_blocks(record, register))}</tr>" for record in found)
        page = register_address(column, start // PAGE_ROWS + 1)
        beside = "" if start else "".join(f"<p>{escape(text)}</p>" for text in (*register.above, *register.notes))
        yield SearchRecord(
            url=f"{page}#{mark}r{start + 1}" if start else page,
            title=register.title,
            doc_no="",
            issuer=column.unit or shelf.portal.organizer,
            # The date of a register's rows is not its own; it counts as old as the portal's first day can be.
            published=datetime(2000, 1, 1),
            column=column.name,
            column_path=column.path,
            kind="名录",
            validity="",
            body_html=f"<table><tr>{head}</tr>{rows}</table>{beside}",
        )


def _labels(register: Register) -> Iterator[str]:
    return (cell.label for row in head_rows(register) for cell in row)


def _blocks(record: RegisterRow, register: Register) -> Iterator[str]:
    """Yield the texts of a row as its page shows them; a withdrawn one shows its name and why."""
    texts = [cell.text for cell in (*record.cells, *record.details)]
    if record.withdrawn:
        texts = [record.cells[field_placement(register).title].text, record.withdrawn]
    yield from (f"<td>{escape(text)}</td>" for text in (record.group, *texts) if text)
