"""Jobs: all that decides how a page looks, gathered before anything is drawn.

A job's key is a digest of everything its page depends on. A page whose key is that of the last build is
not drawn again; this is the whole of incremental building, so what is missing from a key here would show
as a stale page. Nothing but the job (and the frame it names) reaches the drawing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from generator.model.details import detail_files
from generator.model.portal import Column, Document, Portal, Register, form_of
from generator.model.related import Ties
from generator.model.words import ColumnKind, Layout, Validity
from generator.render.states import states_of
from generator.render.views import Shelf


@dataclass(frozen=True)
class SiteFacts:
    """What pages say of the site they belong to."""

    name: str
    domain: str
    base_url: str
    as_of: date
    own_hosts: tuple[str, ...] = ()


@dataclass(frozen=True, repr=False)
class Card:
    """What the page of one document shows of another."""

    title: str
    address: str
    doc_no: str
    date: str
    column: str
    invalid: str
    form: str = ""

    def __repr__(self) -> str:
        # Keys are made of this, some of every document's: the tuple's own is three times as fast.
        return repr((self.title, self.address, self.doc_no, self.date, self.column, self.invalid, self.form))


@dataclass(frozen=True)
class Related:
    """A document that belongs to another by its kind: its role, and how far it has come."""

    role: str
    path: str
    card: Card
    state: str


@dataclass(frozen=True)
class DocumentJob:
    """One document page: the document, what stands around it, and the digest of all that."""

    document: Document
    column: str
    is_page: bool
    newer: Card | None
    older: Card | None
    policies: tuple[Card, ...]
    interpretations: tuple[Card, ...]
    replaced_by: Card | None
    replaces: tuple[Card, ...]
    links: tuple[tuple[str, str], ...]
    states: tuple[str, ...]
    download_key: str
    state: str
    related: tuple[Related, ...]
    key: str

    @property
    def download(self) -> str:
        """The address of the document's Word file, beside its page; empty when its column is no library."""
        return download_address(self.document) if self.download_key else ""


def download_address(document: Document) -> str:
    """Return the address of a document's text as a Word file."""
    return document.address.removesuffix(".html") + ".docx"


def site_facts(portal: Portal) -> SiteFacts:
    """Return the facts of a portal that its pages print."""
    base = portal.identity.site_url or f"https://{portal.domain}/"
    return SiteFacts(portal.name, portal.domain, base.rstrip("/") + "/", portal.as_of, own_hosts(portal))


def own_hosts(portal: Portal) -> tuple[str, ...]:
    """Return the hosts that are opened without a notice: the portal's own, and those its settings name."""
    return (portal.domain, *portal.policies.own_hosts)


def document_jobs(shelf: Shelf, frame_keys: dict[str, str], code: str) -> list[DocumentJob]:
    """Return the jobs of all documents. ``frame_keys`` are digests of the drawn frames by column."""
    cards = {document.path: _card(document, shelf) for document in shelf.portal.documents}
    return [
        _job(document, column, shelf, cards, f"{code} {frame_keys[column.address]}")
        for column in shelf.portal.walk()
        for document in shelf.own(column)
    ]


def _related(document: Document, ties: Ties, cards: dict[str, Card]) -> tuple[Related, ...]:
    return tuple(
        Related(tie.role, tie.path, cards[tie.path], ties.state(tie.path))
        for tie in ties.of.get(document.path, ())
    )


def _job(document: Document, column: Column, shelf: Shelf, cards: dict[str, Card], base: str) -> DocumentJob:
    siblings, place = shelf.own(column), shelf.positions[document.path]
    newer = cards[siblings[place - 1].path] if place else None
    older = cards[siblings[place + 1].path] if place + 1 < len(siblings) else None
    policies = tuple(cards[path] for path in document.interprets if path in cards)
    interpretations = tuple(cards[each.path] for each in shelf.interpretations.get(document.path, ()))
    life = document.details.policy
    replaced_by = cards.get(life.replaced_by) if life else None
    replaces = tuple(cards[each.path] for each in shelf.replaced.get(document.path, ()))
    links = tuple((path, cards[path].address) for path in document.links if path in cards)
    states = states_of(document, shelf.portal.as_of)
    state, related = shelf.ties.state(document.path), _related(document, shelf.ties, cards)
    sizes = [asset.size for asset in (*document.attachments, *detail_files(document.details))]
    download = _download_key(document, base) if _in_library(column) else ""
    key = digest_of(
        (base, document.path, document.address, document.digest, column.name, column.layout, states, sizes),
        (newer, older, policies, interpretations, replaced_by, replaces, links, state, related),
        document.details,
    )
    return DocumentJob(
        document,
        column.name,
        column.kind is ColumnKind.PAGE,
        newer,
        older,
        policies,
        interpretations,
        replaced_by,
        replaces,
        links,
        states,
        download,
        state,
        related,
        key,
    )


def _in_library(column: Column) -> bool:
    return column.layout in (Layout.NORMATIVE_LIBRARY, Layout.NORMATIVE_INVALID)


def _download_key(document: Document, base: str) -> str:
    """Return a digest of all that decides a document's Word file; ``base`` begins with that of the code."""
    pictures = [(asset.path, asset.size) for asset in document.assets]
    return digest_of(base.partition(" ")[0], document.digest, pictures)


def _card(document: Document, shelf: Shelf) -> Card:
    return Card(
        document.title,
        document.address,
        document.doc_no,
        f"{document.published:%Y-%m-%d}",
        shelf.columns[document.column].name,
        invalid_word(document),
        form_of(document).value if document.interprets else "",
    )


def invalid_word(document: Document) -> str:
    """Return the word that marks a document as no longer in force; empty when it is."""
    return document.validity.value if document.validity not in (None, Validity.VALID) else ""


def digest_of(*values: object) -> str:
    """Return a short digest of values by their representation. No set among them: its order is another each run."""
    return hashlib.blake2b(repr(values).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def column_keys(
    shelf: Shelf, frame_keys: dict[str, str], code: str, states: dict[str, object]
) -> dict[str, str]:
    """Return a digest for the pages of each column: its declaration, its frame, and all it lists.

    ``states`` is, by column, what a layout shows besides the documents of the column itself.
    """
    marks = {
        document.path: (
            *(document.digest, document.path, document.address, document.validity),
            states_of(document, shelf.portal.as_of),
        )
        for document in shelf.portal.documents
    }
    registers = {column: _register_mark(tables, shelf) for column, tables in shelf.tables.items()}
    own = {
        column.address: digest_of(
            [marks[document.path] for document in shelf.own(column)],
            registers.get(column.address, ()),
            _declaration(column),
        )
        for column in shelf.portal.walk()
    }
    return {
        column.address: digest_of(
            code,
            frame_keys[column.address],
            shelf.portal.name,
            (shelf.portal.audit, shelf.portal.packs),
            [own[each.address] for each in _shown_on(column, shelf)],
            states.get(column.address),
        )
        for column in shelf.portal.walk()
    }


def _register_mark(tables: Sequence[Register], shelf: Shelf) -> object:
    linked = [path for table in tables for path in table.documents]
    documents = [(each.title, each.address) if (each := shelf.by_path.get(path)) else None for path in linked]
    return [table.digest for table in tables], documents


def _shown_on(column: Column, shelf: Shelf) -> Iterator[Column]:
    """Yield the columns whose content the pages of a column show: those below, and the other parts of a library."""
    yield from column.walk()
    parent = shelf.columns.get(column.address.rpartition("/")[0])
    if parent and parent.layout is Layout.NORMATIVE_LIBRARY:
        yield from parent.children


def _declaration(column: Column) -> Iterable[object]:
    return (
        column.path,
        column.address,
        column.kind,
        column.description,
        column.unit,
        column.owner,
        column.cycle,
        column.basis,
        column.home,
        column.layout,
        column.links,
    )
