"""Jobs: the data that a document page is drawn from, gathered before it is drawn.

Nothing but the job (and the frame of its column) reaches the drawing. Whether a page is drawn again is
decided by its key (keys.py): whatever a job holds must be in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from dataclasses import replace
from operator import attrgetter

from generator.kinds.policy.model import PolicyLife, form_of, in_library
from generator.model.asset import Picture
from generator.model.document import Document
from generator.model.portal import Portal, shown_files
from generator.model.words import ColumnKind, Validity
from generator.render.site.states import states_of
from generator.views.job import ALONE, Card, DocumentJob, PageContext, Related, SiteFacts
from generator.views.shelf import Shelf

_ADDRESS = attrgetter("address")


def site_facts(portal: Portal) -> SiteFacts:
    """Return the facts of a portal that its pages print."""
    return SiteFacts(
        portal.name, portal.domain, portal.base_url, portal.as_of, own_hosts(portal), portal.limits.subjects
    )


def own_hosts(portal: Portal) -> tuple[str, ...]:
    """Return the hosts that are opened without a notice: the portal's own, and those its settings name."""
    return (portal.domain, *portal.policies.own_hosts)


class Jobs(Mapping[str, DocumentJob]):
    """The jobs of all documents by address. Most are never asked for: each is put together when it is.

    ``edited`` are those of a preview whose documents are newer than the shelf.
    """

    def __init__(self, shelf: Shelf, edited: Mapping[str, DocumentJob] | None = None) -> None:
        self.shelf = shelf
        self.edited = dict(edited or {})
        documents = shelf.portal.documents
        self.documents = dict(zip(map(_ADDRESS, documents), documents, strict=True))

    def with_edited(self, job: DocumentJob) -> Jobs:
        """Return the same jobs with one of them edited, or new: a preview waits for it, however many there are."""
        jobs = copy(self)
        jobs.edited = {**self.edited, job.document.address: job}
        return jobs

    def edited_job(self, document: Document) -> DocumentJob | None:
        """Return the job of an edited or new document; None when the edit moves it, or its address is taken."""
        old, job = self.shelf.by_path.get(document.path), self.get(document.address)
        if old is None:
            taken = document.address in self or document.column not in self.shelf.columns
            return None if taken else new_job(document, self.shelf)
        if job is None or (old.address, old.column) != (document.address, document.column):
            return None
        states = states_of(document, self.shelf.portal.as_of)
        around = replace(job.around, links=links_of(document, self.shelf), states=states)
        return replace(job, document=document, around=around)

    def __contains__(self, address: object) -> bool:
        return address in self.documents

    def __getitem__(self, address: str) -> DocumentJob:
        return self.edited.get(address) or make_job(self.documents[address], self.shelf)

    def __iter__(self) -> Iterator[str]:
        return iter(self.documents)

    def __len__(self) -> int:
        return len(self.documents)


def make_job(document: Document, shelf: Shelf) -> DocumentJob:
    """Return the job of one document: with it, all that its page shows of others."""
    siblings, place = shelf.own(shelf.columns[document.column]), shelf.positions[document.path]
    newer = _neighbour(siblings[place - 1], shelf) if place else None
    older = _neighbour(siblings[place + 1], shelf) if place + 1 < len(siblings) else None
    return new_job(document, shelf, newer, older)


def new_job(
    document: Document, shelf: Shelf, newer: Card | None = None, older: Card | None = None
) -> DocumentJob:
    """Return the job of a document that the shelf need not have: a preview shows a new one before all is read again."""
    column = shelf.columns[document.column]
    page, library = column.kind is ColumnKind.PAGE, in_library(column)
    around = page_context(document, shelf)
    return DocumentJob(document, column.name, page, library, newer=newer, older=older, around=around)


def _neighbour(document: Document, shelf: Shelf) -> Card:
    """Return the card of a document on the page of the next: it is of the same column, which need not be told."""
    return make_card(document, shelf)._replace(column="")


def page_context(document: Document, shelf: Shelf) -> PageContext:
    """Return what the page of a document shows of others, and of the day."""
    life = document.part(PolicyLife)
    context = PageContext(
        policies=tuple(_cards(document.interprets, shelf)),
        interpretations=tuple(
            make_card(each, shelf) for each in shelf.interpretations.get(document.path, ())
        ),
        replaced_by=next(_cards([life.replaced_by], shelf), None) if life else None,
        replaces=tuple(make_card(each, shelf) for each in shelf.replaced.get(document.path, ())),
        links=links_of(document, shelf),
        states=states_of(document, shelf.portal.as_of),
        state=shelf.ties.state(document.path),
        related=tuple(_related(document, shelf)),
        pictures=tuple(pictures_of(document, shelf)),
    )
    # Most documents stand alone: what these share is told to another process once, not once a page.
    return ALONE if context == ALONE else context


def links_of(document: Document, shelf: Shelf) -> tuple[tuple[str, str], ...]:
    """Return the documents that a text links to, each path with its address."""
    return tuple((path, shelf.by_path[path].address) for path in document.links if path in shelf.by_path)


def pictures_of(document: Document, shelf: Shelf) -> Iterator[tuple[str, Picture]]:
    """Yield the measured pictures that a document shows, by their paths."""
    pictures = shelf.portal.pictures
    if pictures:
        yield from (
            (each.path, pictures[each.path]) for each in shown_files(document) if each.path in pictures
        )


def _related(document: Document, shelf: Shelf) -> Iterator[Related]:
    for tie in shelf.ties.of.get(document.path, ()):
        card = make_card(shelf.by_path[tie.path], shelf)
        yield Related(tie.role, tie.path, card, shelf.ties.state(tie.path))


def _cards(paths: Iterable[str], shelf: Shelf) -> Iterator[Card]:
    yield from (make_card(shelf.by_path[path], shelf) for path in paths if path in shelf.by_path)


def make_card(document: Document, shelf: Shelf) -> Card:
    """Return what the pages of other documents show of this one."""
    return Card(
        document.title,
        document.address,
        document.doc_no,
        document.published.date().isoformat(),
        shelf.columns[document.column].name,
        invalid_word(document),
        form_of(document).value if document.interprets else "",
    )


def invalid_word(document: Document) -> str:
    """Return the word that marks a document as no longer in force; empty when it is."""
    return document.validity.value if document.validity not in (None, Validity.VALID) else ""
