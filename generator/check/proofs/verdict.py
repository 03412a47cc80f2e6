"""What is found out about one fact of a proof."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from generator.data import dataclass
from generator.model.mandate import Proof
from generator.model.proof import Names


@dataclass(frozen=True)
class Verdict:
    """Whether a fact holds, why in one sentence, and what shows it.

    ``some`` tells that part of what is asked for is there. ``late`` is the day on which it came to hold after
    its last day. ``look`` is what a person must judge, ``stated`` that only a statement can tell. ``due`` is
    the last day where it is another than the fact or the mandate says. ``wanted`` says what a person is to look for
    where something else is there.
    """

    holds: bool
    reason: str
    shown: tuple[Proof, ...] = ()
    some: bool = False
    late: date | None = None
    look: str = ""
    stated: bool = False
    due: date | None = None
    wanted: str = ""


def names_of(paths: Iterable[Names]) -> str:
    """Return column paths in words."""
    return "、".join(">".join(path) for path in paths)


def in_time(days: Iterable[date | None], needed: int, last: date | None) -> date | None:
    """Return the day on which the needed number was reached if that is after ``last``; None when in time.

    What has no date is taken as it stands: nobody can tell when it came.
    """
    if last is None:
        return None
    known = sorted(day or date.min for day in days)
    reached = known[needed - 1] if 0 < needed <= len(known) else None
    return reached if reached and reached > last else None


def period_words(first: date | None, last: date | None) -> str:
    """Return a period in words, empty where there is none."""
    if first and last and (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"{first.year}年" if first.year == last.year else f"{first.year}年至{last.year}年"
    if first and last:
        return f"{first}至{last}"
    return f"{first}以后" if first else ""
