"""The page of 新闻发布: counts by year, and the events."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.model.portal import Column, Document
from generator.model.press_years import event_day, press_years
from generator.render.desk import Desk, Page, draw_page
from generator.render.others import first_others, without_detail
from generator.render.views import Shelf, document_href, root_of


@dataclass(frozen=True)
class EventRow:
    """A press event in its list."""

    title: str
    href: str
    form: str
    led_by: str
    day: str


def press_page(desk: Desk) -> Iterator[Page]:
    """Yield the one page, newest year first."""
    root = root_of(f"{desk.column.address}/index.html")
    documents, as_of = desk.shelf.below(desk.column), desk.site.as_of
    years = press_years(documents, as_of)
    events = [
        (year.year, [_row(each, root) for each in _events(documents) if event_day(each).year == year.year])
        for year in years
    ]
    values: dict[str, object] = {
        "years": years,
        "events": [group for group in events if group[1]],
        **first_others(desk.column, desk.shelf, press_others(desk.column, desk.shelf)),
        "limits": desk.shelf.portal.limits,
        "running": as_of.year,
    }
    yield draw_page(desk, "press.html", values)


def press_others(column: Column, shelf: Shelf) -> list[Document]:
    """Return the documents that are no press events."""
    return without_detail("press", column, shelf)


def press_state(column: Column, shelf: Shelf) -> object:  # noqa: ARG001
    """Return what decides the page besides the documents: the running year, and what is asked for."""
    limits = shelf.portal.limits
    return shelf.portal.as_of.year, limits.press_events, limits.press_led


def _events(documents: tuple[Document, ...]) -> list[Document]:
    return sorted((each for each in documents if each.details.press), key=event_day, reverse=True)


def _row(document: Document, root: str) -> EventRow:
    press = document.details.press
    return EventRow(
        title=document.title,
        href=document_href(document, root),
        form=press.form.value if press else "",
        led_by=press.led_by.value if press else "",
        day=f"{event_day(document):%Y-%m-%d}",
    )
