"""The portal as data: columns, documents, registers. Frozen, and without input or output."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import MISSING, dataclass, field, fields
from datetime import date, datetime
from functools import cached_property
from operator import attrgetter

from generator.model.asset import Asset
from generator.model.details import NO_DETAILS, Details, detail_files
from generator.model.finding import Place
from generator.model.gate import Gate
from generator.model.interpretation import Form, PolicyRules, Repeat
from generator.model.look import Look
from generator.model.lookups import Lookups, make_lookups
from generator.model.mandate import Statement
from generator.model.register import RegisterField
from generator.model.settings import CheckSetting, Limits
from generator.model.text_facts import TextFacts
from generator.model.words import ColumnKind, Cycle, HomeRole, Layout, PortalLevel, Validity


@dataclass(frozen=True)
class Link:
    """One entry of a ``links`` column."""

    title: str
    url: str
    note: str = ""


@dataclass(frozen=True)
class Expected:
    """A unit that is to disclose something in a column every year, and where columns.yml says so."""

    unit: str
    place: Place


@dataclass(frozen=True)
class Due:
    """The last days for reports, budgets and accounts, each as MM-DD."""

    report: str = "05-31"
    budget: str = "03-31"
    accounts: str = "09-30"


@dataclass(frozen=True)
class Column:
    """A node of the column tree (栏目). ``address`` is its folder below content/ and site/."""

    name: str
    path: tuple[str, ...]
    slug: str
    address: str
    kind: ColumnKind
    type: str
    description: str
    keywords: tuple[str, ...]
    unit: str
    owner: str
    cycle: Cycle | None
    basis: tuple[str, ...]
    home: HomeRole | None
    layout: Layout | None
    links: tuple[Link, ...]
    children: tuple[Column, ...]
    place: Place
    schema: str = ""
    schema_place: Place | None = None
    expected: tuple[Expected, ...] = ()
    since: int | None = None
    due: Due = field(default_factory=Due)

    @property
    def url(self) -> str:
        """Site-relative address of the column's page."""
        return f"{self.address}/"

    def walk(self) -> Iterator[Column]:
        """Yield the column and all below it, parents first."""
        return iter(self._branch)

    @cached_property
    def _branch(self) -> tuple[Column, ...]:
        return (self, *(column for child in self.children for column in child._branch))


@dataclass(frozen=True)
class Review:
    """Who signed the three reviews (三审三校)."""

    first: str = ""
    second: str = ""
    third: str = ""


# Shared by all documents that say nothing of these, which is most of them.
NO_REVIEW, _NO_FACTS = Review(), TextFacts()
_REQUIRED = object()


@dataclass(frozen=True)
class Document:
    """One disclosed item with a page of its own (文档), without its text, which stays on disk.

    ``path`` is its file below content/, ``address`` its page below site/.
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
    draft: bool = False
    assets: tuple[Asset, ...] = ()
    links: tuple[str, ...] = ()
    digest: str = ""
    text: TextFacts = _NO_FACTS
    details: Details = NO_DETAILS

    def __getstate__(self) -> dict[str, object]:
        """Return what a document says. What it leaves unsaid is not kept: read again, the class says it.

        Of every document all but a few fields are such, and reading them all again takes half as long again.
        """
        stated = {}
        for name, value in vars(self).items():
            unsaid = _UNSAID.get(name, _REQUIRED)
            # Nearly always the default itself: that is told without comparing what is in it.
            if value is not unsaid and value != unsaid:
                stated[name] = value
        return stated


_UNSAID = {each.name: each.default for each in fields(Document) if each.default is not MISSING}


def form_of(document: Document) -> Form:
    """Return the form of an interpretation: as stated, or by what it shows."""
    stated = document.details.interpretation
    if stated and stated.form:
        return stated.form
    if document.details.press:
        return Form.PRESS
    if document.video:
        return Form.VIDEO
    return Form.PICTURE if document.picture else Form.TEXT


@dataclass(frozen=True)
class Register:
    """A table disclosed as rows (名录): what is published of it, and nothing else.

    ``fields`` and ``rows`` hold no hidden field and no row that is past its display. ``lines`` are the
    lines of the rows in the file ``path`` below content/; ``row_title`` and ``group`` are positions of
    fields. A row of ``withdrawn`` holds nothing but its title, state and reason. ``digest`` stands for
    all of this.
    """

    path: str
    column: str
    title: str
    fields: tuple[RegisterField, ...]
    rows: tuple[tuple[str, ...], ...]
    asset: Asset
    lines: tuple[int, ...] = ()
    row_title: int = 0
    group: int | None = None
    head_rows: int = 1
    withdrawn: tuple[tuple[int, str], ...] = ()
    assets: tuple[Asset, ...] = ()
    documents: tuple[str, ...] = ()
    updated: date | None = None
    digest: str = ""

    @property
    def head(self) -> tuple[str, ...]:
        """The labels of the fields, with their units."""
        return tuple(field.heading for field in self.fields)


@dataclass(frozen=True)
class Identity:
    """What the header and footer state about the site (mkdocs.yml, ``extra.gongkai``)."""

    site_url: str = ""
    tagline: str = ""
    phone: str = ""
    address: str = ""
    postcode: str = ""
    undertaker: str = ""
    icp: str = ""
    police_record: str = ""
    conac_id: str = ""
    error_report: bool = True
    look: Look = field(default_factory=Look)


@dataclass(frozen=True)
class Portal:
    """Everything that is built: a function of the files and of the date ``as_of``."""

    name: str
    level: PortalLevel
    domain: str
    site_code: str
    organizer: str
    packs: tuple[str, ...]
    identity: Identity
    columns: tuple[Column, ...]
    documents: tuple[Document, ...]
    registers: tuple[Register, ...]
    as_of: date
    limits: Limits
    settings: tuple[CheckSetting, ...] = ()
    policies: PolicyRules = field(default_factory=PolicyRules)
    repeats: tuple[Repeat, ...] = ()
    audit: bool = False
    statements: tuple[Statement, ...] = ()
    places: dict[str, Place] = field(default_factory=dict)
    gate: Gate = field(default_factory=Gate)

    def walk(self) -> Iterator[Column]:
        """Yield every column, parents first, in the order of columns.yml."""
        return iter(self._all_columns)

    @cached_property
    def lookups(self) -> Lookups:
        """The documents by what they are looked up by."""
        return make_lookups(self.documents)

    @cached_property
    def _all_columns(self) -> tuple[Column, ...]:
        return tuple(column for top in self.columns for column in top.walk())


def used_assets(documents: Iterable[Document], registers: Iterable[Register]) -> Iterator[Asset]:
    """Yield the files that documents and registers show or offer; a register's own table is not among them."""
    for document in documents:
        if document.attachments or document.assets:
            yield from document.attachments
            yield from document.assets
        if document.details is not NO_DETAILS:
            yield from detail_files(document.details)
        for asset in (document.video, document.captions, document.poster, document.picture):
            if asset:
                yield asset
    for register in registers:
        yield from register.assets


def newest_first(documents: list[Document]) -> tuple[Document, ...]:
    """Order documents by publication, newest first; the path decides between equals."""
    by_path = sorted(documents, key=attrgetter("path"))
    return tuple(sorted(by_path, key=attrgetter("published"), reverse=True))
