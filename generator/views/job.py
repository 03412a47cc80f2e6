"""The job of a document page: the document, and what its page shows of others."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from generator.data import dataclass
from generator.model.addresses.made import download_address
from generator.model.asset import Picture
from generator.model.document import Document


@dataclass(frozen=True)
class SiteFacts:
    """What pages say of the site they belong to."""

    name: str
    domain: str
    base_url: str
    as_of: date
    own_hosts: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()


class Card(NamedTuple):
    """What the page of one document shows of another."""

    title: str
    address: str
    doc_no: str
    date: str
    column: str
    invalid: str
    form: str = ""


@dataclass(frozen=True)
class Related:
    """A document that belongs to another by its kind: its role, and how far it has come."""

    role: str
    path: str
    card: Card
    state: str


@dataclass(frozen=True)
class PageContext:
    """All that the page of a document shows besides the document itself, its column and its neighbours.

    It is drawn, and its digest is part of the page's key: what stands here cannot be shown and be forgotten there.
    """

    policies: tuple[Card, ...] = ()
    interpretations: tuple[Card, ...] = ()
    replaced_by: Card | None = None
    replaces: tuple[Card, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    states: tuple[str, ...] = ()
    state: str = ""
    related: tuple[Related, ...] = ()
    pictures: tuple[tuple[str, Picture], ...] = ()


# Of a document that has to do with no other.
ALONE = PageContext()


@dataclass(frozen=True)
class DocumentJob:
    """One document page: the document, and what stands around it."""

    document: Document
    column: str
    is_page: bool
    has_download: bool
    newer: Card | None
    older: Card | None
    around: PageContext

    @property
    def download(self) -> str:
        """The address of the document's Word file, beside its page; empty when its column is no library."""
        return download_address(self.document) if self.has_download else ""
