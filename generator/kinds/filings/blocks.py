"""The blocks of an annual report."""

from __future__ import annotations

from collections.abc import Iterator

from generator.kinds.filings.charts import report_charts
from generator.kinds.filings.model import AnnualReport
from generator.model.addresses.links import quote_address
from generator.model.addresses.made import REPORT_DATA, report_data_address
from generator.views.block import Block, BlockPlace
from generator.views.job import DocumentJob
from generator.views.markup import safe

_FILE_WORDS = {"csv": "CSV表格", "json": "JSON数据"}


def filing_blocks(job: DocumentJob, root: str) -> Iterator[Block]:
    """Yield the charts of a report."""
    report = job.document.part(AnnualReport)
    if report and report.tables:
        yield _charts(job, report, root)


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
    return Block(BlockPlace.AFTER_TEXT, "filings/block-annual-charts.html", values)
