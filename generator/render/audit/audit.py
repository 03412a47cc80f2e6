"""The audit pages (审计页面): directives with state and evidence, units, the column tree, all findings.

They are extra files of a site, made where ``portal.audit`` is on. What a page prints is gathered while the
site is planned, and its digest is the page's key: nothing that is shown can be missing from it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from generator.check.proofs.states import assess_portal
from generator.frames.view import AUDIT_PAGE, AUDIT_START, AUDIT_UNIT
from generator.model.addresses.address import column_page
from generator.model.addresses.made import AUDIT
from generator.model.finding import Finding
from generator.model.mandate import STATE_LABELS, Assessment, MandateState, Pack
from generator.model.trail.acts import Trail
from generator.model.words import CYCLE_LABELS
from generator.render.audit.found import LEVEL_WORDS, finding_sheets
from generator.render.audit.identity import pack_identity
from generator.render.audit.ledgers import ledger_extras
from generator.render.audit.public import public_findings
from generator.render.audit.sheet import AuditPage, Values, drawer
from generator.render.audit.trail import trail_extras, trail_rows, trail_sheets
from generator.render.audit.tree import tree_nodes
from generator.render.audit.views import (
    AuditFacts,
    StateCount,
    audit_facts,
    count_line,
    task_view,
    told_counts,
    unit_link,
)
from generator.render.templates.digest import digest_of
from generator.render.templates.extra import Extra
from generator.views.job import SiteFacts
from generator.views.named_link import NamedLink
from generator.views.rows import root_of
from generator.views.shelf import Shelf

LABELS = tuple(STATE_LABELS.values())
STATES = tuple((state.value, label) for state, label in STATE_LABELS.items())


def audit_extras(
    shelf: Shelf,
    site: SiteFacts,
    frame_keys: dict[str, str],
    code: str,
    findings: tuple[Finding, ...],
    *,
    trail: Trail | None,
) -> Iterator[Extra]:
    """Yield the audit pages, the ledgers beside them, and the trail as files."""
    facts = audit_facts(shelf.portal, assess_portal(shelf.portal))
    sheets = _sheets(shelf, facts, tuple(public_findings(findings, shelf.portal)))
    acts = trail_rows(shelf, trail)
    for sheet in (*sheets, *trail_sheets(shelf, trail, acts)):
        key = digest_of(code, frame_keys[sheet.frame], site, sheet.address, facts.ground, sheet.marks)
        yield Extra(sheet.address, key, drawer(sheet))
    for pack, assessments in facts.packs:
        yield from ledger_extras(pack, assessments, facts, code)
    yield from trail_extras(trail, acts, code)


def _sheets(shelf: Shelf, facts: AuditFacts, findings: tuple[Finding, ...]) -> Iterator[AuditPage]:
    yield _start(facts, findings)
    yield _tree(shelf, facts, findings)
    yield from (_pack_sheet(pack, assessments, facts) for pack, assessments in facts.packs)
    yield _units_sheet(facts)
    yield from (_unit_sheet(name, facts) for name in facts.units)
    yield from finding_sheets(facts.portal, findings)


def _start(facts: AuditFacts, findings: tuple[Finding, ...]) -> AuditPage:
    root = root_of(column_page(AUDIT))
    levels = [
        (word, sum(1 for each in findings if each.level is level)) for level, word in LEVEL_WORDS.items()
    ]
    packs = []
    for pack, assessments in facts.packs:
        href = f"{root}{AUDIT}/{pack.id}/"
        packs.append(
            (pack.title, pack.doc_no, href, count_line(NamedLink(pack.short_title, href), assessments))
        )
    values = {"packs": packs, "labels": LABELS, "levels": levels, "units": _units(facts, root)}
    return AuditPage(
        column_page(AUDIT), AUDIT_START, "政务公开审计", "audit-start.html", values, lambda: values
    )


def _tree(shelf: Shelf, facts: AuditFacts, findings: tuple[Finding, ...]) -> AuditPage:
    address = column_page(f"{AUDIT}/tree")
    nodes = tree_nodes(shelf, facts, findings, root_of(address))
    values = {"nodes": nodes, "total": len(facts.columns)}
    return AuditPage(address, AUDIT_PAGE, "栏目树", "audit-tree.html", values, lambda: values)


def _pack_sheet(pack: Pack, assessments: tuple[Assessment, ...], facts: AuditFacts) -> AuditPage:
    address = column_page(f"{AUDIT}/{pack.id}")
    marks = [facts.marks[each.mandate.ref] for each in assessments]
    return AuditPage(
        address,
        AUDIT_PAGE,
        pack.short_title,
        "audit-pack.html",
        (pack_identity(pack, facts), marks),
        lambda: _pack_values(pack, assessments, facts, root_of(address)),
    )


def _pack_values(pack: Pack, assessments: tuple[Assessment, ...], facts: AuditFacts, root: str) -> Values:
    bound = [each for each in assessments if each.state is not MandateState.NOT_APPLICABLE]
    sections = [
        count_line(NamedLink(section), members)
        for section, members in groupby(bound, lambda each: each.mandate.section)
    ]
    units = dict.fromkeys(unit for each in bound for unit in each.mandate.units)
    by_unit = [
        count_line(unit_link(unit, facts, root), [each for each in bound if unit in each.mandate.units])
        for unit in units
    ]
    return {
        "pack": pack_identity(pack, facts),
        "whole": count_line(NamedLink("合计"), assessments),
        "told": told_counts(assessments),
        "labels": LABELS,
        "states": STATES,
        "sections": sections,
        "by_unit": sorted(by_unit, key=lambda line: -line.total),
        "tasks": [task_view(pack, each, facts, root) for each in assessments],
        "units": list(units),
        "downloads": [(f"ledger.{form}", form.upper()) for form in ("xlsx", "csv", "json")],
    }


def _units(facts: AuditFacts, root: str) -> list[StateCount]:
    lines = [
        count_line(unit_link(name, facts, root), [each for _, each in owed])
        for name, owed in facts.owed.items()
    ]
    return sorted(lines, key=lambda line: -line.total)


def _units_sheet(facts: AuditFacts) -> AuditPage:
    address = column_page(f"{AUDIT}/units")
    lines = [(line, len(facts.kept[line.link.name])) for line in _units(facts, root_of(address))]
    values = {"lines": lines, "labels": LABELS}
    return AuditPage(address, AUDIT_PAGE, "各单位的任务", "audit-units.html", values, lambda: values)


def _unit_sheet(name: str, facts: AuditFacts) -> AuditPage:
    address = column_page(f"{AUDIT}/units/{facts.units[name]}")
    marks = [facts.marks[each.mandate.ref] for _, each in facts.owed[name]]
    columns = [(column.path, column.owner, column.cycle) for column in facts.kept[name]]
    return AuditPage(
        address,
        AUDIT_UNIT,
        name,
        "audit-unit.html",
        (marks, columns),
        lambda: _unit_values(name, facts, root_of(address)),
    )


def _unit_values(name: str, facts: AuditFacts, root: str) -> Values:
    columns = [
        (
            NamedLink(">".join(column.path), root + column.url),
            column.owner,
            CYCLE_LABELS[column.cycle] if column.cycle else "",
        )
        for column in facts.kept[name]
    ]
    return {
        "name": name,
        "whole": count_line(NamedLink("合计"), [each for _, each in facts.owed[name]]),
        "labels": LABELS,
        "tasks": [task_view(pack, each, facts, root) for pack, each in facts.owed[name]],
        "states": STATES,
        "columns": columns,
    }
