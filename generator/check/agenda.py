"""What is to come in a portal: what will appear, what will end, what falls due, in the order of time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from generator.check.national.freshness import update_terms
from generator.check.proofs.states import assess_portal, due_day
from generator.kinds.rules import RULES
from generator.load.portal import Loaded
from generator.model.addresses.address import public_address
from generator.model.calendar.days import end_as_told
from generator.model.document import Document
from generator.model.finding import Place
from generator.model.mandate import MandateState
from generator.model.moments import Occasion, Turn, turning_points
from generator.model.portal import Portal

_SETTLED = (MandateState.MET, MandateState.STATED, MandateState.NOT_APPLICABLE)


def agenda_of(loaded: Loaded, last: date) -> list[Occasion]:
    """Return what is to come from the portal's moment on, up to and including the day ``last``."""
    if loaded.portal is None:
        return []
    everything = (
        *_appearing(loaded),
        *_updates(loaded.portal),
        *_mandates(loaded.portal),
        *(each for family in RULES for each in family.agenda(loaded.portal, last)),
    )
    chosen = (each for each in everything if loaded.moment < _end(each.when) and _day(each.when) <= last)
    return sorted(chosen, key=lambda each: (_start(each.when), each.turn, each.what, each.title, each.place))


def turns_of(loaded: Loaded) -> Iterator[datetime]:
    """Yield, in order, the moments to come at which the public sees something else without anybody's edit."""
    stated = (turn for each in _timed(loaded) for turn in turning_points(each))
    yield from sorted({turn for turn in stated if turn > loaded.moment})


def _timed(loaded: Loaded) -> Iterator[Document]:
    """Yield the documents that time alone changes: of drafts nothing appears without an edit."""
    public = loaded.portal.documents if loaded.portal else ()
    yield from (each for each in (*public, *loaded.hidden) if not each.draft)


def _appearing(loaded: Loaded) -> Iterator[Occasion]:
    for document in _timed(loaded):
        told = (document.title, document.issuer, document.place, public_address(document.address))
        yield Occasion(document.published, Turn.APPEARS, "定时公开", *told)
        if document.notice_until:
            yield Occasion(end_as_told(document.notice_until), Turn.ENDS, "公示截止", *told)
        if document.withdraw_at:
            yield Occasion(document.withdraw_at, Turn.ENDS, "撤下", *told)


def _updates(portal: Portal) -> Iterator[Occasion]:
    for column, newest, allowed, _ in update_terms(portal):
        when = newest + timedelta(days=allowed)
        yield Occasion(
            when, Turn.DUE, "栏目更新", ">".join(column.path), column.unit, column.place, column.url
        )


def _mandates(portal: Portal) -> Iterator[Occasion]:
    for pack, assessments in assess_portal(portal):
        for each in assessments:
            mandate = each.mandate
            when = due_day(mandate)
            if when and each.state not in _SETTLED:
                what = f"{pack.short_title}{mandate.clause}"
                units = "、".join(mandate.units)
                yield Occasion(when, Turn.DUE, what, mandate.summary, units, Place("columns.yml"))


def _day(when: date) -> date:
    return when.date() if isinstance(when, datetime) else when


def _start(when: date) -> datetime:
    return when if isinstance(when, datetime) else datetime.combine(when, time())


def _end(when: date) -> datetime:
    """Return when an occasion is over: a moment at once, a day at its end."""
    return when if isinstance(when, datetime) else datetime.combine(when, time.max)
