"""The pages of columns that gather reports of units by year: annual reports on disclosure, law reports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from generator.data import dataclass
from generator.kinds.filings.blocks import filing_blocks
from generator.kinds.filings.budget_page import budget_pages
from generator.kinds.filings.form import (
    CARRIED_IN,
    CARRIED_OUT,
    OUTCOMES,
    RECEIVED,
    RESULTS,
    TOTAL,
    AnnualTables,
)
from generator.kinds.filings.model import ANNUAL_REPORTS, BUDGETS, LAW_REPORTS, AnnualReport
from generator.kinds.filings.submissions import REPORT_WORDS, Filing, Obligation, filings_of, obligations_of
from generator.kinds.filings.views import UnitLink, filing_state, other_filings, unit_link
from generator.kinds.kind import Layout, Pages
from generator.model.addresses.address import column_page
from generator.views.column import ColumnPage, ColumnView
from generator.views.markup import safe
from generator.views.others import first_others
from generator.views.rows import DocumentRow, root_of, row
from generator.views.shelf import Shelf
from generator.views.svg import Series, line_chart, number

_TREND_HEAD = (
    "年度",
    "新收申请",
    "上年结转",
    "办结",
    "结转下年",
    *(label[3:7] for label, _ in OUTCOMES),
    "行政复议",
    "行政诉讼",
)
_FULLY, _PARTLY = (label for label, _ in OUTCOMES[:2])


@dataclass(frozen=True)
class YearGroup:
    """One year of a column of reports; ``missing`` are overdue, ``waiting`` may still come in time."""

    year: int
    own: tuple[DocumentRow, ...]
    units: tuple[UnitLink, ...]
    missing: tuple[str, ...]
    waiting: tuple[str, ...]
    wanted: int

    @property
    def disclosed(self) -> int:
        """How many of the units that are to disclose have."""
        return self.wanted - len(self.missing) - len(self.waiting)


def report_pages(view: ColumnView) -> Iterator[ColumnPage]:
    """Yield the page of annual or law reports: years newest first, the body's own report before the units'."""
    column, shelf = view.column, view.shelf
    if column.layout is None:
        return
    root = root_of(column_page(column.address))
    filings = list(filings_of(column.layout, shelf.portal))
    obligations = obligations_of(column, shelf.portal)
    years = sorted({f.year for f in filings} | {s.year for s in obligations}, reverse=True)
    tables = _own_tables(filings, shelf.portal.name)
    values: dict[str, object] = {
        "years": [_group(year, filings, obligations, shelf, root) for year in years],
        "word": REPORT_WORDS[column.layout],
        "body": shelf.portal.name,
        "chart": safe(_trend(tables)) if len(tables) > 1 else "",
        "head_cells": _TREND_HEAD,
        "trend": [(year, _trend_row(each)) for year, each in tables],
        **first_others(column, shelf, other_filings(column, shelf)),
    }
    yield ColumnPage("filings/reports.html", values)


def _group(
    year: int, filings: Sequence[Filing], obligations: Sequence[Obligation], shelf: Shelf, root: str
) -> YearGroup:
    name, as_of = shelf.portal.name, shelf.portal.as_of
    here = [filing for filing in filings if filing.year == year]
    due = [duty for duty in obligations if duty.year == year]
    order = {duty.unit: number for number, duty in enumerate(due)}
    others = sorted(
        (filing for filing in here if filing.unit != name),
        key=lambda filing: (order.get(filing.unit, len(order)), filing.unit, filing.document.path),
    )
    return YearGroup(
        year=year,
        own=tuple(row(filing.document, shelf, root) for filing in here if filing.unit == name),
        units=tuple(unit_link(filing, root) for filing in others),
        missing=tuple(duty.unit for duty in due if duty.is_missing(as_of)),
        waiting=tuple(duty.unit for duty in due if not duty.filings and not duty.is_missing(as_of)),
        wanted=len(due),
    )


def _own_tables(filings: Sequence[Filing], name: str) -> list[tuple[int, AnnualTables]]:
    """Return the tables of the body's own reports by year, oldest first."""
    found: dict[int, AnnualTables] = {}
    for filing in filings:
        report = filing.document.part(AnnualReport)
        if filing.unit == name and report and report.tables:
            found.setdefault(filing.year, report.tables)
    return sorted(found.items(), key=lambda pair: pair[0])


def _trend_row(tables: AnnualTables) -> list[str]:
    paths = ((RECEIVED,), (CARRIED_IN,), (RESULTS, TOTAL), (CARRIED_OUT,))
    review, *suits = (cells[-1].value for cells in tables.disputes)
    figures = (
        *(tables.request(path)[-1].value for path in paths),
        *(tables.outcome(label) for label, _ in OUTCOMES),
        review,
        sum(suits, Decimal(0)),
    )
    return [number(value) for value in figures]


def _trend(tables: Sequence[tuple[int, AnnualTables]]) -> str:
    received = tuple(each.request((RECEIVED,))[-1].value for _, each in tables)
    disclosed = tuple(each.outcome(_FULLY) + each.outcome(_PARTLY) for _, each in tables)
    lines = [Series("新收申请", received), Series("予以公开和部分公开", disclosed)]
    return line_chart("chart-trend", "历年政府信息公开申请", "件", [f"{year}年" for year, _ in tables], lines)


_REPORTS = Layout(report_pages, state=filing_state, others=other_filings)
PAGES = Pages(
    blocks=filing_blocks,
    layouts={
        ANNUAL_REPORTS: _REPORTS,
        LAW_REPORTS: _REPORTS,
        BUDGETS: Layout(budget_pages, state=filing_state, others=other_filings),
    },
)
