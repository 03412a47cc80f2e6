"""Read columns.yml into the column tree, with addresses and inherited duties."""

from __future__ import annotations

import copy
from dataclasses import field
from typing import Any

from generator.data import dataclass
from generator.load.columns.declare_columns import (
    ColumnDeclaration,
    ColumnsFile,
    DueDeclaration,
    LinkDeclaration,
    PortalDeclaration,
)
from generator.load.columns.declare_policies import PoliciesDeclaration
from generator.load.columns.portal_facts import PortalFacts, policy_rules, portal_facts
from generator.load.columns.settings import (
    CheckConfig,
    drop_check_setting,
    make_check_config,
    rename_check_labels,
)
from generator.load.yaml.marked import Marked, Spot
from generator.load.yaml.validate import rename_labels, validate
from generator.model.addresses.made import TOP_FOLDERS
from generator.model.addresses.slug import SLUG, sibling_slugs
from generator.model.addresses.url_lock import UrlLock
from generator.model.catalogue import finding
from generator.model.column import Column, Due, Expected, Link
from generator.model.finding import Finding, Place, Written
from generator.model.interpretation import PolicyRules
from generator.model.words import ColumnType, Cycle


@dataclass(frozen=True)
class Tree:
    """What columns.yml says; ``whole`` is False when faulty columns were left out, ``lock`` None without records."""

    portal: PortalFacts
    places: dict[str, Place]
    columns: tuple[Column, ...]
    checks: CheckConfig
    whole: bool
    policies: PolicyRules = field(default_factory=PolicyRules)
    lock: UrlLock | None = None


@dataclass(frozen=True)
class _Reading:
    marked: Marked
    findings: list[Finding]
    lock: UrlLock

    def report(self, code: str, spot: Spot, message: str, hint: str = "") -> None:
        self.findings.append(finding(code, self.marked.place(spot), message, hint))


@dataclass(frozen=True)
class _Parent:
    """What a column takes from the one above it."""

    path: tuple[str, ...] = ()
    address: str = ""
    type: str = ColumnType.CATALOGUE.value
    unit: str = ""
    owner: str = ""
    cycle: Cycle | None = None


def build_tree(marked: Marked, findings: list[Finding], lock: UrlLock | None = None) -> Tree | None:
    """Validate a parsed columns.yml and build the tree; problems are added to ``findings``.

    A faulty key or column is left out and the rest is read on, so that all problems show at once. Columns
    keep the addresses that ``lock`` has recorded.
    Returns None when not even the portal's identity can be read.
    """
    _rename_all(marked)
    declared, whole = _validate_all(marked, findings)
    findings.extend(marked.findings)
    if declared is None:
        return None
    reading = _Reading(marked, findings, lock or UrlLock())
    columns = _build_siblings(declared.columns, ("columns",), _Parent(), reading)
    places = {key: marked.place(("portal", key)) for key in PortalDeclaration.model_fields}
    packs = {
        pack: marked.place(("portal", "packs", index)) for index, pack in enumerate(declared.portal.packs)
    }
    checks = make_check_config(declared, marked)
    rules = policy_rules(declared.policies)
    return Tree(portal_facts(declared.portal), places | packs, columns, checks, whole, rules, lock)


def _rename_all(marked: Marked) -> None:
    rename_labels(marked, (), ColumnsFile)
    if isinstance(marked.value, dict):
        if "portal" in marked.value:
            rename_labels(marked, ("portal",), PortalDeclaration)
        rename_check_labels(marked)
        if "policies" in marked.value:
            rename_labels(marked, ("policies",), PoliciesDeclaration)
        _rename_columns(marked, ("columns",), marked.value.get("columns"))


def _rename_columns(marked: Marked, spot: Spot, columns: Any) -> None:
    for index, column in enumerate(columns if isinstance(columns, list) else []):
        if isinstance(column, dict):
            rename_labels(marked, (*spot, index), ColumnDeclaration)
            rename_labels(marked, (*spot, index, "due"), DueDeclaration)
            links = column.get("links")
            for number in range(len(links) if isinstance(links, list) else 0):
                rename_labels(marked, (*spot, index, "links", number), LinkDeclaration)
            _rename_columns(marked, (*spot, index, "children"), column.get("children"))


def _validate_all(marked: Marked, findings: list[Finding]) -> tuple[ColumnsFile | None, bool]:
    original = marked.value
    marked.value = copy.deepcopy(original)
    whole = True
    seen: set[Finding] = set()
    for _ in range(20):
        declared, problems, faults = validate(ColumnsFile, marked)
        fresh = [problem for problem in problems if problem not in seen]
        seen.update(fresh)
        findings.extend(fresh)
        if declared is not None:
            return declared, whole
        whole = False
        for fault in sorted(set(faults), key=len, reverse=True):
            if not _leave_out(marked.value, fault):
                return None, False
    return None, False


def _leave_out(value: Any, fault: Spot) -> bool:
    """Make a fault harmless without moving its neighbours: their places are known by index.

    An optional key is dropped; a column or link that lacks what it must have becomes a stand-in.
    """
    items = [number for number, step in enumerate(fault) if isinstance(step, int)]
    if fault[0] in ("checks", "limits"):
        return drop_check_setting(value, fault)
    if fault[0] == "portal" or not items:
        return False
    parent = _value_at(value, fault[:-1])
    if isinstance(parent, dict) and fault[-1] in parent and fault[-1] not in ("name", "title", "url"):
        del parent[fault[-1]]
        return True
    item = items[-1]
    is_link = fault[item - 1] == "links"
    stand_in = (
        {"title": "…", "url": "https://invalid.example/"} if is_link else {"name": f"（第{fault[item]}个）"}
    )
    _value_at(value, fault[:item])[fault[item]] = stand_in
    return True


def _value_at(value: Any, spot: Spot) -> Any:
    for step in spot:
        value = value[step]
    return value


def _build_siblings(
    declared: list[ColumnDeclaration], spot: Spot, parent: _Parent, reading: _Reading
) -> tuple[Column, ...]:
    kept = reading.lock.below(parent.address)
    slugs = sibling_slugs([each.name for each in declared], [each.slug for each in declared], kept)
    _check_siblings(declared, slugs, spot, reading)
    return tuple(
        _build_column(column, slug, (*spot, index), parent, reading)
        for index, (column, slug) in enumerate(zip(declared, slugs, strict=True))
    )


def _check_siblings(
    declared: list[ColumnDeclaration], slugs: list[str], spot: Spot, reading: _Reading
) -> None:
    names: dict[str, int] = {}
    taken: dict[str, int] = {}
    for index, (column, slug) in enumerate(zip(declared, slugs, strict=True)):
        here: Spot = (*spot, index)
        at_name: Spot = (*here, "name")
        if column.name in names:
            first = reading.marked.place((*spot, names[column.name], "name")).line
            reading.report("column-duplicate", at_name, f"栏目“{column.name}”与第{first}行的同级栏目重名。")
            continue
        names[column.name] = index
        if not SLUG.fullmatch(slug):
            at_slug: Spot = (*here, "slug") if column.slug else at_name
            message = f"栏目“{column.name}”的地址“{slug}”不能用；地址只能由小写字母、数字和连字符组成。"
            reading.report("value-invalid", at_slug, message, "给这个栏目写上slug，例如slug: zcjd。")
        elif slug in taken:
            other = declared[taken[slug]].name
            reading.report("slug-duplicate", at_name, f"栏目“{column.name}”与“{other}”的地址都是“{slug}”。")
        elif spot == ("columns",) and slug in TOP_FOLDERS:
            reading.report("slug-reserved", at_name, f"一级栏目“{column.name}”的地址“{slug}”是系统目录。")
        taken.setdefault(slug, index)


def _build_column(
    declared: ColumnDeclaration, slug: str, spot: Spot, parent: _Parent, reading: _Reading
) -> Column:
    here = _Parent(
        path=(*parent.path, declared.name),
        address=f"{parent.address}/{slug}" if parent.address else slug,
        type=declared.type.value if declared.type else parent.type,
        unit=declared.unit or parent.unit,
        owner=declared.owner or parent.owner,
        cycle=declared.cycle or parent.cycle,
    )
    for index, link in enumerate(declared.links):
        if not link.url.startswith(("https://", "http://")):
            reading.report(
                "link-url-invalid", (*spot, "links", index, "url"), f"“{link.url}”不是完整的网址。"
            )
    return Column(
        name=declared.name,
        path=here.path,
        slug=slug,
        address=here.address,
        kind=declared.kind,
        type=here.type,
        description=declared.description,
        keywords=tuple(declared.keywords) or (declared.name,),
        unit=here.unit,
        owner=here.owner,
        cycle=here.cycle,
        basis=tuple(declared.basis),
        home=declared.home,
        layout=str(declared.layout) if declared.layout else None,
        links=tuple(Link(link.title, link.url, link.note) for link in declared.links),
        children=_build_siblings(declared.children, (*spot, "children"), here, reading),
        place=reading.marked.place((*spot, "name")),
        schema=declared.register_format,
        schema_place=reading.marked.place((*spot, "schema")) if declared.register_format else None,
        expected=tuple(
            Expected(unit, reading.marked.place((*spot, "expected", index)))
            for index, unit in enumerate(declared.expected)
        ),
        since=declared.since,
        due=Due(**declared.due.model_dump()),
        old_urls=tuple(
            Written(text, reading.marked.place((*spot, "old_urls", index)))
            for index, text in enumerate(declared.old_urls)
        ),
    )
