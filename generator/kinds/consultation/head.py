"""Head keys of a consultation and of a catalogue of major decisions."""

from __future__ import annotations

from collections.abc import Iterator

from generator.kinds.consultation.model import (
    CHAIN,
    CONSULTATIONS,
    DECISIONS,
    ITEM,
    Consultation,
    DecisionCatalogue,
    consultation_state,
)
from generator.kinds.kind import Asked, DraftSpec, Head, Start
from generator.load.heads.drafted import draft
from generator.load.heads.said import Group
from generator.model.column import Column
from generator.model.document import Document
from generator.model.portal import Portal
from generator.model.ties import Tie
from generator.model.words import ColumnType


def _ties(document: Document) -> Iterator[tuple[str, Tie]]:
    """A consultation, its explanation, its result and the decision know one another."""
    consultation, catalogue = document.part(Consultation), document.part(DecisionCatalogue)
    if consultation:
        chain = list(consultation_chain(document.path, consultation))
        for member in chain:
            # A catalogue names many consultations: it shows them as its items instead.
            if member.role != CHAIN[0]:
                yield from ((member.path, tie) for tie in chain)
    for item in catalogue.items if catalogue else ():
        yield from ((document.path, Tie(ITEM, other)) for other in (item.consultation, item.adopted) if other)


def consultation_chain(path: str, consultation: Consultation) -> Iterator[Tie]:
    """Yield the documents of one consultation in the order of the procedure, itself included."""
    text, explanation = consultation.text, consultation.explanation
    places = (
        consultation.decision,
        text.document if text else "",
        explanation.document if explanation else "",
        path,
        consultation.result,
        consultation.adopted,
    )
    yield from (Tie(role, other) for role, other in zip(CHAIN, places, strict=True) if other)


def _state(document: Document, portal: Portal) -> str:
    consultation = document.part(Consultation)
    if consultation is None:
        return ""
    answered = consultation.result in portal.lookups.by_path
    return consultation_state(consultation, answered, portal.as_of).value


def _asked(_: Column, layout: str | None) -> Asked | None:
    return Asked(Consultation, "consultation", "意见征集", tied=True) if layout == CONSULTATIONS else None


def _start(order: DraftSpec) -> Start | None:
    column = order.column
    if order.layout == DECISIONS and column.type == ColumnType.CATALOGUE and "目录" in column.name:
        return Start(draft(_DECISIONS, order))
    return Start(draft(_CONSULTATION, order)) if order.layout == CONSULTATIONS else None


_CONSULTATION = Group(Consultation, "consultation", "意见征集", "公开征求意见的期限、方式和前后文档。")
_DECISIONS = Group(DecisionCatalogue, "decisions", "决策事项目录", "一年的重大行政决策事项目录。")
HEAD = Head(
    groups=(_CONSULTATION, _DECISIONS),
    layouts={CONSULTATIONS: "意见征集", DECISIONS: "重大行政决策"},
    start=_start,
    asked=_asked,
    ties=_ties,
    state=_state,
)
