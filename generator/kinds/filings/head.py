"""What heads say that file something for a year: reports and budgets."""

from __future__ import annotations

from collections.abc import Iterator

from generator.kinds.filings.declare import FilingsHead
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
from generator.load.heads.reading import Reading, read_text
from generator.load.markdown.headings import find_headings
from generator.model.column import Column
from generator.model.part import Part


def annual_report(reading: Reading, declared: FilingsHead) -> AnnualReport | None:
    """Return what a head says under ``annual_report``, with the tables of its data file."""
    said = declared.annual_report
    if said is None:
        return None
    parts = read_text(reading)
    headings = tuple(find_headings(parts, reading.name)) if parts else ()
    asset = reading.asset(said.data, ("annual_report", "data"))
    place = reading.parsed.place(("annual_report", "year"))
    tables = None
    if asset and said.year < FIRST_YEAR:
        reading.report(
            "value-invalid",
            reading.parsed.place(("annual_report", "data")),
            f"{said.year}年的年报用的是旧表，数据文件只用于{FIRST_YEAR}年及以后。",
            "删除data，把表格写在正文里。",
        )
    elif asset:
        tables = read_tables(asset, reading.files, reading.findings)
    unit = said.unit or declared.issuer
    return AnnualReport(said.year, unit, place, headings, asset.path if asset else "", tables)


def law_report(reading: Reading, declared: FilingsHead) -> LawReport | None:
    """Return what a head says under ``law_report``."""
    said = declared.law_report
    place = reading.parsed.place(("law_report", "year"))
    return LawReport(said.year, said.unit or declared.issuer, place) if said else None


def budget(reading: Reading, declared: FilingsHead) -> Budget | None:
    """Return what a head says under ``budget``."""
    said = declared.budget
    place = reading.parsed.place(("budget", "year"))
    return Budget(said.year, said.unit or declared.issuer, said.kind, place) if said else None


def _read(reading: Reading, declared: CommonHead, _: Column) -> Iterator[Part]:
    if isinstance(declared, FilingsHead):
        parts = (annual_report(reading, declared), law_report(reading, declared), budget(reading, declared))
        yield from (part for part in parts if part)


def _asked(_: Column, layout: str | None) -> Asked | None:
    if layout == ANNUAL_REPORTS:
        return Asked(AnnualReport, "annual_report", form="{year: 年份}")
    return Asked(LawReport, "law_report", form="{year: 年份}") if layout == LAW_REPORTS else None


def _sources(part: Part) -> Iterator[str]:
    if isinstance(part, AnnualReport) and part.data:
        yield part.data


HEAD = Head(
    declaration=FilingsHead,
    parts=(AnnualReport, LawReport, Budget),
    read=_read,
    layouts={ANNUAL_REPORTS: "公开年报", LAW_REPORTS: "法治报告", BUDGETS: "财政预决算"},
    start=start_filing,
    asked=_asked,
    sources=_sources,
)
