"""What a document's page says that depends on the date: part of its key, so that a new day redraws it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.model.document import Document
from generator.kinds.policy.model import not_yet_in_force

NOT_YET = "尚未施行"


def states_of(document: Document, as_of: date) -> tuple[str, ...]:
    """Return the words about a document that hold on ``as_of``, in a fixed order."""
    life, plan = document.details.policy, document.details.plan
    if not (life or plan or document.draft or document.published.date() > as_of):
        return ()  # Most documents: every one of them is asked, on every build.
    return tuple(_states(document, as_of))


def _states(document: Document, as_of: date) -> Iterator[str]:
    if document.draft:
        yield "draft"
    if document.published.date() > as_of:
        yield "late"
    life = document.details.policy
    if life:
        yield document.validity or ""
        if not_yet_in_force(life, as_of):
            yield NOT_YET
    if document.details.plan and document.details.plan.ends < as_of.year:
        yield "past"
