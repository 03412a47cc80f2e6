"""The rule on the yearly report of the website (政府网站年度工作报表)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from generator.model.catalogue import finding
from generator.model.document import Document
from generator.model.finding import Finding, Place
from generator.model.portal import Portal

_NAMES = ("年度工作报表", "工作年度报表", "年度报表")


def check_website_report(portal: Portal) -> Iterator[Finding]:
    """The report on the website of the year before is out by the last day of January.

    Source: 国办发〔2017〕47号, from memory, so that the day is a limit that columns.yml can change and the finding a
    warning. Asked of the last term that is over, of a site that had published anything in the year of the report.
    """
    days = portal.limits.website_report_days
    if not (days and portal.limits.national):
        return
    year = portal.as_of.year - (1 if portal.as_of <= _last(portal.as_of.year, days) else 0)
    last, reported = _last(year, days), year - 1
    # They come newest first.
    if not portal.documents or portal.documents[-1].published.year > reported:
        return
    reports = [
        own[place]
        for own, places in portal.lookups.told("reports", list[int], _places_of_reports)
        for place in places
        if f"{reported}年" in own[place].title
    ]
    if not reports:
        message = f"没有公布{reported}年度的政府网站年度工作报表，期限是{last}。"
        yield finding("website-report-late", Place("columns.yml"), message)
        return
    # As they stand in the portal: of the same moment the first one by its path.
    first = min(reports, key=lambda each: (each.published, each.path))
    if first.published.date() > last:
        message = f"{reported}年度的政府网站年度工作报表{first.published.date()}才公布，期限是{last}。"
        yield finding("website-report-late", first.place, message)


def _last(year: int, days: int) -> date:
    return min(date(year, 1, 1) + timedelta(days=days - 1), date(year, 12, 31))


def _places_of_reports(documents: Sequence[Document]) -> list[int]:
    return [place for place, each in enumerate(documents) if _is_report(each.title)]


def _is_report(title: str) -> bool:
    website = title.find("网站")
    return website >= 0 and any(name in title[website:] for name in _NAMES)
