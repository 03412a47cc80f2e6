"""The portal as data: columns, documents, registers. Frozen, and without input or output."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace
from datetime import date
from functools import cached_property
from typing import Any

from generator.data import dataclass
from generator.model.asset import Asset, AssetWords, Picture
from generator.model.column import Column
from generator.model.document import Document
from generator.model.finding import Place
from generator.model.gate import Gate
from generator.model.identity import Identity
from generator.model.interpretation import PolicyRules, Repeat
from generator.model.lookups import Lookups, make_lookups
from generator.model.mandate import Pack, Statement
from generator.model.part import files_of
from generator.model.register import Register
from generator.model.settings import CheckSetting, Limits
from generator.model.words import PortalLevel

PACKS_FOLDER, ROBOTS = "packs", "robots.txt"


def pack_path(pack_id: str) -> str:
    """Return the path of a pack's file below the portal."""
    return f"{PACKS_FOLDER}/{pack_id}.yml"


@dataclass(frozen=True)
class Unsure:
    """What a draft leaves for a person to look at: the keys of a mandate, and where the text has it."""

    ref: str
    keys: tuple[str, ...]
    source: str
    place: Place


@dataclass(frozen=True)
class OwnPacks:
    """``packs`` are sound; ``unread`` are the ids of files with faults, which are told, so that nobody misses them.

    ``places`` are those of each file's keys and values, by the id of the pack and the steps to it, joined by /;
    the step to a mandate is its id.
    """

    packs: tuple[Pack, ...] = ()
    unread: frozenset[str] = frozenset()
    places: Mapping[str, Place] = field(default_factory=dict)
    unsure: tuple[Unsure, ...] = ()

    def place(self, pack_id: str, *steps: str | int) -> Place:
        """Return the place of a value of a pack's file, or of the nearest above it that has one."""
        rest = [pack_id, *map(str, steps)]
        while rest:
            known = self.places.get("/".join(rest))
            if known:
                return known
            rest.pop()
        return Place(pack_path(pack_id))

    def is_unread(self, ref: str) -> bool:
        """Tell whether a pack, or the PACK#MANDATE of one, is of a file with faults: these are told, it is not missing."""
        return ref.partition("#")[0] in self.unread


@dataclass(frozen=True)
class Move:
    """An address below site/ that was left for another: of a page, or (``whole``) of a column and all below it."""

    old: str
    new: str
    place: Place
    whole: bool = False


@dataclass(frozen=True)
class Portal:
    """Everything that is built: a function of the files and of the date ``as_of``.

    ``withdrawn`` are documents of which only a notice is shown, ``moves`` what is recorded of addresses that were
    left, and ``left`` the recorded pages that nothing stands at now.
    ``awaited`` are the addresses of columns whose documents come out only after the portal's day.
    ``pictures`` are those of content/ that pages show, by their paths, as far as somebody measured them.
    ``words`` are known of the published files that the search reads too, by their paths.
    ``root_files`` are files of public/ that go to the site's root, by their names.
    ``synonyms`` are groups of words that mean the same, beside those that come with the program.
    ``preview`` marks every page as one that is not for the public: what is no portal yet looks like none.
    """

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
    preview: bool = False
    statements: tuple[Statement, ...] = ()
    places: dict[str, Place] = field(default_factory=dict)
    gate: Gate = field(default_factory=Gate)
    withdrawn: tuple[Document, ...] = ()
    moves: tuple[Move, ...] = ()
    left: tuple[str, ...] = ()
    own_packs: OwnPacks = field(default_factory=OwnPacks)
    awaited: frozenset[str] = frozenset()
    root_files: tuple[str, ...] = ()
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    words: Mapping[str, AssetWords] = field(default_factory=dict)
    synonyms: tuple[tuple[str, ...], ...] = ()

    @property
    def own_root_files(self) -> tuple[str, ...]:
        """The files that go to the root of this site: a preview keeps its own robots.txt, which asks all to stay away."""
        return tuple(name for name in self.root_files if not (self.preview and name == ROBOTS))

    @property
    def base_url(self) -> str:
        """The full address of the site's root, with the slash at its end."""
        return (self.identity.site_url or f"https://{self.domain}/").rstrip("/") + "/"

    def walk(self) -> Iterator[Column]:
        """Yield every column, parents first, in the order of columns.yml."""
        return iter(self._all_columns)

    @cached_property
    def lookups(self) -> Lookups:
        """The documents by what they are looked up by."""
        return make_lookups(self.documents)

    def with_facts(self, **facts: Any) -> Portal:
        """Return the portal with other facts around the same documents: these are not gone through again for it."""
        other = replace(self, **facts)
        if "lookups" in vars(self) and other.documents is self.documents:
            vars(other)["lookups"] = self.lookups
        return other

    @cached_property
    def _all_columns(self) -> tuple[Column, ...]:
        return tuple(column for top in self.columns for column in top.walk())


def used_assets(documents: Iterable[Document], registers: Iterable[Register]) -> Iterator[Asset]:
    """Yield the files that documents and registers show or offer; a register's own table is not among them."""
    for document in documents:
        if document.attachments or document.assets:
            yield from document.attachments
            yield from document.assets
        if document.parts:
            yield from files_of(document.parts)
        for asset in (document.video, document.captions, document.poster, document.picture):
            if asset:
                yield asset
    for register in registers:
        yield from register.assets


def offered_files(document: Document) -> Iterator[Asset]:
    """Yield the files that the page of a document offers, each once."""
    offered = (*document.attachments, *document.assets, *files_of(document.parts))
    yield from {each.path: each for each in offered}.values()


def shown_files(document: Document) -> Iterator[Asset]:
    """Yield the files that the page of a document may show as pictures."""
    yield from document.assets
    yield from files_of(document.parts)
    yield from filter(None, (document.poster, document.picture))


def governing_layouts(portal: Portal) -> dict[str, str]:
    """Return the layout that governs each column, its own or that of the nearest above it that has one, by its address.

    Columns that none governs are left out.
    """
    found: dict[str, str] = {}

    def visit(column: Column, above: str | None) -> None:
        layout = column.layout or above
        if layout:
            found[column.address] = layout
        for child in column.children:
            visit(child, layout)

    for column in portal.columns:
        visit(column, None)
    return found
