"""Obligations (应公开事项) and filings: who discloses what by when, and who did; for checks and pages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.data import dataclass
from generator.kinds.filings.model import (
    ANNUAL_REPORTS,
    BUDGETS,
    LAW_REPORTS,
    AnnualReport,
    Budget,
    BudgetKind,
    LawReport,
)
from generator.model.column import Column
from generator.model.document import Document
from generator.model.finding import Place
from generator.model.portal import Portal
from generator.model.words import PortalLevel

REPORT_LAYOUTS = (ANNUAL_REPORTS, LAW_REPORTS)
REPORT_WORDS = {
    ANNUAL_REPORTS: "政府信息公开工作年度报告",
    LAW_REPORTS: "法治政府建设年度报告",
}


@dataclass(frozen=True)
class Filing:
    """One document that a unit filed for a year; ``what`` is 预算 or 决算, empty for a report."""

    unit: str
    year: int
    what: str
    place: Place
    document: Document


@dataclass(frozen=True)
class Obligation:
    """What a unit is to file for a year by ``due``; ``place`` is where columns.yml names the unit."""

    unit: str
    year: int
    what: str
    due: date
    place: Place
    filings: tuple[Filing, ...]

    def is_missing(self, as_of: date) -> bool:
        """Tell whether nothing was filed although the last day is over."""
        return not self.filings and as_of > self.due


def filings_of(layout: str, portal: Portal) -> Iterator[Filing]:
    """Yield what documents file for a column of this layout, wherever they stand in the portal."""
    for document in portal.lookups.having(Budget, AnnualReport, LawReport):
        budget = document.part(Budget) if layout == BUDGETS else None
        report = document.part(AnnualReport) if layout == ANNUAL_REPORTS else None
        law = document.part(LawReport) if layout == LAW_REPORTS else None
        if budget:
            yield Filing(budget.unit, budget.year, budget.kind.value, budget.place, document)
        elif filed := report or law:
            yield Filing(filed.unit, filed.year, "", filed.place, document)


def due_date(column: Column, portal: Portal, unit: str, year: int, what: str) -> date:
    """Return the last day on which a unit's filing for a year is in time.

    Source: annual reports 条例第四十九条 (departments 31 January, governments from county level up 31
    March). Law reports: 31 May unless the column says otherwise (万州府办发〔2021〕46号 set that day for the reports on 2020). Budgets and
    accounts: the column's own days; no directive in the library sets one.
    """
    if column.layout == ANNUAL_REPORTS:
        is_government = unit == portal.name and portal.level in (
            PortalLevel.MUNICIPALITY,
            PortalLevel.DISTRICT,
        )
        return date(year + 1, 3, 31) if is_government else date(year + 1, 1, 31)
    if column.layout == LAW_REPORTS:
        return _day(year + 1, column.due.report)
    if what == BudgetKind.BUDGET.value:
        return _day(year, column.due.budget)
    return _day(year + 1, column.due.accounts)


def _day(year: int, month_day: str) -> date:
    month, day = (int(part) for part in month_day.split("-"))
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, 2, 28)


def obligations_of(column: Column, portal: Portal) -> tuple[Obligation, ...]:
    """Return what every unit is to file in a column, years from the first compared to the last begun.

    The portal's own body is to file reports even where ``expected`` does not name it. Years before
    ``since`` are not compared; without it, the first year is the first of which anything was filed.
    """
    if column.layout not in (*REPORT_LAYOUTS, BUDGETS):
        return ()
    filings = list(filings_of(column.layout, portal))
    units = _units(column, portal)
    kinds = [kind.value for kind in BudgetKind] if column.layout == BUDGETS else [""]
    return tuple(
        Obligation(
            unit,
            year,
            what,
            due_date(column, portal, unit, year, what),
            place,
            tuple(f for f in filings if (f.unit, f.year, f.what) == (unit, year, what)),
        )
        for unit, place in units.items()
        for year in _years(column, portal, unit, filings)
        for what in kinds
    )


def _units(column: Column, portal: Portal) -> dict[str, Place]:
    units = {one.unit: one.place for one in column.expected}
    return {portal.name: column.place} | units if column.layout in REPORT_LAYOUTS else units


def expected_units(layout: str, portal: Portal) -> tuple[str, ...]:
    """Return who is to file in the columns of a layout, each once; the portal's own body is always among them."""
    units = {portal.name: Place("columns.yml")}
    for column in portal.walk():
        if column.layout == layout:
            units |= _units(column, portal)
    return tuple(units)


def _years(column: Column, portal: Portal, unit: str, filings: list[Filing]) -> range:
    # A report is on the year before it is due; a budget is of the year in which it is due.
    last = portal.as_of.year if column.layout == BUDGETS else portal.as_of.year - 1
    own = unit == portal.name
    first = column.since or min((f.year for f in filings if (f.unit == portal.name) is own), default=last)
    return range(first, last + 1)
