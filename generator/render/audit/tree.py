"""The column tree for auditors: each column with its duty, basis, content and what the check says of it."""

from __future__ import annotations

from collections.abc import Iterable

from generator.data import dataclass
from generator.kinds.catalogue import CATALOGUE
from generator.model.addresses.made import AUDIT
from generator.model.column import Column
from generator.model.finding import Finding
from generator.model.words import CYCLE_LABELS, KIND_LABELS
from generator.render.audit.views import AuditFacts, unit_link
from generator.render.templates.basis import basis_links
from generator.views.named_link import NamedLink
from generator.views.shelf import Shelf

GOOD = "正常"


@dataclass(frozen=True)
class ColumnNode:
    """One column of the tree."""

    name: str
    href: str
    kind: str
    unit: NamedLink
    owner: str
    cycle: str
    basis: tuple[NamedLink, ...]
    documents: int
    updated: str
    states: tuple[NamedLink, ...]
    open: bool
    children: tuple[ColumnNode, ...]


def tree_nodes(
    shelf: Shelf, facts: AuditFacts, findings: Iterable[Finding], root: str
) -> tuple[ColumnNode, ...]:
    """Return the top columns; the upper two levels are open."""
    found: dict[tuple[str, int], list[Finding]] = {}
    for each in findings:
        found.setdefault((each.place.path, each.place.line), []).append(each)
    return tuple(_node(column, shelf, facts, found, root) for column in shelf.portal.columns)


def _node(
    column: Column,
    shelf: Shelf,
    facts: AuditFacts,
    found: dict[tuple[str, int], list[Finding]],
    root: str,
) -> ColumnNode:
    documents = shelf.below(column)
    codes = dict.fromkeys(each.code for each in found.get((column.place.path, column.place.line), ()))
    return ColumnNode(
        name=column.name,
        href=root + column.url,
        kind=KIND_LABELS[column.kind],
        unit=unit_link(column.unit, facts, root),
        owner=column.owner,
        cycle=CYCLE_LABELS[column.cycle] if column.cycle else "",
        basis=basis_links(column.basis, shelf.portal, root),
        documents=shelf.count(column),
        updated=f"{documents[0].published:%Y-%m-%d}" if documents else "",
        states=tuple(NamedLink(CATALOGUE[code].name, f"{root}{AUDIT}/findings/#c-{code}") for code in codes),
        open=len(column.path) < 2,
        children=tuple(_node(child, shelf, facts, found, root) for child in column.children),
    )
