"""The pages of all findings: an overview with the first of each kind, and pages with all of those that are many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby

from generator.data import dataclass
from generator.frames.view import AUDIT_PAGE, AUDIT_UNIT
from generator.kinds.catalogue import CATALOGUE
from generator.model.addresses.address import column_page
from generator.model.addresses.made import AUDIT
from generator.model.finding import Finding, Level
from generator.model.portal import Portal
from generator.render.audit.sheet import AuditPage, Values
from generator.render.templates.basis import basis_links
from generator.render.templates.digest import digest_of
from generator.views.named_link import NamedLink
from generator.views.paging import page_links
from generator.views.rows import document_href, root_of

LEVEL_WORDS = {Level.ERROR: "错误", Level.WARNING: "警告", Level.INFO: "提示"}
HEADING = "检查发现的问题"
# So many of a kind stand on the overview; where there are more, they take pages of their own.
FIRST, PAGE_ROWS = 50, 200
_FOLDER = f"{AUDIT}/findings"


@dataclass(frozen=True)
class FindingRow:
    """One finding as a page shows it."""

    place: NamedLink
    message: str
    hint: str
    basis: tuple[NamedLink, ...]


@dataclass(frozen=True)
class FindingGroup:
    """The findings of one code and level. ``anchor`` is where they stand on the overview."""

    anchor: str
    title: str
    level: str
    findings: Sequence[Finding]

    @property
    def folder(self) -> str:
        """Where its own pages lie."""
        return f"{_FOLDER}/{self.anchor}"


@dataclass(frozen=True)
class FindingSection:
    """What a page shows of a group; ``more`` leads to all of it where that is not all."""

    anchor: str
    title: str
    level: str
    total: int
    rows: tuple[FindingRow, ...]
    more: str = ""


def finding_sheets(portal: Portal, findings: Sequence[Finding]) -> Iterator[AuditPage]:
    """Yield the overview of all findings, and the pages of those kinds that are many."""
    groups = list(_groups(findings))
    address = column_page(_FOLDER)
    sections = [
        FindingSection(
            group.anchor,
            group.title,
            group.level,
            len(group.findings),
            _rows(group.findings[:FIRST], portal, root_of(address)),
            f"{group.anchor}/" if len(group.findings) > FIRST else "",
        )
        for group in groups
    ]
    values = {"sections": sections, "total": len(findings), "paging": (), "number": 1, "last": 1, "start": ""}
    yield AuditPage(address, AUDIT_PAGE, HEADING, "audit-findings.html", values, lambda: values)
    for group in groups:
        if len(group.findings) > FIRST:
            yield from _group_sheets(group, portal)


def _groups(findings: Sequence[Finding]) -> Iterator[FindingGroup]:
    ordered = sorted(findings, key=lambda each: (list(Level).index(each.level), each.code, each.place))
    seen = set[str]()
    for (level, code), members in groupby(ordered, lambda each: (each.level, each.code)):
        anchor = f"{code}-{level}" if code in seen else code
        seen.add(code)
        yield FindingGroup(anchor, CATALOGUE[code].name, LEVEL_WORDS[level], tuple(members))


def _group_sheets(group: FindingGroup, portal: Portal) -> Iterator[AuditPage]:
    for number in range(1, _pages(group) + 1):
        # Of two hundred thousand rows, those of one page at a time: by their digest it is known whether they are drawn.
        values = partial(_page_values, group, number, portal)
        yield AuditPage(
            _address(group, number),
            AUDIT_UNIT,
            f"{HEADING}：{group.title}{f'（第{number}页）' if number > 1 else ''}",
            "audit-findings.html",
            digest_of(values()),
            values,
        )


def _pages(group: FindingGroup) -> int:
    return -(-len(group.findings) // PAGE_ROWS)


def _address(group: FindingGroup, number: int) -> str:
    return column_page(group.folder, str(number) if number > 1 else "")


def _page_values(group: FindingGroup, number: int, portal: Portal) -> Values:
    total, last, root = len(group.findings), _pages(group), root_of(_address(group, number))
    rows = _rows(group.findings[(number - 1) * PAGE_ROWS : number * PAGE_ROWS], portal, root)
    return {
        "sections": [FindingSection(group.anchor, group.title, group.level, total, rows)],
        "total": total,
        "paging": page_links(number, last, _file),
        "number": number,
        "last": last,
        "start": f"{root}{_FOLDER}/",
    }


def _file(number: int) -> str:
    return f"_{number}.html" if number > 1 else "./"


def _rows(findings: Sequence[Finding], portal: Portal, root: str) -> tuple[FindingRow, ...]:
    return tuple(
        FindingRow(
            NamedLink(str(each.place), _page(each.place.path, portal, root)),
            each.message,
            each.hint,
            tuple(basis_links(each.basis, portal, root)),
        )
        for each in findings
    )


def _page(path: str, portal: Portal, root: str) -> str:
    """Return the link to the page of the document that a file holds; empty for other files."""
    document = (
        portal.lookups.by_path.get(path.removeprefix("content/")) if path.startswith("content/") else None
    )
    return document_href(document, root) if document else ""
