"""Load all files of a portal into the model, with every finding met on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import field, replace
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from generator.data import dataclass
from generator.kinds.policy.validity import settle_validity
from generator.load.assets.assets import inspect_assets
from generator.load.assets.foreign import Foreign, any_foreign, foreign_files, known_workbooks
from generator.load.columns.columns import Tree
from generator.load.columns.identity import FILE_NAME as IDENTITY
from generator.load.columns.identity import read_identity
from generator.load.columns.ledger import LEDGER_FILE, read_ledger
from generator.load.columns.synonyms import SYNONYMS_FILE, read_synonyms
from generator.load.columns.url_lock import check_documents
from generator.load.documents.documents import load_documents
from generator.load.documents.parse_cache import ParseCache
from generator.load.documents.repeats import measure_repeats
from generator.load.gatekeeper import make_gate, refused_files
from generator.load.hidden import split_hidden
from generator.load.known import Known, read_known
from generator.load.look.checks import check_look
from generator.load.look.root_files import read_root_files
from generator.load.look.theme import check_theme
from generator.load.old_urls import read_old_urls
from generator.load.pack_formats import check_pack_formats
from generator.load.packs.packs import read_packs
from generator.load.published_names import check_published_names
from generator.load.recorded import is_sound, part_withdrawn, whole_lock, with_records
from generator.load.registers.formats import load_formats
from generator.load.registers.registers import load_registers
from generator.load.source.beside import check_beside
from generator.load.source.content import ContentFiles, list_content
from generator.load.source.known_name import known_name
from generator.load.source.text import Source
from generator.load.source.walk import Entry
from generator.load.structure import load_tree, read_locks, without_content
from generator.load.texts.published import read_words
from generator.model.addresses.url_lock import UrlLock, settle_addresses
from generator.model.calendar.clock import day_of, moment_of
from generator.model.document import Document, newest_first
from generator.model.finding import Finding, sort_findings
from generator.model.identity import Identity
from generator.model.moments import is_waiting, settle_notices
from generator.model.portal import Portal, used_assets
from generator.model.register import Register
from generator.workers import Workers

Made = TypeVar("Made")


@dataclass(frozen=True)
class Loaded:
    """``portal`` is None when columns.yml cannot be read at all; ``content`` lists all files of content/.

    ``guarded`` tells that what is recorded in ``lock`` can be missed: lock and tree are sound.
    ``moment`` is the one at which the portal is looked at. ``known`` are the findings that may wait, by their list.
    """

    portal: Portal | None
    findings: list[Finding]
    hidden: tuple[Document, ...] = ()
    content: ContentFiles | None = None
    lock: UrlLock = field(default_factory=UrlLock)
    guarded: bool = False
    moment: datetime = datetime.max
    known: tuple[Known, ...] = ()
    known_file: str = ""

    @property
    def files(self) -> tuple[str, ...]:
        """Return the paths of all files below content/."""
        return tuple(self.content.sizes) if self.content else ()


def load_portal(
    root: Path,
    as_of: date,
    drafts: bool = False,
    cache: ParseCache | None = None,
    workers: Workers | None = None,
    *,
    on_tree: Callable[[Portal], None] | None = None,
    entries: Iterable[Entry] | None = None,
) -> Loaded:
    """Read a portal as it stands on ``as_of``, a day or a moment; never raises for what people wrote.

    Unless ``drafts``, drafts and what is published later are ``hidden``; what is over is withdrawn. ``cache`` holds what was
    parsed before; it is brought up to date. ``on_tree`` is given the portal without its content as soon as the columns
    are read. ``entries`` are what a walk through content/ met, if there was one.
    """
    with foreign_files() as foreign:
        reading = _Reading(root, moment_of(as_of), cache or ParseCache(), foreign, [*check_beside(root)])
        return _load(reading, drafts, workers, on_tree, entries)


@dataclass(frozen=True)
class _Reading:
    """One reading of a portal: of which folder, at which moment, what was read before, and the findings met so far."""

    root: Path
    moment: datetime
    cache: ParseCache
    foreign: Foreign
    findings: list[Finding]

    def small_file(self, name: str, reader: Callable[[Source, list[Finding]], Made]) -> Made | None:
        """Return what a file beside columns.yml says; None if there is none or it says nothing sound."""
        return self.cache.read(self.root / name, name, reader, self.findings)


@dataclass(frozen=True)
class _Content:
    """What lies below content/: all files, the documents with their addresses, public or not yet, and the registers."""

    files: ContentFiles
    documents: list[Document]
    registers: tuple[Register, ...]


def _load(
    reading: _Reading,
    drafts: bool,
    workers: Workers | None,
    on_tree: Callable[[Portal], None] | None,
    entries: Iterable[Entry] | None,
) -> Loaded:
    root, cache, findings = reading.root, reading.cache, reading.findings
    identity = reading.small_file(IDENTITY, read_identity) or Identity()
    check_theme(root, identity.look, findings)
    locks = read_locks(root, findings)
    tree = load_tree(root, cache, findings, locks[0])
    if tree is None:
        return Loaded(None, sort_findings(findings))
    portal = without_content(tree, identity, day_of(reading.moment))
    portal = replace(portal, own_packs=read_packs(root, cache, findings))
    if on_tree:
        on_tree(portal)
    lock = whole_lock(tree.lock, locks[1], findings)
    content = _read_content(reading, portal, tree, lock, entries=entries, workers=workers)
    portal, hidden = _part(reading, portal, content, drafts)
    portal = _look_at_files(reading, portal, hidden, content)
    portal = with_records(portal, lock, read_old_urls(root, cache, findings), findings)
    guarded = lock is not None and tree.whole and is_sound(findings)
    if lock and tree.whole:
        findings.extend(check_documents(lock, (*portal.documents, *portal.withdrawn)))
    known = read_known(root, cache, findings)
    return Loaded(
        portal, sort_findings(findings), hidden, content.files, lock or UrlLock(), guarded,
        reading.moment, known, known_name(root),
    )  # fmt: skip


def _read_content(
    reading: _Reading,
    portal: Portal,
    tree: Tree,
    lock: UrlLock | None,
    *,
    entries: Iterable[Entry] | None,
    workers: Workers | None,
) -> _Content:
    """Return all content, its documents at the addresses that are recorded and with their validity settled."""
    cache, findings, as_of = reading.cache, reading.findings, day_of(reading.moment)
    columns = {column.address: column for top in tree.columns for column in top.walk()}
    files = list_content(reading.root, findings, entries)
    if not cache.files and any_foreign(files.sizes):
        # The first time there is much to open: the process starts while the documents are read.
        reading.foreign.begin()
    documents = load_documents(files, columns, tree.whole, cache, findings, workers=workers)
    findings += check_pack_formats(reading.root, portal.own_packs)
    files = replace(files, gate=make_gate(columns.values(), documents, files))
    formats = load_formats(reading.root, columns.values(), cache, findings)
    if lock:
        documents = settle_addresses(documents, lock)
    documents = settle_notices(settle_validity(documents, columns.values(), as_of), reading.moment)
    workbooks = known_workbooks(reading.foreign, cache)
    registers = load_registers(files, columns, formats, as_of, workbooks=workbooks, findings=findings)
    return _Content(files, documents, tuple(registers))


def _part(
    reading: _Reading, portal: Portal, content: _Content, drafts: bool
) -> tuple[Portal, tuple[Document, ...]]:
    """Return the portal with what is public of its content, and the documents that are not."""
    moment = reading.moment
    shown, hidden = split_hidden(content.documents, moment, drafts, reading.findings)
    shown, withdrawn = part_withdrawn(portal, shown)
    portal = replace(
        portal,
        documents=newest_first(shown),
        withdrawn=newest_first(withdrawn),
        registers=content.registers,
        statements=reading.small_file(LEDGER_FILE, read_ledger) or (),
        synonyms=reading.small_file(SYNONYMS_FILE, read_synonyms) or (),
        awaited=frozenset(each.column for each in hidden if is_waiting(each, moment) and not each.draft),
        repeats=measure_repeats(shown, content.files.folder, reading.cache),
        gate=content.files.gate,
    )
    return portal, tuple(hidden)


def _look_at_files(
    reading: _Reading, portal: Portal, hidden: tuple[Document, ...], content: _Content
) -> Portal:
    """Look through the files that the portal hands out; return it with the words and the files of its root."""
    root, cache, foreign, findings = reading.root, reading.cache, reading.foreign, reading.findings
    files, registers, whole = content.files, content.registers, portal.limits.inspect_files
    naming = (*portal.lookups.with_files, *hidden)
    findings += refused_files(naming, files, files.gate)
    own = (each.path for group in (content.documents, registers) for each in group)
    findings += check_published_names(own, naming, registers, files.folder, cache)
    inspect_assets(files, used_assets(naming, registers), cache, foreign, findings, whole=whole)
    check_look(root, portal.identity.look, cache, foreign, findings, whole=whole)
    return portal.with_facts(
        words=read_words(portal, files, cache.folder, findings),
        root_files=read_root_files(root, portal.identity.look, cache, foreign, findings, whole=whole),
    )
