"""Rules on annual reports on disclosure: six parts, and tables whose figures agree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from generator.kinds.filings.codes import finding
from generator.kinds.filings.form import (
    APPLICANTS,
    CARRIED_IN,
    CARRIED_OUT,
    DISPUTES,
    FIRST_YEAR,
    NORMATIVE_ROW,
    PARTS,
    RECEIVED,
    RESULTS,
    RULINGS,
    TOTAL,
    AnnualTables,
    FormRow,
    request_rows,
)
from generator.kinds.filings.model import AnnualReport
from generator.model.finding import Finding
from generator.model.headings import has_part
from generator.model.portal import Portal

_FORM = ("国办公开办函〔2021〕30号",)
_NUMERALS = "一二三四五六"


def check_report_sections(portal: Portal) -> Iterator[Finding]:
    """An annual report has its six parts.

    Source: 条例第五十条 and 国办公开办函〔2021〕30号; part four may bear the name of 条例第五十条.
    """
    for document in portal.lookups.having(AnnualReport):
        report = document.part(AnnualReport)
        if report is None:
            continue
        missing = [
            f"“{_NUMERALS[number]}、{names[0]}”"
            for number, names in enumerate(PARTS)
            if not has_part(report.headings, names)
        ]
        if missing:
            message = f"年度报告缺少{'、'.join(missing)}部分，应有六个部分。"
            yield finding(
                "report-sections",
                document.place,
                message,
                basis=(*_FORM, "政府信息公开条例（国务院令第711号）第五十条"),
            )


def check_report_tables(portal: Portal) -> Iterator[Finding]:
    """The figures of an annual report agree with each other, and with those of the year before.

    Source: the equations of the form (国办公开办函〔2021〕30号): 一＋二＝三（七）＋四, （七） is the sum of （一）
    to （六）, each total that of its row. A report without data is named, not passed.
    """
    reports = [(d, d.part(AnnualReport)) for d in portal.lookups.having(AnnualReport)]
    known = {(r.unit, r.year): r.tables for _, r in reports if r and r.tables}
    for _, report in reports:
        if report and report.tables:
            yield from _row_sums(report.tables)
            yield from _column_sums(report.tables)
            before = known.get((report.unit, report.year - 1))
            if before:
                yield from _carried_over(report, report.tables, before)
        elif report and report.year >= FIRST_YEAR and not report.data:
            message = f"{report.unit}{report.year}年的年报没有写数据文件，表格的勾稽关系没有核对。"
            yield finding("report-unchecked", report.place, message, basis=_FORM)


def _row_sums(tables: AnnualTables) -> Iterator[Finding]:
    requests = zip(("".join(path[1:]) or path[0] for path in request_rows()), tables.requests, strict=True)
    disputes = zip(DISPUTES, tables.disputes, strict=True)
    for table, columns, rows in (("表三", APPLICANTS, requests), ("表四", RULINGS, disputes)):
        for label, row in rows:
            *parts, total = row
            added = sum((cell.value for cell in parts), Decimal(0))
            if added != total.value:
                message = f"{table}“{label}”行：{columns[0]}至{columns[-2]}各列之和{added}，不等于总计{total.value}。"
                yield finding("report-arithmetic", total.place, message, basis=_FORM)


def _column_sums(tables: AnnualTables) -> Iterator[Finding]:
    received, carried_in = tables.request((RECEIVED,)), tables.request((CARRIED_IN,))
    done, carried_out = tables.request((RESULTS, TOTAL)), tables.request((CARRIED_OUT,))
    for number, column in enumerate(APPLICANTS):
        results = _results(tables, number)
        total = done[number]
        if results != total.value:
            message = f"表三“{column}”列：第三项（一）至（六）之和{results}，不等于（七）总计{total.value}。"
            yield finding("report-arithmetic", total.place, message, basis=_FORM)
        left = received[number].value + carried_in[number].value
        right = total.value + carried_out[number].value
        if left != right:
            message = (
                f"表三“{column}”列：第三项（七）总计{total.value}与第四项{carried_out[number].value}之和{right}，"
                f"不等于第一项{received[number].value}与第二项{carried_in[number].value}之和{left}。"
            )
            yield finding("report-arithmetic", total.place, message, basis=_FORM)


def _results(tables: AnnualTables, column: int) -> Decimal:
    pairs = zip(request_rows(), tables.requests, strict=True)
    rows: Iterable[FormRow] = (row for path, row in pairs if path[0] == RESULTS and path[1] != TOTAL)
    return sum((row[column].value for row in rows), Decimal(0))


def _carried_over(report: AnnualReport, tables: AnnualTables, before: AnnualTables) -> Iterator[Finding]:
    """Compare with the year before. Inferred from what the rows mean, so only a warning."""
    now, then = tables.request((CARRIED_IN,))[-1], before.request((CARRIED_OUT,))[-1]
    year = report.year - 1
    if now.value != then.value:
        message = f"“上年结转”总计{now.value}，不等于{year}年年报的“结转下年度继续办理”总计{then.value}。"
        yield finding("report-carry-over", now.place, message)
    issued, repealed, valid = tables.disclosed[NORMATIVE_ROW]
    start = before.disclosed[NORMATIVE_ROW][-1].value
    expected = start + issued.value - repealed.value
    if expected != valid.value:
        message = (
            f"行政规范性文件现行有效件数{valid.value}，不等于{year}年的{start}加本年制发{issued.value}"
            f"减本年废止{repealed.value}（{expected}）。"
        )
        yield finding("report-carry-over", valid.place, message)
