"""The blocks of an annual report, of an issue of the gazette, and of what an issue prints."""

from __future__ import annotations

from collections.abc import Iterator

from generator.frames.view import quote_address
from generator.kinds.filings.charts import report_charts
from generator.kinds.filings.model import AnnualReport, GazetteIssue
from generator.kinds.gazette.issue import issue_name
from generator.model.address import public_address
from generator.model.made_addresses import REPORT_DATA, report_data_address
from generator.model.related import PRINTED, PRINTED_IN
from generator.render.site.jobs import DocumentJob
from generator.render.templates.environment import safe
from generator.views.block import Block, BlockPlace

_FILE_WORDS = {"csv": "CSV表格", "json": "JSON数据"}


def filing_blocks(job: DocumentJob, root: str) -> Iterator[Block]:
    """Yield the charts of a report, the contents of an issue, and the issues that print a document."""
    details = job.document.details
    if details.annual_report and details.annual_report.tables:
        yield _charts(job, details.annual_report, root)
    if details.gazette:
        yield _issue(job, details.gazette, root)
    issues = _links(job, PRINTED_IN, root)
    if issues:
        yield Block(BlockPlace.AFTER_TEXT, "block-printed.html", {"issues": issues})


def _charts(job: DocumentJob, report: AnnualReport, root: str) -> Block:
    charts = report_charts(report.tables, report.year) if report.tables else []
    files = [
        (_FILE_WORDS[suffix], root + quote_address(report_data_address(job.document.address, suffix)))
        for suffix in REPORT_DATA
    ]
    values: dict[str, object] = {
        "charts": [(title, safe(chart)) for title, chart in charts],
        "files": files,
    }
    return Block(BlockPlace.AFTER_TEXT, "block-annual-charts.html", values)


def _issue(job: DocumentJob, issue: GazetteIssue, root: str) -> Block:
    values: dict[str, object] = {
        "name": issue_name(issue),
        "cover": root + quote_address(issue.cover.path) if issue.cover else "",
        "contents": _links(job, PRINTED, root),
    }
    return Block(BlockPlace.AFTER_TEXT, "block-gazette.html", values)


def _links(job: DocumentJob, role: str, root: str) -> list[tuple[object, str]]:
    return [
        (each.card, root + quote_address(public_address(each.card.address)))
        for each in job.related
        if each.role == role
    ]
