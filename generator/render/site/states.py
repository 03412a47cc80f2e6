"""Words on a document's page that change with the date; they are part of the page's key."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.kinds.pages import PAGES
from generator.model.document import Document


def states_of(document: Document, as_of: date) -> tuple[str, ...]:
    """Return the words about a document that hold on ``as_of``, in a fixed order."""
    if not (document.parts or document.draft or document.published.date() > as_of):
        return ()  # Most documents: every one of them is asked, on every build.
    return tuple(_states(document, as_of))


def _states(document: Document, as_of: date) -> Iterator[str]:
    if document.draft:
        yield "draft"
    if document.published.date() > as_of:
        yield "late"
    for pages in PAGES:
        yield from pages.states(document, as_of)
