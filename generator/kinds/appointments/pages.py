"""The pages of 人事任免: everyone by year, and one page for each unit."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date

from generator.data import dataclass
from generator.kinds.appointments.blocks import appointment_blocks
from generator.kinds.appointments.model import APPOINTMENTS, Appointment, Appointments, Decision, day_of
from generator.kinds.kind import Layout, Pages
from generator.model.addresses.address import column_page
from generator.model.column import Column
from generator.model.document import Document
from generator.views.column import ColumnPage, ColumnView
from generator.views.others import first_others, without_part
from generator.views.paging import PageLink
from generator.views.rows import document_href, root_of
from generator.views.shelf import Shelf


@dataclass(frozen=True)
class AppointmentRow:
    """A person in the list."""

    person: str
    post: str
    note: str
    decision: str
    day: str
    is_notice: bool
    title: str
    href: str


@dataclass(frozen=True)
class _Entry:
    """A person, what states it, and the day by which it is listed."""

    document: Document
    stated: Appointment
    day: date | None
    listed: date


def appointments_pages(view: ColumnView) -> Iterator[ColumnPage]:
    """Yield the page of all, newest first, and where there are several units, one page for each."""
    column, shelf = view.column, view.shelf
    entries = _entries(column, shelf)
    units = _units(entries)
    values: dict[str, object] = {
        **_values(entries, column),
        **first_others(column, shelf, appointments_others(column, shelf)),
        "units": _unit_links(column, units, ""),
    }
    yield ColumnPage("appointments/appointments.html", values)
    for unit in units:
        values = {
            **_values([each for each in entries if each.stated.unit == unit], column),
            **{"others": (), "paging": []},
            "units": _unit_links(column, units, unit),
        }
        yield ColumnPage("appointments/appointments.html", values, _unit_page(column, unit), unit)


def appointments_addresses(column: Column, shelf: Shelf) -> Iterator[str]:
    """Yield the addresses of these pages."""
    yield column_page(column.address)
    yield from (_unit_page(column, unit) for unit in _units(_entries(column, shelf)))


def appointments_others(column: Column, shelf: Shelf) -> list[Document]:
    """Return the documents that appoint nobody."""
    return without_part(Appointments, column, shelf)


def _unit_page(column: Column, unit: str) -> str:
    # Of a digest, not in pinyin: it lasts whatever other units come and go, and needs no dictionary.
    return column_page(column.address, f"unit-{hashlib.sha256(unit.encode()).hexdigest()[:8]}")


def _units(entries: list[_Entry]) -> list[str]:
    """Return the units to sift by: none where all are of one."""
    units = sorted({each.stated.unit for each in entries if each.stated.unit})
    return units if len(units) > 1 else []


def _entries(column: Column, shelf: Shelf) -> list[_Entry]:
    """Return everyone, newest first; those of one document as they stand in it."""
    found = [
        _Entry(document, each, day, day or document.published.date())
        for document in shelf.below(column)
        if (stated := document.part(Appointments))
        for each in stated.people
        for day in (day_of(each, stated),)
    ]
    return sorted(found, key=lambda each: each.listed, reverse=True)


def _values(entries: list[_Entry], column: Column) -> dict[str, object]:
    root = root_of(column_page(column.address))
    years: dict[int, list[AppointmentRow]] = {}
    for each in entries:
        years.setdefault(each.listed.year, []).append(_row(each, root))
    return {"years": list(years.items()), "total": len(entries)}


def _unit_links(column: Column, units: list[str], current: str) -> list[PageLink]:
    links = [PageLink("全部", "./", not current)] if units else []
    pages = ((unit, _unit_page(column, unit).rpartition("/")[2]) for unit in units)
    return links + [PageLink(unit, page, unit == current) for unit, page in pages]


def _row(entry: _Entry, root: str) -> AppointmentRow:
    return AppointmentRow(
        person=entry.stated.person,
        post=entry.stated.post,
        note=entry.stated.note,
        decision=entry.stated.decision.value,
        day=f"{entry.day:%Y-%m-%d}" if entry.day else "",
        is_notice=entry.stated.decision is Decision.NOTICE,
        title=entry.document.title,
        href=document_href(entry.document, root),
    )


PAGES = Pages(
    blocks=appointment_blocks,
    layouts={
        APPOINTMENTS: Layout(appointments_pages, appointments_addresses, others=appointments_others),
    },
)
