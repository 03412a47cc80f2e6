"""Which documents belong together by their kind, both ways, and how far each has come on the day.

A consultation, its explanation, its result and the decision know one another; so do plans and the plans
above, below, before and after them, and an issue of the gazette and what it prints. Only what is public on the day is shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.kinds.consultation.model import Consultation, consultation_state
from generator.model.document import Document
from generator.model.portal import Portal

CHAIN = ("决策事项目录", "征求意见稿", "起草说明", "公开征求意见", "结果反馈", "决策公布")
CONSULTATION = CHAIN[3]
ABOVE, BELOW, BEFORE, AFTER = "上位规划", "下位规划", "上一规划期", "下一规划期"
ITEM = "目录事项"
PRINTED, PRINTED_IN = "刊载文件", "刊载公报"


@dataclass(frozen=True)
class Tie:
    """A document that belongs to another, and in which role; ``path`` is below content/."""

    role: str
    path: str


@dataclass(frozen=True)
class Ties:
    """The ties of all documents, and the documents that are public, by path."""

    of: dict[str, tuple[Tie, ...]]
    documents: dict[str, Document]
    as_of: date

    def state(self, path: str) -> str:
        """Return the word for how far a document has come; empty for most kinds."""
        document = self.documents.get(path)
        consultation = document.details.consultation if document else None
        if consultation is None:
            return ""
        return consultation_state(consultation, consultation.result in self.documents, self.as_of).value


def make_ties(portal: Portal) -> Ties:
    """Return the ties between the public documents of a portal."""
    documents = portal.lookups.by_path
    found: dict[str, dict[Tie, None]] = {}
    for document in portal.lookups.stated:
        for owner, tie in _ties_from(document):
            if owner in documents and tie.path in documents:
                found.setdefault(owner, {})[tie] = None
    return Ties({path: tuple(ties) for path, ties in found.items()}, documents, portal.as_of)


def _ties_from(document: Document) -> Iterator[tuple[str, Tie]]:
    """Yield (owner, tie) pairs that follow from what one document says."""
    details, path = document.details, document.path
    if details.consultation:
        chain = list(consultation_chain(path, details.consultation))
        for member in chain:
            # A catalogue names many consultations: it shows them as its items instead.
            if member.role != CHAIN[0]:
                yield from ((member.path, tie) for tie in chain)
    if details.plan:
        for role, back, other in (
            (ABOVE, BELOW, details.plan.parent),
            (BEFORE, AFTER, details.plan.follows),
        ):
            if other:
                yield path, Tie(role, other)
                yield other, Tie(back, path)
    for other in details.gazette.contents if details.gazette else ():
        yield path, Tie(PRINTED, other)
        yield other, Tie(PRINTED_IN, path)
    for item in details.decisions.items if details.decisions else ():
        yield from ((path, Tie(ITEM, other)) for other in (item.consultation, item.adopted) if other)


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
