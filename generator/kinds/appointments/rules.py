"""Rules on appointments: who, to what, and when is told, and the days fit the publication."""

from __future__ import annotations

from collections.abc import Iterator

from generator.kinds.appointments.codes import CODES, finding
from generator.kinds.appointments.model import Appointments, decides, gives_notice
from generator.kinds.kind import Rules
from generator.load.heads.told import lacking
from generator.model.document import Document
from generator.model.finding import Finding
from generator.model.portal import Portal


def check_appointments(portal: Portal) -> Iterator[Finding]:
    """Each person has a name, a post and a day; what is decided is published after, a notice while it runs."""
    for document, stated in portal.lookups.stating(Appointments):
        yield from _missing(document, stated)
        yield from _days(document, stated)


def _missing(document: Document, stated: Appointments) -> Iterator[Finding]:
    for number, each in enumerate(stated.people, 1):
        if missing := lacking(each):
            name = f"“{each.person}”" if each.person else ""
            message = f"“{document.title}”的第{number}项{name}没有写{'、'.join(missing)}。"
            yield finding("appointment-incomplete", each.place, message)
    if decides(stated) and not stated.day:
        message = f"“{document.title}”没有写决定日期（date）。"
        yield finding("appointment-incomplete", stated.place, message)
    if gives_notice(stated) and not stated.until:
        message = f"“{document.title}”有任前公示，没有写公示截止（until）。"
        yield finding("appointment-incomplete", stated.place, message)


def _days(document: Document, stated: Appointments) -> Iterator[Finding]:
    published = document.published.date()
    if stated.day and stated.day > published:
        message = f"“{document.title}”的决定日期{stated.day}晚于发布日期{published}。"
        yield finding("appointment-date", stated.place, message)
    if stated.until and stated.until < published:
        message = f"“{document.title}”的公示截止{stated.until}早于发布日期{published}。"
        yield finding("appointment-date", stated.place, message)


RULES = Rules(CODES, (check_appointments,))
