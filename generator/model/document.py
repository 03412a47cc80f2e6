"""A document (文档) as data."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import MISSING, field, fields, replace
from datetime import date, datetime
from operator import attrgetter
from typing import Any, TypeVar

from generator.data import dataclass
from generator.model.asset import Asset
from generator.model.finding import Place, Written
from generator.model.part import Part
from generator.model.text_facts import TextFacts
from generator.model.words import Validity

Kind = TypeVar("Kind", bound=Part)


@dataclass(frozen=True)
class Review:
    """Who signed the three reviews (三审三校)."""

    first: str = ""
    second: str = ""
    third: str = ""


@dataclass(frozen=True)
class Withdrawal:
    """From which day on a document is no longer public, and why (撤回)."""

    day: date
    reason: str


@dataclass(frozen=True)
class Correction:
    """What was changed in a document after it was made public (更正)."""

    day: date
    note: str


# Shared by all documents that say nothing of these, which is most of them.
NO_REVIEW, _NO_FACTS = Review(), TextFacts()
_REQUIRED = object()


@dataclass(frozen=True)
class Document:
    """One disclosed item with a page of its own (文档), without its text, which stays on disk.

    ``path`` is its file below content/, ``address`` its page below site/. ``also`` are further columns in whose
    lists it stands, ``old_urls`` the addresses it once had. ``notice`` is the word that a public notice bears at
    the moment of the portal: see moments.py.

    ``mark`` is a digest of all the rest, as far as somebody gave it one: two documents of one mark say the same.
    What is kept of many documents is known by their marks, without going through them (by_column.py).
    """

    path: str
    column: str
    address: str
    title: str
    issuer: str
    published: datetime
    place: Place
    doc_no: str = ""
    signed: date | None = None
    index_no: str = ""
    validity: Validity | None = None
    theme: str = ""
    genre: str = ""
    topics: tuple[str, ...] = ()
    source: str = ""
    reprinted: bool = False
    author: str = ""
    summary: str = ""
    keywords: tuple[str, ...] = ()
    attachments: tuple[Asset, ...] = ()
    interprets: tuple[str, ...] = ()
    video: Asset | None = None
    captions: Asset | None = None
    poster: Asset | None = None
    picture: Asset | None = None
    picture_alt: str = ""
    review: Review = NO_REVIEW
    corrected: tuple[Correction, ...] = ()
    draft: bool = False
    withdraw_at: datetime | None = None
    notice_until: datetime | None = None
    notice: str = ""
    assets: tuple[Asset, ...] = ()
    links: tuple[str, ...] = ()
    digest: str = ""
    text: TextFacts = _NO_FACTS
    parts: tuple[Part, ...] = ()
    also: tuple[str, ...] = ()
    old_urls: tuple[Written, ...] = ()
    withdrawn: Withdrawal | None = None
    mark: str = field(default="", init=False, repr=False, compare=False)

    def marked(self, mark: str) -> Document:
        """Give the document its mark, as it is read, and return it."""
        vars(self)["mark"] = mark
        return self

    def settled(self, **facts: Any) -> Document:
        """Return the document with other facts; its mark tells them."""
        other = replace(self, **facts)
        return other.marked(f"{self.mark} {facts}") if self.mark else other

    def part(self, kind: type[Kind]) -> Kind | None:
        """Return what the document says as one of a kind; None when it is not of it."""
        for part in self.parts:
            if isinstance(part, kind):
                return part
        return None

    def __getstate__(self) -> dict[str, object]:
        """Return what a document says. What it leaves unsaid is not kept: read again, the class says it.

        Of every document all but a few fields are such, and reading them all again takes half as long again.
        """
        stated = {}
        for name, value in vars(self).items():
            unsaid = _UNSAID.get(name, _REQUIRED)
            if name == "mark":
                continue  # no part of what it says
            # Nearly always the default itself: that is told without comparing what is in it.
            if value is not unsaid and value != unsaid:
                stated[name] = value
        return stated


_UNSAID = {each.name: each.default for each in fields(Document) if each.default is not MISSING}


_MARK = attrgetter("mark")


def mark_of(documents: Sequence[Document]) -> str:
    """Return a digest of all that some documents say, and of their order. One without a mark is spelt out."""
    marks = list(map(_MARK, documents))
    if not all(marks):
        marks = [mark or repr(each) for mark, each in zip(marks, documents, strict=True)]
    return hashlib.blake2b("\0".join(marks).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def newest_first(documents: list[Document]) -> tuple[Document, ...]:
    """Order documents by publication, newest first; the path decides between equals."""
    by_path = sorted(documents, key=attrgetter("path"))
    return tuple(sorted(by_path, key=attrgetter("published"), reverse=True))
