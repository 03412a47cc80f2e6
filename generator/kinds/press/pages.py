"""The page of 新闻发布: counts by year, and the events."""

from __future__ import annotations

from collections.abc import Iterator

from generator.data import dataclass
from generator.kinds.kind import Layout, Pages
from generator.kinds.press.blocks import press_blocks
from generator.kinds.press.model import PRESS, Press
from generator.kinds.press.years import PressTarget, PressYear, event_day, press_target, press_years
from generator.model.addresses.address import column_page
from generator.model.column import Column
from generator.model.document import Document
from generator.views.column import ColumnPage, ColumnView
from generator.views.others import first_others, without_part
from generator.views.rows import document_href, root_of
from generator.views.shelf import Shelf


@dataclass(frozen=True)
class EventRow:
    """A press event in its list."""

    title: str
    href: str
    form: str
    led_by: str
    day: str


@dataclass(frozen=True)
class YearRow:
    """The counts of a year, whether it is not over, and in words whether it has what is asked for, if anything is."""

    counts: PressYear
    running: bool
    outcome: str


def press_page(view: ColumnView) -> Iterator[ColumnPage]:
    """Yield the one page, newest year first."""
    root = root_of(column_page(view.column.address))
    documents, as_of = view.shelf.below(view.column), view.site.as_of
    years = press_years(documents, as_of)
    target = press_target(view.shelf.portal)
    events = [
        (year.year, [_row(each, root) for each in _events(documents) if event_day(each).year == year.year])
        for year in years
    ]
    values: dict[str, object] = {
        "years": [_year_row(year, target, as_of.year) for year in years],
        "events": [group for group in events if group[1]],
        **first_others(view.column, view.shelf, press_others(view.column, view.shelf)),
        "target": target,
    }
    yield ColumnPage("press/press.html", values)


def press_others(column: Column, shelf: Shelf) -> list[Document]:
    """Return the documents that are no press events."""
    return without_part(Press, column, shelf)


def press_state(column: Column, shelf: Shelf) -> object:  # noqa: ARG001
    """Return what decides the page besides the documents: the running year, and what is asked for."""
    return shelf.portal.as_of.year, press_target(shelf.portal)


def _year_row(year: PressYear, target: PressTarget | None, running: int) -> YearRow:
    is_running = year.year == running
    outcome = "未满一年" if is_running else "未达到"
    if target is None:
        outcome = ""
    elif target.met_by(year):
        outcome = "已达到"
    return YearRow(year, is_running, outcome)


def _events(documents: tuple[Document, ...]) -> list[Document]:
    return sorted((each for each in documents if each.part(Press)), key=event_day, reverse=True)


def _led_words(press: Press) -> str:
    return f"{press.led_by.value}带头" if press.led else "其他人员发布"


def _row(document: Document, root: str) -> EventRow:
    press = document.part(Press)
    return EventRow(
        title=document.title,
        href=document_href(document, root),
        form=press.form.value if press else "",
        led_by=_led_words(press) if press else "",
        day=f"{event_day(document):%Y-%m-%d}",
    )


PAGES = Pages(
    blocks=press_blocks,
    layouts={PRESS: Layout(press_page, state=press_state, others=press_others)},
)
