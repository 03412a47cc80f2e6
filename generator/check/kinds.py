"""The rule on keys that a column asks for: a document there states the part the column is for."""

from __future__ import annotations

from collections.abc import Iterator

from generator.kinds.heads import asked_of
from generator.kinds.kind import Asked
from generator.kinds.ties import make_ties
from generator.model.catalogue import finding
from generator.model.column import Column
from generator.model.document import Document
from generator.model.finding import Finding
from generator.model.portal import Portal, governing_layouts


def check_kinds(portal: Portal) -> Iterator[Finding]:
    """Say which documents do not state what their place asks for.

    A place is a column and all below it that have no layout of their own. Results and explanations that a
    consultation names stand beside it and need nothing of their own.
    """
    layouts = governing_layouts(portal)
    ties = make_ties(portal).of
    for column in portal.walk():
        asked = asked_of(column, layouts.get(column.address))
        if asked is None:
            continue
        for document in portal.lookups.own(column.address):
            stands_beside = asked.tied and document.path in ties
            if not stands_beside and document.part(asked.part) is None:
                yield _missing(document, column, asked)


def _missing(document: Document, column: Column, asked: Asked) -> Finding:
    if asked.form:
        message = f"“{document.title}”在栏目“{column.name}”里，但头部没有写{asked.key}，没有排进年度。"
        return finding("report-unfiled", document.place, message, f"写上{asked.key}: {asked.form}。")
    message = f"“{document.title}”没有写{asked.label}（{asked.key}），查不出{asked.unknown}是否齐全。"
    return finding("details-missing", document.place, message)
