"""What units file by year: annual reports, law reports, budgets and accounts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from generator.kinds.filings.form import AnnualTables
from generator.model.finding import Place
from generator.model.headings import Heading
from generator.model.part import Part

ANNUAL_REPORTS, LAW_REPORTS, BUDGETS = "annual-reports", "law-reports", "budget"


class BudgetKind(StrEnum):
    """Which of the two a document discloses."""

    BUDGET = "预算"
    ACCOUNTS = "决算"


@dataclass(frozen=True)
class AnnualReport(Part):
    """政府信息公开工作年度报告 of a unit on a year. ``tables`` is None when no data file is named or readable."""

    year: int
    unit: str
    place: Place
    headings: tuple[Heading, ...]
    data: str = ""
    tables: AnnualTables | None = None


@dataclass(frozen=True)
class LawReport(Part):
    """法治政府建设年度报告 of a unit on a year."""

    year: int
    unit: str
    place: Place


@dataclass(frozen=True)
class Budget(Part):
    """Budget or final accounts of a unit for a year."""

    year: int
    unit: str
    kind: BudgetKind
    place: Place
