"""Rules on what units disclose year by year: in time, and all of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from generator.kinds.filings.codes import CODES, finding
from generator.kinds.filings.model import ANNUAL_REPORTS, BUDGETS, LAW_REPORTS
from generator.kinds.filings.report_rules import check_report_sections, check_report_tables
from generator.kinds.filings.submissions import REPORT_WORDS, due_date, filings_of, obligations_of
from generator.kinds.kind import Rules
from generator.model.finding import Finding
from generator.model.moments import Occasion, Turn
from generator.model.portal import Portal

_BASIS = {
    ANNUAL_REPORTS: ("政府信息公开条例（国务院令第711号）第四十九条",),
    LAW_REPORTS: ("万州府办发〔2021〕46号三（一）",),
    BUDGETS: ("政府信息公开条例（国务院令第711号）第二十条第（七）项",),
}


def check_submissions(portal: Portal) -> Iterator[Finding]:
    """Every unit named in ``expected`` has disclosed what is due.

    Source: 条例第四十九条 for annual reports (departments by 31 January, governments by 31 March); for law
    reports, budgets and accounts the day that the column states.
    """
    for column in portal.walk():
        if column.layout not in _BASIS:
            continue
        for duty in obligations_of(column, portal):
            if duty.is_missing(portal.as_of):
                what = _words(column.layout, duty.year, duty.what)
                message = f"没有找到{duty.unit}的{what}，最迟应在{duty.due}公开。"
                yield finding("report-missing", duty.place, message, basis=_BASIS[column.layout])


def _words(layout: str, year: int, what: str) -> str:
    return f"{year}年{what}" if layout == BUDGETS else f"{year}年{REPORT_WORDS[layout]}"


def check_lateness(portal: Portal) -> Iterator[Finding]:
    """What units disclose year by year is disclosed by its last day (sources as in ``check_submissions``)."""
    for column in portal.walk():
        if column.layout not in _BASIS:
            continue
        for filing in filings_of(column.layout, portal):
            if column.since and filing.year < column.since:
                continue
            due = due_date(column, portal, filing.unit, filing.year, filing.what)
            day = filing.document.published.date()
            if day > due:
                what = _words(column.layout, filing.year, filing.what)
                message = f"{filing.unit}的{what}{day}才公开，最迟应在{due}公开。"
                yield finding("report-late", filing.place, message, basis=_BASIS[column.layout])


def _agenda(portal: Portal, last: date) -> Iterator[Occasion]:
    """By when units are to disclose what they have not yet, years that end or begin until then included."""
    then = replace(portal, as_of=last)
    for column in portal.walk():
        if column.layout not in _BASIS:
            continue
        for duty in obligations_of(column, then):
            if not duty.filings:
                title = _words(column.layout, duty.year, duty.what)
                yield Occasion(duty.due, Turn.DUE, "公开期限", title, duty.unit, duty.place, column.url)


RULES = Rules(CODES, (check_report_sections, check_report_tables, check_submissions, check_lateness), _agenda)
