"""The life of a policy document: since when and how long it holds, what changed it, what replaced it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from generator.model.days import chinese_day
from generator.model.words import Validity


class HistoryAct(StrEnum):
    """What happened to a document on one day, as its note under the title (题注) words it."""

    ISSUED = "公布"
    REVISED = "修订"
    AMENDED = "修正"
    REPEALED = "废止"


@dataclass(frozen=True)
class HistoryEvent:
    """One entry of a document's history. ``by`` is the number or name of the act that brought it about."""

    act: HistoryAct
    day: date
    by: str = ""


@dataclass(frozen=True)
class PolicyLife:
    """Dates and relations of a policy document.

    ``expires`` is the last day on which it holds. ``replaced_by`` is the path of the document that took
    its place. ``declared`` is the validity its head states, whatever the date makes of it.
    """

    effective: date | None = None
    expires: date | None = None
    replaced_by: str = ""
    history: tuple[HistoryEvent, ...] = ()
    declared: Validity | None = None


def is_invalid(validity: Validity | None) -> bool:
    """Tell whether a document is no longer to be applied. One that was amended still is, as amended."""
    return validity in (Validity.EXPIRED, Validity.REPEALED)


def validity_on(life: PolicyLife, day: date) -> Validity | None:
    """Return the validity of a document on a day: what its head states, unless a date says it ended.

    A repeal in its history counts from its day on, an expiry from the day after ``expires``.
    """
    if is_invalid(life.declared):
        return life.declared
    if any(event.act is HistoryAct.REPEALED and event.day <= day for event in life.history):
        return Validity.REPEALED
    if life.expires and day > life.expires:
        return Validity.EXPIRED
    return life.declared or (Validity.VALID if life.expires or life.effective else None)


def not_yet_in_force(life: PolicyLife, day: date) -> bool:
    """Tell whether a document has been made public but takes effect only later."""
    return bool(life.effective and day < life.effective)


def history_note(life: PolicyLife, signed: date | None, doc_no: str) -> str:
    """Return the note under the title (题注) without its brackets; empty when nothing was declared for it.

    Source: 国办公开办函〔2021〕33号: day and number of issue, days and numbers of revision, day of effect.
    """
    if not (life.history or life.effective or life.expires):
        return ""
    events = list(life.history)
    if signed and not any(event.act is HistoryAct.ISSUED for event in events):
        events.append(HistoryEvent(HistoryAct.ISSUED, signed, doc_no))
    events.sort(key=lambda event: event.day)
    parts = [_event_words(event) for event in events]
    if life.effective:
        parts.append(f"自{chinese_day(life.effective)}起施行")
    if life.expires:
        parts.append(f"有效期至{chinese_day(life.expires)}")
    return "　".join(parts)


def _event_words(event: HistoryEvent) -> str:
    day = chinese_day(event.day)
    if not event.by:
        return f"{day}{event.act.value}"
    if event.act is HistoryAct.ISSUED:
        return f"{day}以{event.by}{event.act.value}"
    return f"根据{day}{event.by}{event.act.value}"
