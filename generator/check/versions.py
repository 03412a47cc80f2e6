"""Tell the versions of one law from two copies of it."""

from __future__ import annotations

import re

from generator.kinds.policy.model import PolicyLife
from generator.model.document import Document
from generator.model.words import Validity

_DAY = re.compile(r"(\d{4})[年-](\d{1,2})[月-](\d{1,2})")
_PAST = frozenset({Validity.AMENDED, Validity.EXPIRED, Validity.REPEALED})


def are_versions(one: Document, other: Document) -> bool:
    """Tell whether two documents of a title are versions of a law, of which one names the other.

    One is said to be replaced by the other, or the days on which the later says it was passed and changed include
    the day of the earlier; a reader tells them apart by these days. Without days only the relation counts.
    """
    if _replaces(one, other) or _replaces(other, one):
        return True
    days, others = named_days(one), named_days(other)
    if not days or not others or max(days) == max(others):
        return False
    earlier, later = sorted(((days, one), (others, other)), key=lambda pair: max(pair[0]))
    named = max(earlier[0]) in later[0] or bool(earlier[0] & later[0] and earlier[0] < later[0])
    return named or (earlier[1].validity in _PAST and later[1].validity not in _PAST)


def _replaces(one: Document, other: Document) -> bool:
    life = other.part(PolicyLife)
    return life is not None and bool(life.replaced_by) and life.replaced_by == one.path


def named_days(document: Document) -> set[str]:
    """Return the days that a document says it was passed or changed on; its signature where it names none."""
    days = set(document.text.changed)
    life = document.part(PolicyLife)
    if life:
        days |= {event.day.isoformat() for event in life.history}
    days |= {
        f"{int(year):04d}-{int(month):02d}-{int(day):02d}"
        for year, month, day in _DAY.findall(document.title)
    }
    if document.signed and (not days or document.signed.isoformat() > max(days)):
        days.add(document.signed.isoformat())
    return days
