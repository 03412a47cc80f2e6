"""All files of a portal -> the Portal model and every problem met on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from pathlib import Path

from generator.load.assets import inspect_assets
from generator.load.cache import ParseCache
from generator.load.columns import Tree, build_tree
from generator.load.content import ContentFiles, list_content
from generator.load.documents import load_documents
from generator.load.foreign import Foreign, any_foreign, foreign_files, known_workbooks
from generator.load.identity import load_identity
from generator.load.ledger import load_ledger
from generator.load.marked import parse_marked
from generator.load.register_formats import load_formats
from generator.load.registers import load_registers
from generator.load.repeats import measure_repeats
from generator.load.text import Source, read_source
from generator.load.validity import settle_validity
from generator.load.walk import Entry
from generator.model.catalogue import finding
from generator.model.finding import Finding, sort_findings
from generator.model.portal import Document, Identity, Portal, newest_first, used_assets
from generator.workers import Workers

COLUMNS_FILE = "columns.yml"


@dataclass(frozen=True)
class Loaded:
    """``portal`` is None when columns.yml cannot be read at all; ``content`` lists all files of content/."""

    portal: Portal | None
    findings: list[Finding]
    hidden: tuple[Document, ...] = ()
    content: ContentFiles | None = None

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
    """Read a portal as it stands on ``as_of``; never raises for what people wrote.

    Documents published later, and drafts unless ``drafts``, are kept apart as ``hidden``. ``cache``
    holds what was parsed before; it is brought up to date. ``on_tree`` is given the portal without its
    content as soon as the columns are read. ``entries`` are what a walk through content/ met, if there was one.
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
    findings: list[Finding] = []
    identity = load_identity(root, cache, findings)
    tree = _load_tree(root, cache, findings)
    if tree is None:
        return Loaded(None, sort_findings(findings))
    portal = _without_content(tree, identity, as_of)
    if on_tree:
        on_tree(portal)
    columns = {column.address: column for top in tree.columns for column in top.walk()}
    files = list_content(root, findings, entries)
    if portal.limits.inspect_files and not cache.files and any_foreign(files.sizes):
        # The first time there is much to open: the process starts while the documents are read.
        foreign.begin()
    everything = load_documents(files, columns, tree.whole, cache, findings, workers=workers)
    formats = load_formats(root, columns.values(), cache, findings)
    everything = settle_validity(everything, columns.values(), as_of)
    workbooks = known_workbooks(foreign, cache)
    registers = load_registers(files, columns, formats, as_of, workbooks=workbooks, findings=findings)
    shown, hidden = _split_hidden(everything, as_of, drafts, findings)
    portal = replace(
        portal,
        documents=newest_first(shown),
        registers=tuple(registers),
        statements=load_ledger(root, cache, findings),
        repeats=measure_repeats(shown, files.folder, cache),
    )
    if portal.limits.inspect_files:
        published = used_assets((*portal.lookups.with_files, *hidden), registers)
        inspect_assets(files, published, cache, foreign, findings)
    return Loaded(portal, sort_findings(findings), tuple(hidden), files)


def _without_content(tree: Tree, identity: Identity, as_of: date) -> Portal:
    return Portal(
        name=tree.portal.name,
        level=tree.portal.level,
        domain=tree.portal.domain,
        site_code=tree.portal.site_code,
        organizer=tree.portal.organizer or tree.portal.name,
        packs=tuple(tree.portal.packs),
        identity=identity,
        columns=tree.columns,
        documents=(),
        registers=(),
        as_of=as_of,
        settings=tree.decisions.settings,
        limits=tree.decisions.limits,
        audit=tree.portal.audit,
        places=tree.places,
        policies=tree.policies,
    )


def _load_tree(root: Path, cache: ParseCache, findings: list[Finding]) -> Tree | None:
    source = read_source(root / COLUMNS_FILE, COLUMNS_FILE)
    if not isinstance(source, Source):
        findings.append(source)
        return None
    return cache.make(source, _read_tree, findings)


def _read_tree(source: Source, findings: list[Finding]) -> Tree | None:
    marked = parse_marked(source.text, COLUMNS_FILE)
    if not marked.readable:
        findings.extend(marked.findings)
        return None
    if not isinstance(marked.value, dict):
        findings.extend(marked.findings)
        findings.append(
            finding("value-invalid", marked.place(()), "columns.yml应由portal和columns两部分组成。")
        )
        return None
    return build_tree(marked, findings)


def _split_hidden(
    documents: list[Document], as_of: date, drafts: bool, findings: list[Finding]
) -> tuple[list[Document], list[Document]]:
    last = datetime.combine(as_of, time.max)
    waiting = [each for each in documents if each.draft or each.published > last]
    for document in waiting:
        if document.draft:
            findings.append(finding("draft", document.place, f"“{document.title}”是草稿。"))
        else:
            message = f"“{document.title}”定于{document.published:%Y-%m-%d %H:%M}公开。"
            findings.append(finding("not-yet-published", document.place, message))
    if drafts or not waiting:
        return documents, []
    return [each for each in documents if not (each.draft or each.published > last)], waiting
