"""When the public sees a document, when what it sees changes, and what else is to come. Moments are China's, as everywhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from enum import StrEnum

from generator.data import dataclass
from generator.model.document import Document, Withdrawal
from generator.model.finding import Place

NOTICE_OPEN, NOTICE_OVER = "公示中", "公示已结束"
# Why a document is no longer public whose own time was over.
TAKEN_DOWN = "到期撤下"


class Turn(StrEnum):
    """What an occasion is for those who keep a portal."""

    APPEARS = "公开"
    ENDS = "到期"
    DUE = "应办"


@dataclass(frozen=True)
class Occasion:
    """Something to come: at a moment, or on a day that as a whole is its last (or, where it begins, its first).

    ``what`` says it in a word or two, ``title`` of what; ``url`` is the page below the site's root, if there is one.
    """

    when: date
    turn: Turn
    what: str
    title: str
    unit: str
    place: Place
    url: str = ""


def is_waiting(document: Document, moment: datetime) -> bool:
    """Tell whether a document is to appear later."""
    return document.published > moment


def is_taken_down(document: Document, moment: datetime) -> bool:
    """Tell whether a document's time is over: from ``withdraw_at`` on nobody is to see what it says."""
    return document.withdraw_at is not None and document.withdraw_at <= moment


def as_taken_down(document: Document) -> Document:
    """Return a document whose time is over as a withdrawn one: nothing is left of it but the notice at its address.

    One that is withdrawn anyhow keeps the reason that is given there.
    """
    assert document.withdraw_at
    day, said = document.withdraw_at.date(), document.withdrawn
    if said and said.day <= day:
        return document
    return document.settled(withdrawn=Withdrawal(day, said.reason if said else TAKEN_DOWN))


def settle_notices(documents: list[Document], moment: datetime) -> list[Document]:
    """Return the documents with the word that a public notice (公示) among them bears at a moment."""
    # Most documents are no notices.
    return [each if each.notice_until is None else _settled(each, moment) for each in documents]


def _settled(document: Document, moment: datetime) -> Document:
    is_over = document.notice_until is not None and document.notice_until <= moment
    return document.settled(notice=NOTICE_OVER if is_over else NOTICE_OPEN)


def turning_points(document: Document) -> Iterator[datetime]:
    """Yield the moments at which the public comes to see something else of a document."""
    yield document.published
    if document.notice_until:
        yield document.notice_until
    if document.withdraw_at:
        yield document.withdraw_at


def same_between(documents: Iterable[Document], moment: datetime) -> tuple[datetime | None, datetime | None]:
    """Return from which moment on, and up to which, the public sees what it sees at ``moment``; None without any.

    Drafts do not count: they appear by an edit, not by time.
    """
    turns = set[datetime]()
    for document in documents:
        if not document.draft:
            turns.add(document.published)
            if document.notice_until or document.withdraw_at:  # few
                turns.update(turning_points(document))
    later = [turn for turn in turns if turn > moment]
    return max(turns.difference(later), default=None), min(later, default=None)
