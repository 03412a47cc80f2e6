"""Heads that file something for a year -> the model: reports, budgets, issues of the gazette."""

from __future__ import annotations

from generator.kinds.filings.declare import GazetteDeclaration
from generator.kinds.filings.form import FIRST_YEAR
from generator.kinds.filings.model import AnnualReport, Budget, GazetteIssue, Handbook, LawReport
from generator.kinds.filings.tables import read_tables
from generator.load.heads.common import DocumentDeclaration
from generator.load.heads.reading import Reading, read_text
from generator.load.markdown.headings import find_headings
from generator.load.markdown.links import resolve


def annual_report(reading: Reading, declared: DocumentDeclaration) -> AnnualReport | None:
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


def law_report(reading: Reading, declared: DocumentDeclaration) -> LawReport | None:
    """Return what a head says under ``law_report``."""
    said = declared.law_report
    place = reading.parsed.place(("law_report", "year"))
    return LawReport(said.year, said.unit or declared.issuer, place) if said else None


def budget(reading: Reading, declared: DocumentDeclaration) -> Budget | None:
    """Return what a head says under ``budget``."""
    said = declared.budget
    place = reading.parsed.place(("budget", "year"))
    return Budget(said.year, said.unit or declared.issuer, said.kind, place) if said else None


def gazette(reading: Reading, declared: DocumentDeclaration) -> GazetteIssue | None:
    """Return what a head says under ``gazette``; a printed document that is not there is a finding."""
    said = declared.gazette
    if said is None:
        return None
    place = reading.parsed.place(("gazette", "issue"))
    cover = reading.asset(said.cover, ("gazette", "cover"))
    return GazetteIssue(said.year, said.issue, place, said.total, cover, _contents(reading, said))


def _contents(reading: Reading, said: GazetteDeclaration) -> tuple[str, ...]:
    found: list[str] = []
    for number, target in enumerate(said.contents):
        path = resolve(target, "")
        if path is not None and path.endswith(".md") and path in reading.files.sizes:
            found.append(path)
        else:
            place = reading.parsed.place(("gazette", "contents", number))
            reading.report(
                "link-broken", place, f"找不到公报刊载的文件“{target}”。", "写文档在content之下的路径。"
            )
    return tuple(found)


def handbook(reading: Reading) -> Handbook | None:
    """Return the text of 政府信息公开指南."""
    parts = read_text(reading)
    return Handbook(tuple(find_headings(parts, reading.name)), parts.body) if parts else None
