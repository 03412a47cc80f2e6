"""Press events counted by year."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from generator.data import dataclass
from generator.kinds.press.model import Press
from generator.model.document import Document
from generator.model.portal import Portal
from generator.model.words import PortalLevel


@dataclass(frozen=True)
class PressYear:
    """One year: events in all, those that interpret policies, and of these those led by a head."""

    year: int
    events: int
    policy: int
    led: int


@dataclass(frozen=True)
class PressTarget:
    """What is asked of a body in a year: events that interpret policies, and of these those led by a head."""

    events: int
    led: int

    def met_by(self, year: PressYear) -> bool:
        """Tell whether a year has what is asked for."""
        return year.policy >= self.events and year.led >= self.led


def press_target(portal: Portal) -> PressTarget | None:
    """Return what is asked of a portal's body; None of a township.

    Source: 渝府办发〔2021〕50号 二（二）2, of districts and departments.
    """
    if portal.level is PortalLevel.TOWNSHIP:
        return None
    return PressTarget(portal.limits.press_events, portal.limits.press_led)


def event_day(document: Document) -> date:
    """Return the day of an event: as stated, else that of its publication."""
    press = document.part(Press)
    return press.held if press and press.held else document.published.date()


def press_years(documents: Iterable[Document], as_of: date) -> list[PressYear]:
    """Count events by year, newest first: from the year of the first event to that of ``as_of``."""
    events = [(event_day(each).year, press) for each in documents if (press := each.part(Press))]
    if not events:
        return []
    years = []
    for year in range(
        max(as_of.year, *(each for each, _ in events)), min(each for each, _ in events) - 1, -1
    ):
        held = [press for each, press in events if each == year]
        policy = [press for press in held if press.policy]
        years.append(PressYear(year, len(held), len(policy), sum(press.led for press in policy)))
    return years
