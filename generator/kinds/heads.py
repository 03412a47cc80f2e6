"""The list of the families for reading, and the head of a document that their keys make together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache

from generator.kinds.appointments.head import HEAD as APPOINTMENTS
from generator.kinds.consultation.head import HEAD as CONSULTATION
from generator.kinds.filings.head import HEAD as FILINGS
from generator.kinds.gazette.head import HEAD as GAZETTE
from generator.kinds.guide.head import HEAD as GUIDE
from generator.kinds.handbook.head import HEAD as HANDBOOK
from generator.kinds.kind import Asked, Head
from generator.kinds.plan.head import HEAD as PLAN
from generator.kinds.policy.head import HEAD as POLICY
from generator.kinds.press.head import HEAD as PRESS
from generator.kinds.request.head import HEAD as REQUEST
from generator.load.heads.common import CommonHead
from generator.load.heads.declared import head_of
from generator.load.heads.made import reader
from generator.load.heads.reading import Reading
from generator.model.column import Column
from generator.model.part import Part

HEADS: tuple[Head, ...] = (
    POLICY,
    FILINGS,
    GAZETTE,
    HANDBOOK,
    CONSULTATION,
    GUIDE,
    PLAN,
    PRESS,
    REQUEST,
    APPOINTMENTS,
)

DocumentDeclaration = head_of([group for head in HEADS for group in head.groups])


def part_kinds() -> dict[str, type[Part]]:
    """Return the parts that documents may have, by their names."""
    return {part.__name__: part for head in HEADS for part in head.parts}


@cache
def _keys() -> frozenset[str]:
    """Return the keys that make a document one of a kind; an interpretation is told by three that all may have."""
    own = DocumentDeclaration.model_fields.keys() - CommonHead.model_fields.keys()
    return frozenset({*own, "interprets", "form", "elements"})


def read_parts(reading: Reading, declared: CommonHead, column: Column) -> tuple[Part, ...]:
    """Return what a document says as one of its kinds."""
    # Most documents are of no kind, which shows in the keys of their heads.
    if declared.model_fields_set.isdisjoint(_keys()) and not any(head.place(column) for head in HEADS):
        return ()
    return tuple(part for read in _readers() for part in read(reading, declared, column))


@cache
def _readers() -> tuple[Callable[[Reading, CommonHead, Column], Iterable[Part]], ...]:
    return tuple(head.read or reader(head.groups) for head in HEADS)


def sources_of(parts: tuple[Part, ...]) -> Iterator[str]:
    """Yield the paths of files that parts are read from and that are not published."""
    for part in parts:
        for head in HEADS:
            if type(part) in head.parts:
                yield from head.sources(part)


def texts_of(parts: tuple[Part, ...]) -> Iterator[str]:
    """Yield the texts of parts that search reads; templates mark the same with data-search-extra."""
    for part in parts:
        for head in HEADS:
            if type(part) in head.parts:
                yield from (text for text in head.texts(part) if text)


def asked_of(column: Column, layout: str | None) -> Asked | None:
    """Return what a column asks its documents for; ``layout`` is the one that governs it."""
    return next((asked for head in HEADS if (asked := head.asked(column, layout))), None)


def layout_labels() -> dict[str, str]:
    """Return the labels of the layouts that columns may have, by the value of ``layout``."""
    return {layout: label for head in HEADS for layout, label in head.layouts.items()}
