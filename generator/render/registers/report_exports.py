"""The tables of annual reports as files that programs read: one figure a row, CSV and JSON."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from generator.kinds.filings.form import (
    APPLICANTS,
    DISPUTES,
    RULINGS,
    AnnualTables,
    disclosed_rows,
    request_rows,
)
from generator.kinds.filings.model import AnnualReport
from generator.model.addresses.made import REPORT_DATA, report_data_address
from generator.render.registers.exports import ExportTable, csv_bytes, json_bytes
from generator.render.templates.digest import digest_of
from generator.render.templates.extra import Extra, Studio
from generator.views.shelf import Shelf
from generator.views.svg import number

_LABELS = ("单位", "年度", "表", "行", "列", "数值")


def report_extras(shelf: Shelf, code: str) -> Iterator[Extra]:
    """Yield the figures of all annual reports."""
    for document in shelf.portal.lookups.having(AnnualReport):
        report = document.part(AnnualReport)
        if report and report.tables:
            rows = tuple((report.unit, str(report.year), *row) for row in _figures(report.tables))
            table = ExportTable(document.title, _LABELS, ("",) * 6, (False,) * 5 + (True,), rows)
            for suffix in REPORT_DATA:
                address = report_data_address(document.address, suffix)
                yield Extra(address, digest_of(code, suffix, table), partial(_make, table, suffix))


def _make(table: ExportTable, suffix: str, studio: Studio) -> bytes:  # noqa: ARG001
    return csv_bytes(table) if suffix == "csv" else json_bytes(table)


def _figures(tables: AnnualTables) -> Iterator[tuple[str, str, str, str]]:
    for (label, columns), row in zip(disclosed_rows(), tables.disclosed, strict=True):
        for column, cell in zip(columns, row, strict=True):
            yield "主动公开政府信息情况", label, column, number(cell.value)
    for path, row in zip(request_rows(), tables.requests, strict=True):
        for column, cell in zip(APPLICANTS, row, strict=True):
            yield "收到和处理政府信息公开申请情况", "".join(path), column, number(cell.value)
    for label, row in zip(DISPUTES, tables.disputes, strict=True):
        for column, cell in zip(RULINGS, row, strict=True):
            yield "政府信息公开行政复议、行政诉讼情况", label, column, number(cell.value)
