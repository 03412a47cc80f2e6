"""Read what a portal is before what it holds: the column tree with the recorded addresses, and its own packs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from generator.data import dataclass
from generator.load.cache.memo import Memo
from generator.load.columns.columns import Tree, build_tree
from generator.load.columns.url_lock import check_lock, parse_lock, read_lock_file, split_lock
from generator.load.gate.written import read_written
from generator.load.pack_formats import check_pack_formats
from generator.load.packs.packs import read_packs
from generator.load.source.text import Source, read_source
from generator.model.catalogue import finding
from generator.model.finding import Finding
from generator.model.identity import Identity
from generator.model.portal import OwnPacks, Portal

COLUMNS_FILE = "columns.yml"


@dataclass(frozen=True)
class Structure:
    """``tree`` is None when columns.yml cannot be read at all; ``findings`` are those of columns.yml, urls.lock and packs/."""

    tree: Tree | None
    packs: OwnPacks
    findings: tuple[Finding, ...]


def read_structure(root: Path) -> Structure:
    """Return the tree and the packs of a portal, without opening any of its content."""
    memo, findings = Memo(), list[Finding]()
    tree = load_tree(root, memo, findings, read_locks(root, findings)[0])
    packs = read_packs(root, memo, findings)
    findings += check_pack_formats(root, packs)
    return Structure(tree, packs, tuple(findings))


def read_locks(root: Path, findings: list[Finding]) -> tuple[Source | None, Source | None]:
    """Return the lines of columns and those of documents: the tree is read anew only for the former."""
    source = read_lock_file(root, findings)
    return split_lock(source) if source else (None, None)


def load_tree(root: Path, cache: Memo, findings: list[Finding], lock: Source | None) -> Tree | None:
    """Return the column tree; None, with the reason among ``findings``, where there is none to read."""
    source = read_source(root / COLUMNS_FILE, COLUMNS_FILE)
    if not isinstance(source, Source):
        findings.append(source)
        return None
    if lock is None:
        return cache.make(source, _read_tree, findings)
    # One reading of two files: neither may change without the other being read anew.
    both = replace(source, raw=b"\0".join((source.raw, lock.raw)))
    return cache.make(both, partial(_read_tree, recorded=lock), findings)


def _read_tree(source: Source, findings: list[Finding], recorded: Source | None = None) -> Tree | None:
    marked = read_written(source.text, COLUMNS_FILE)
    if not marked.readable:
        findings.extend(marked.findings)
        return None
    if not isinstance(marked.value, dict):
        findings.extend(marked.findings)
        findings.append(
            finding("value-invalid", marked.place(()), "columns.yml应由portal和columns两部分组成。")
        )
        return None
    if recorded is None:
        return build_tree(marked, findings)
    faults: list[Finding] = []
    lock = parse_lock(recorded, faults)
    tree = build_tree(marked, findings, lock)
    if tree and tree.whole and not faults:
        findings.extend(check_lock(lock, (column for top in tree.columns for column in top.walk())))
    findings.extend(faults)
    return tree


def without_content(tree: Tree, identity: Identity, as_of: date) -> Portal:
    """Return the portal of a tree, with nothing in it yet."""
    return Portal(
        name=tree.portal.name,
        level=tree.portal.level,
        domain=tree.portal.domain,
        site_code=tree.portal.site_code,
        organizer=tree.portal.organizer,
        packs=tree.portal.packs,
        identity=identity,
        columns=tree.columns,
        documents=(),
        registers=(),
        as_of=as_of,
        settings=tree.checks.settings,
        limits=tree.checks.limits,
        audit=tree.portal.audit,
        places=tree.places,
        policies=tree.policies,
    )
