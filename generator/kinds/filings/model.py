"""What units file by year: annual reports, law reports, budgets and accounts, issues of the gazette."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from generator.kinds.filings.form import AnnualTables
from generator.model.asset import Asset
from generator.model.finding import Place


class BudgetKind(StrEnum):
    """Which of the two a document discloses."""

    BUDGET = "预算"
    ACCOUNTS = "决算"


@dataclass(frozen=True)
class Heading:
    """A heading of a document's text."""

    text: str
    place: Place


@dataclass(frozen=True)
class AnnualReport:
    """政府信息公开工作年度报告 of a unit on a year. ``tables`` is None when no data file is named or readable."""

    year: int
    unit: str
    place: Place
    headings: tuple[Heading, ...]
    data: str = ""
    tables: AnnualTables | None = None


@dataclass(frozen=True)
class LawReport:
    """法治政府建设年度报告 of a unit on a year."""

    year: int
    unit: str
    place: Place


@dataclass(frozen=True)
class Budget:
    """Budget or final accounts of a unit for a year."""

    year: int
    unit: str
    kind: BudgetKind
    place: Place


@dataclass(frozen=True)
class GazetteIssue:
    """An issue of the gazette; ``contents`` are paths of the portal's documents it prints."""

    year: int
    issue: int
    place: Place
    total: int = 0
    cover: Asset | None = None
    contents: tuple[str, ...] = ()


@dataclass(frozen=True)
class Handbook:
    """The text of 政府信息公开指南, as far as it is checked: headings, and all words."""

    headings: tuple[Heading, ...]
    text: str
