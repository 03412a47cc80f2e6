"""The validity of documents on a date, and the part of a library in which they stand on it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from generator.kinds.policy.model import (
    NORMATIVE_INVALID,
    NORMATIVE_LIBRARY,
    PolicyLife,
    is_invalid,
    validity_on,
)
from generator.model.column import Column
from generator.model.document import Document
from generator.model.words import ColumnKind, Validity

_HOLDING = (None, Validity.VALID)


def settle_validity(documents: list[Document], columns: Iterable[Column], as_of: date) -> list[Document]:
    """Return the documents with the validity they have on ``as_of``.

    One that no longer holds moves to the part of its library for such documents; its address stays.
    """
    moves = dict(_moves(columns))
    return [
        # Most documents no date touches: they hold, and say nothing of how long.
        each
        if not (each.parts and each.part(PolicyLife)) and each.validity in _HOLDING
        else _settled(each, moves, as_of)
        for each in documents
    ]


def _settled(document: Document, moves: dict[str, str], as_of: date) -> Document:
    life = document.part(PolicyLife)
    if life:
        validity = validity_on(life, as_of)
        if validity is not document.validity:
            document = document.settled(validity=validity)
    if is_invalid(document.validity) and document.column in moves:
        return document.settled(column=moves[document.column])
    return document


def _moves(columns: Iterable[Column]) -> Iterable[tuple[str, str]]:
    """Yield for each column of a library that one to which its invalid documents go."""
    for library in columns:
        if library.layout != NORMATIVE_LIBRARY:
            continue
        ended = next((child for child in library.children if child.layout == NORMATIVE_INVALID), None)
        for child in library.walk() if ended else ():
            if ended and child.kind is ColumnKind.DOCUMENTS:
                yield child.address, ended.address
