"""Load all files of a portal into the model, with every finding met on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import field, replace
from datetime import date, datetime
from pathlib import Path

from generator.data import dataclass
from generator.kinds.policy.validity import settle_validity
from generator.load.assets.assets import inspect_assets
from generator.load.assets.foreign import Foreign, any_foreign, foreign_files, known_workbooks
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
from generator.workers import Workers


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
        return _load(
            root,
            as_of,
            drafts,
            cache or ParseCache(),
            foreign,
            workers=workers,
            on_tree=on_tree,
            entries=entries,
        )


def _load(
    root: Path,
    as_of: date,
    drafts: bool,
    cache: ParseCache,
    foreign: Foreign,
    *,
    workers: Workers | None,
    on_tree: Callable[[Portal], None] | None,
    entries: Iterable[Entry] | None,
) -> Loaded:
    moment, as_of = moment_of(as_of), day_of(as_of)
    findings: list[Finding] = [*check_beside(root)]
    identity = cache.read(root / IDENTITY, IDENTITY, read_identity, findings) or Identity()
    check_theme(root, identity.look, findings)
    locks = read_locks(root, findings)
    tree = load_tree(root, cache, findings, locks[0])
    if tree is None:
        return Loaded(None, sort_findings(findings))
    portal = replace(without_content(tree, identity, as_of), own_packs=read_packs(root, cache, findings))
    if on_tree:
        on_tree(portal)
    columns = {column.address: column for top in tree.columns for column in top.walk()}
    files = list_content(root, findings, entries)
    if not cache.files and any_foreign(files.sizes):
        # The first time there is much to open: the process starts while the documents are read.
        foreign.begin()
    everything = load_documents(files, columns, tree.whole, cache, findings, workers=workers)
    findings += check_pack_formats(root, portal.own_packs)
    gate = make_gate(columns.values(), everything, files)
    files = replace(files, gate=gate)
    formats = load_formats(root, columns.values(), cache, findings)
    lock = whole_lock(tree.lock, locks[1], findings)
    if lock:
        everything = settle_addresses(everything, lock)
    everything = settle_notices(settle_validity(everything, columns.values(), as_of), moment)
    workbooks = known_workbooks(foreign, cache)
    registers = load_registers(files, columns, formats, as_of, workbooks=workbooks, findings=findings)
    shown, hidden = split_hidden(everything, moment, drafts, findings)
    shown, withdrawn = part_withdrawn(portal, shown)
    portal = replace(
        portal,
        documents=newest_first(shown),
        withdrawn=newest_first(withdrawn),
        registers=tuple(registers),
        statements=cache.read(root / LEDGER_FILE, LEDGER_FILE, read_ledger, findings) or (),
        synonyms=cache.read(root / SYNONYMS_FILE, SYNONYMS_FILE, read_synonyms, findings) or (),
        awaited=frozenset(each.column for each in hidden if is_waiting(each, moment) and not each.draft),
        repeats=measure_repeats(shown, files.folder, cache),
        gate=gate,
    )
    naming = (*portal.lookups.with_files, *hidden)
    findings += refused_files(naming, files, gate)
    own = (each.path for group in (everything, registers) for each in group)
    findings += check_published_names(own, naming, registers, files.folder, cache)
    published = used_assets(naming, registers)
    inspect_assets(files, published, cache, foreign, findings, whole=portal.limits.inspect_files)
    check_look(root, identity.look, cache, foreign, findings, whole=portal.limits.inspect_files)
    portal = portal.with_facts(
        words=read_words(portal, files, cache.folder, findings),
        root_files=read_root_files(
            root, identity.look, cache, foreign, findings, whole=portal.limits.inspect_files
        )
    )
    portal = with_records(portal, lock, read_old_urls(root, cache, findings), findings)
    guarded = lock is not None and tree.whole and is_sound(findings)
    if lock and tree.whole:
        findings.extend(check_documents(lock, (*portal.documents, *portal.withdrawn)))
    known = read_known(root, cache, findings)
    return Loaded(
        portal, sort_findings(findings), tuple(hidden), files, lock or UrlLock(), guarded, moment, known,
        known_name(root),
    )  # fmt: skip
