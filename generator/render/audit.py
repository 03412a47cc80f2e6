"""The audit pages (审计页面): directives with state and evidence, units, the column tree, all findings.

They are extra files of a site, made where ``portal.audit`` is on. What a page prints is gathered while the
site is planned, and its digest is the page's key: nothing that is shown can be missing from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from generator.check.mandates import assess_portal
from generator.frames.view import AUDIT_PAGE, AUDIT_START, AUDIT_UNIT
from generator.model.catalogue import CATALOGUE
from generator.model.finding import Finding, Level
from generator.model.mandate import STATE_LABELS, Assessment, MandateState, Pack
from generator.model.portal import Portal
from generator.model.words import CYCLE_LABELS
from generator.render.audit_tree import tree_nodes
from generator.render.audit_views import (
    AUDIT,
    AuditFacts,
    Count,
    Link,
    audit_facts,
    column_of,
    count_line,
    task_view,
    unit_link,
)
from generator.render.environment import draw
from generator.render.extra import Extra, Studio
from generator.render.jobs import SiteFacts, digest_of
from generator.render.tags import canonical, page_title
from generator.render.views import Shelf, root_of
from generator.report.ledger import ledger_csv, ledger_json

LEVEL_WORDS = {Level.ERROR: "错误", Level.WARNING: "警告", Level.INFO: "提示"}


@dataclass(frozen=True)
class _Sheet:
    """One audit page: its address, the frame it stands in, its heading, its template and what that prints."""

    address: str
    frame: str
    heading: str
    template: str
    values: Mapping[str, object]


def audit_extras(
    shelf: Shelf, site: SiteFacts, frame_keys: dict[str, str], code: str, findings: tuple[Finding, ...]
) -> Iterator[Extra]:
    """Yield the audit pages and the ledgers beside them."""
    facts = audit_facts(shelf.portal, assess_portal(shelf.portal))
    for sheet in _sheets(shelf, facts, findings):
        key = digest_of(code, frame_keys[sheet.frame], site, sheet.template, sheet.values)
        yield Extra(sheet.address, key, _drawer(sheet))
    for pack, assessments in facts.packs:
        yield from _ledgers(shelf.portal, pack, assessments, code)


def _sheets(shelf: Shelf, facts: AuditFacts, findings: tuple[Finding, ...]) -> Iterator[_Sheet]:
    yield _start(facts, findings)
    address = f"{AUDIT}/tree/index.html"
    nodes = tree_nodes(shelf, facts, findings, root_of(address))
    total = sum(1 for _ in shelf.portal.walk())
    yield _Sheet(address, AUDIT_PAGE, "栏目树", "audit-tree.html", {"nodes": nodes, "total": total})
    for pack, assessments in facts.packs:
        yield _pack_sheet(pack, assessments, facts)
    yield _units_sheet(facts)
    for name in facts.units:
        yield _unit_sheet(name, facts)
    yield _findings_sheet(findings)


def _start(facts: AuditFacts, findings: tuple[Finding, ...]) -> _Sheet:
    root = root_of(f"{AUDIT}/index.html")
    packs = []
    for pack, assessments in facts.packs:
        href = f"{root}{AUDIT}/{pack.id}/"
        packs.append((pack.title, pack.doc_no, href, count_line(Link(pack.short_title, href), assessments)))
    levels = [
        (word, sum(1 for each in findings if each.level is level)) for level, word in LEVEL_WORDS.items()
    ]
    values = {
        "packs": packs,
        "labels": tuple(STATE_LABELS.values()),
        "levels": levels,
        "units": _units(facts, root),
    }
    return _Sheet(f"{AUDIT}/index.html", AUDIT_START, "政务公开审计", "audit-start.html", values)


def _pack_sheet(pack: Pack, assessments: tuple[Assessment, ...], facts: AuditFacts) -> _Sheet:
    address = f"{AUDIT}/{pack.id}/index.html"
    root = root_of(address)
    bound = [each for each in assessments if each.state is not MandateState.NOT_APPLICABLE]
    sections = [
        count_line(Link(section), members)
        for section, members in groupby(bound, lambda each: each.mandate.section)
    ]
    units = dict.fromkeys(unit for each in bound for unit in each.mandate.units)
    by_unit = [
        count_line(unit_link(unit, facts, root), [each for each in bound if unit in each.mandate.units])
        for unit in units
    ]
    tasks = [task_view(pack, each, facts, root) for each in assessments]
    values = {
        "pack": {
            "title": pack.title,
            "doc_no": pack.doc_no,
            "issuer": pack.issuer,
            "signed": str(pack.signed or ""),
        },
        "whole": count_line(Link("合计"), assessments),
        "labels": tuple(STATE_LABELS.values()),
        "states": tuple((state.value, label) for state, label in STATE_LABELS.items()),
        "sections": sections,
        "by_unit": sorted(by_unit, key=lambda line: -line.total),
        "tasks": tasks,
        "units": list(units),
        "downloads": [(f"ledger.{form}", form.upper()) for form in ("xlsx", "csv", "json")],
    }
    return _Sheet(address, AUDIT_PAGE, pack.short_title, "audit-pack.html", values)


def _units(facts: AuditFacts, root: str) -> list[Count]:
    lines = []
    for name in facts.units:
        own = [each for _, each in facts.tasks() if name in each.mandate.units]
        lines.append(count_line(unit_link(name, facts, root), own))
    return sorted(lines, key=lambda line: -line.total)


def _units_sheet(facts: AuditFacts) -> _Sheet:
    address = f"{AUDIT}/units/index.html"
    kept = column_of(facts.portal)
    lines = [(line, len(kept.get(line.link.name, ()))) for line in _units(facts, root_of(address))]
    values: dict[str, object] = {"lines": lines, "labels": tuple(STATE_LABELS.values())}
    return _Sheet(address, AUDIT_PAGE, "各单位的任务", "audit-units.html", values)


def _unit_sheet(name: str, facts: AuditFacts) -> _Sheet:
    address = f"{AUDIT}/units/{facts.units[name]}/index.html"
    root = root_of(address)
    own = [(pack, each) for pack, each in facts.tasks() if name in each.mandate.units]
    columns = [
        (
            Link(">".join(column.path), root + column.url),
            column.owner,
            CYCLE_LABELS[column.cycle] if column.cycle else "",
        )
        for column in column_of(facts.portal).get(name, ())
    ]
    values = {
        "name": name,
        "whole": count_line(Link("合计"), [each for _, each in own]),
        "labels": tuple(STATE_LABELS.values()),
        "tasks": [task_view(pack, each, facts, root) for pack, each in own],
        "states": tuple((state.value, label) for state, label in STATE_LABELS.items()),
        "columns": columns,
    }
    return _Sheet(address, AUDIT_UNIT, name, "audit-unit.html", values)


def _findings_sheet(findings: tuple[Finding, ...]) -> _Sheet:
    ordered = sorted(findings, key=lambda each: (list(Level).index(each.level), each.code, each.place))
    groups = []
    for code, members in groupby(ordered, lambda each: each.code):
        rows = [(str(each.place), each.message, each.hint, each.basis) for each in members]
        entry = CATALOGUE[code]
        groups.append((code, entry.name, LEVEL_WORDS[entry.level], rows))
    values: dict[str, object] = {"groups": groups, "total": len(findings)}
    return _Sheet(f"{AUDIT}/findings/index.html", AUDIT_PAGE, "检查发现的问题", "audit-findings.html", values)


def _drawer(sheet: _Sheet) -> Callable[[Studio], bytes]:
    def make(studio: Studio) -> bytes:
        from generator.model.slug import full_pinyin, initials

        day = studio.site.as_of
        main = draw(
            studio.environment,
            sheet.template,
            heading=sheet.heading,
            root=root_of(sheet.address),
            day=f"{day.year}年{day.month}月{day.day}日",
            sounds=lambda text: f"{text} {initials(text)} {full_pinyin(text)}",
            **sheet.values,
        )
        crumb = (
            ""
            if sheet.frame == AUDIT_START
            else draw(studio.environment, "audit-crumb.html", name=sheet.heading)
        )
        values = {
            "title": page_title((sheet.heading, studio.site.name)),
            "head": canonical(studio.site.base_url, sheet.address),
            "crumb": crumb,
            "main": main,
        }
        return studio.frames.read(sheet.frame).fill(values).encode("utf-8")

    return make


def _ledgers(portal: Portal, pack: Pack, assessments: tuple[Assessment, ...], code: str) -> Iterator[Extra]:
    key = digest_of(code, portal.name, portal.organizer, portal.identity.site_url, portal.as_of, assessments)

    def make_book(_studio: Studio) -> bytes:
        from generator.report.ledger_xlsx import ledger_xlsx

        return ledger_xlsx(portal, pack, assessments)

    def make_csv(_studio: Studio) -> bytes:
        return ledger_csv(assessments).encode("utf-8-sig")

    def make_json(_studio: Studio) -> bytes:
        return ledger_json(pack, assessments).encode()

    for form, make in (("xlsx", make_book), ("csv", make_csv), ("json", make_json)):
        yield Extra(f"{AUDIT}/{pack.id}/ledger.{form}", f"{form} {key}", make)
