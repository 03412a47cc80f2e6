"""The trail (公开留痕) on the audit pages: the newest acts, those of each year, and all of them as CSV and JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import partial

from generator.data import dataclass
from generator.frames.view import AUDIT_PAGE, AUDIT_UNIT
from generator.model.addresses.address import column_page, public_address
from generator.model.addresses.links import quote_address
from generator.model.addresses.made import AUDIT
from generator.model.column import Column
from generator.model.trail.acts import SHORT, ActKind, Trail, TrailRow
from generator.render.audit.sheet import AuditPage, Values
from generator.render.templates.digest import digest_of
from generator.render.templates.extra import Extra, Studio
from generator.report.trail import time_words, trail_csv, trail_json
from generator.views.named_link import NamedLink
from generator.views.rows import root_of
from generator.views.shelf import Shelf

HEADING = "公开留痕"
NEWEST, MOST = 300, 2000
_FOLDER = f"{AUDIT}/trail"
_REMOVED, _TABLE = "（已删除的文档）", "（名录）"
_NOT_READ = "预览里不读提交记录，运行gongkai build以后才有"
_WITH_PEOPLE = (ActKind.PENDING, ActKind.UNKNOWN, ActKind.HELD)


@dataclass(frozen=True)
class TrailLine:
    """An act as a row of a page."""

    kind: ActKind
    state: str
    when: str
    title: NamedLink
    column: NamedLink
    unit: str
    who: str
    author: str
    reviewers: tuple[tuple[str, str], ...]
    revision: str
    appears: str
    notes: tuple[str, ...]
    signed: bool


@dataclass(frozen=True)
class _Leaf:
    """A page of the trail: the ``rows`` that it is about, of which it shows so many, and links to ``years``."""

    address: str
    frame: str
    heading: str
    rows: list[TrailRow]
    most: int
    years: tuple[tuple[NamedLink, int], ...] = ()

    @property
    def shown(self) -> list[TrailRow]:
        """The rows that it shows."""
        return self.rows[: self.most]


def trail_sheets(shelf: Shelf, trail: Trail | None, rows: list[TrailRow]) -> Iterator[AuditPage]:
    """Yield the pages of the trail: the first is there in any case, and says why there is no more."""
    told = trail or Trail("", reason=_NOT_READ)
    unknown = _unknown(shelf, told)
    for leaf in _leaves(rows):
        ground = (leaf.heading, leaf.years, len(leaf.rows), told.commit, told.reason, told.warnings, unknown)
        values = partial(_values, shelf, told, leaf, unknown)
        yield AuditPage(
            leaf.address, leaf.frame, leaf.heading, "audit-trail.html", (ground, leaf.shown), values
        )


def _leaves(rows: list[TrailRow]) -> Iterator[_Leaf]:
    years = Counter(row.act.when.year for row in rows if row.act.when)
    links = tuple(
        (NamedLink(f"{year}年", f"{year}/"), count) for year, count in sorted(years.items(), reverse=True)
    )
    yield _Leaf(column_page(_FOLDER), AUDIT_PAGE, HEADING, rows, NEWEST, links)
    for year in years:
        of_year = [row for row in rows if row.act.when and row.act.when.year == year]
        yield _Leaf(column_page(f"{_FOLDER}/{year}"), AUDIT_UNIT, f"{year}年的{HEADING}", of_year, MOST)


def trail_extras(trail: Trail | None, rows: list[TrailRow], code: str) -> Iterator[Extra]:
    """Yield the trail as files, all of it."""
    if trail is None or trail.reason:
        return
    key = digest_of(code, rows, trail.commit, trail.warnings)

    def make_csv(_studio: Studio) -> bytes:
        return trail_csv(rows).encode("utf-8-sig")

    def make_json(_studio: Studio) -> bytes:
        return trail_json(trail, rows).encode()

    yield Extra(f"{_FOLDER}/trail.csv", f"csv {key}", make_csv)
    yield Extra(f"{_FOLDER}/trail.json", f"json {key}", make_json)


def trail_rows(shelf: Shelf, trail: Trail | None) -> list[TrailRow]:
    """Return the acts with what they were done to, the newest first; what no commit tells comes before all."""
    return sorted(_rows(shelf, trail), key=_recent, reverse=True) if trail else []


def _recent(row: TrailRow) -> tuple[bool, datetime, int, str]:
    act = row.act
    return act.order < 0, act.when or datetime.min, act.order, row.url


def _rows(shelf: Shelf, trail: Trail) -> Iterator[TrailRow]:
    portal = shelf.portal
    for document in (*portal.documents, *portal.withdrawn):
        column = shelf.columns[document.column]
        url = quote_address(public_address(document.address))
        for act in trail.acts.get(document.path, ()):
            yield TrailRow(act, document.title, url, column.path, column.unit, document.issuer)
    for register in portal.registers:
        column = shelf.columns[register.column]
        for act in trail.acts.get(register.path, ()):
            yield TrailRow(act, f"{column.name}{_TABLE}", column.url, column.path, column.unit)
    for removal in trail.removed:
        of: Column | None = shelf.columns.get(removal.column)
        yield TrailRow(removal.act, _REMOVED, "", of.path if of else (), of.unit if of else "")


def _values(shelf: Shelf, trail: Trail, leaf: _Leaf, unknown: int) -> Values:
    addresses = {column.path: column for column in shelf.portal.walk()}
    kinds = dict.fromkeys(row.act.kind for row in leaf.shown)
    root = root_of(leaf.address)
    return {
        "reason": trail.reason,
        "warnings": trail.warnings,
        "revision": trail.commit[:SHORT],
        "unknown": unknown,
        "total": len(leaf.rows),
        "lines": [_line(row, addresses.get(row.column), root) for row in leaf.shown],
        "years": leaf.years,
        "files": [(f"{root}{_FOLDER}/trail.{form}", form.upper()) for form in ("csv", "json")],
        "first": leaf.frame == AUDIT_PAGE,
        "start": f"{root}{_FOLDER}/",
        "states": [(kind.name.lower(), kind.value) for kind in ActKind if kind in kinds],
        "units": _options(row.unit for row in leaf.shown),
        "columns": _options(">".join(row.column) for row in leaf.shown),
    }


def _options(values: Iterable[str]) -> list[tuple[str, str]]:
    """Return what there is to choose from, each once."""
    return [(value, value) for value in sorted(set(values)) if value]


def _unknown(shelf: Shelf, trail: Trail) -> int:
    """Return of how many documents the history that there is does not tell who published them."""
    if trail.reason:
        return 0
    told = (
        trail.acts.get(document.path, ()) for document in (*shelf.portal.documents, *shelf.portal.withdrawn)
    )
    known = (ActKind.PUBLISHED, ActKind.PENDING)
    return sum(not any(act.kind in known for act in acts) for acts in told)


def _line(row: TrailRow, column: Column | None, root: str) -> TrailLine:
    act = row.act
    return TrailLine(
        kind=act.kind,
        state=act.kind.name.lower(),
        when=time_words(act.when) or ("时间不明" if act.commit else ""),
        title=NamedLink(row.title, root + row.url if row.url else ""),
        column=NamedLink(">".join(row.column), root + column.url if column else ""),
        unit=row.unit,
        who=act.who or ("（没有写）" if act.commit else ""),
        author=act.author,
        reviewers=tuple(
            (label, name) for label, name in zip(("初审", "复审", "终审"), act.reviewers, strict=True) if name
        ),
        revision=act.revision,
        appears=time_words(act.appears),
        notes=act.notes,
        signed=act.kind not in _WITH_PEOPLE,
    )
