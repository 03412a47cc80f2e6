"""What the search index holds of documents and registers."""

from __future__ import annotations

from datetime import datetime
from html import escape

from generator.model.portal import Column, Document, Portal, Register
from generator.render.detail_texts import detail_texts
from generator.render.jobs import digest_of
from generator.render.policy_blocks import told_elements
from generator.search.record import SearchRecord


def document_record(document: Document, column: Column, links: object) -> SearchRecord:
    """Return the search record of a document; its text, known by ``body_key``, follows when needed."""
    return SearchRecord(
        url=document.address,
        title=document.title,
        doc_no=document.doc_no,
        issuer=document.issuer,
        published=document.published,
        column=column.name,
        column_path=column.path,
        kind="页面" if document.address.endswith("/index.html") else "文档",
        validity=document.validity.value if document.validity else "",
        body_html="",
        extra=(
            *(asset.name for asset in document.attachments),
            *((document.index_no,) if document.index_no else ()),
            *((document.picture_alt,) if document.picture_alt else ()),
            *(text for _, text in told_elements(document)),
            *detail_texts(document.details),
        ),
        body_key=digest_of(document.digest, links),
    )


def register_record(register: Register, column: Column, portal: Portal) -> SearchRecord:
    """Return the search record of a register: each row is a block of text."""
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"
        for cells in (register.head, *register.rows)
    )
    # A register has no date of its own; it counts as old as the portal's first day can be.
    return SearchRecord(
        url=f"{column.address}/index.html",
        title=register.title,
        doc_no="",
        issuer=column.unit or portal.organizer,
        published=datetime(2000, 1, 1),
        column=column.name,
        column_path=column.path,
        kind="名录",
        validity="",
        body_html=f"<table>{rows}</table>",
        extra=(),
        body_key="",
    )
