"""Head keys of what a unit files for a year: reports and budgets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.kinds.filings.draft import start_filing
from generator.kinds.filings.form import FIRST_YEAR
from generator.kinds.filings.model import (
    ANNUAL_REPORTS,
    BUDGETS,
    LAW_REPORTS,
    AnnualReport,
    Budget,
    LawReport,
)
from generator.kinds.filings.tables import read_tables
from generator.kinds.kind import Asked, Head
from generator.load.heads.common import CommonHead
from generator.load.heads.made import read_group
from generator.load.heads.reading import Reading, read_text
from generator.load.heads.said import Group
from generator.load.markdown.headings import find_headings
from generator.model.asset import Asset
from generator.model.column import Column
from generator.model.part import Part

_ANNUAL = Group(AnnualReport, "annual_report", "公开年报", "这份文档是政府信息公开工作年度报告时写。")
_LAW = Group(LawReport, "law_report", "法治报告", "这份文档是法治政府建设年度报告时写。")
_BUDGET = Group(Budget, "budget", "预决算", "这份文档是一个单位的预算或决算时写。")


def _read(reading: Reading, declared: CommonHead, _: Column) -> Iterator[Part]:
    """A filing is that of the unit it names, else of the one that publishes it."""
    report = read_group(_ANNUAL, AnnualReport, reading, declared)
    if report:
        yield _with_tables(replace(report, unit=report.unit or declared.issuer), reading)
    law = read_group(_LAW, LawReport, reading, declared)
    if law:
        yield replace(law, unit=law.unit or declared.issuer)
    budget = read_group(_BUDGET, Budget, reading, declared)
    if budget:
        yield replace(budget, unit=budget.unit or declared.issuer)


def _with_tables(report: AnnualReport, reading: Reading) -> AnnualReport:
    parts = read_text(reading)
    headings = tuple(find_headings(parts, reading.name)) if parts else ()
    tables = None
    if report.data and report.year < FIRST_YEAR:
        reading.report(
            "value-invalid",
            reading.parsed.place(("annual_report", "data")),
            f"{report.year}年的年报用的是旧表，数据文件只用于{FIRST_YEAR}年及以后。",
            "删除data，把表格写在正文里。",
        )
    elif report.data:
        file = Asset(report.data, reading.files.sizes[report.data])
        tables = read_tables(file, reading.files, reading.findings)
    return replace(report, headings=headings, tables=tables)


def _asked(_: Column, layout: str | None) -> Asked | None:
    if layout == ANNUAL_REPORTS:
        return Asked(AnnualReport, "annual_report", form="{year: 年份}")
    return Asked(LawReport, "law_report", form="{year: 年份}") if layout == LAW_REPORTS else None


def _sources(part: Part) -> Iterator[str]:
    if isinstance(part, AnnualReport) and part.data:
        yield part.data


HEAD = Head(
    groups=(_ANNUAL, _LAW, _BUDGET),
    read=_read,
    layouts={ANNUAL_REPORTS: "公开年报", LAW_REPORTS: "法治报告", BUDGETS: "财政预决算"},
    start=start_filing,
    asked=_asked,
    sources=_sources,
)
