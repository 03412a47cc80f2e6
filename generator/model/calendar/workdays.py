"""Working days in China: weekdays without public holidays, and the weekend days made up for them."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from itertools import accumulate

from generator.data import dataclass


@dataclass(frozen=True)
class Workdays:
    """How many working days a span holds: ``least`` for certain, ``most`` at most. Equal where all is announced."""

    least: int
    most: int

    def beyond(self, limit: int) -> bool | None:
        """Tell whether the span holds more than ``limit`` working days; None where nobody can tell yet."""
        if self.least > limit:
            return True
        return False if self.most <= limit else None


@dataclass(frozen=True)
class _Feast:
    """A public holiday: between which days of the year (MMDD) it always lies, how many weekdays it can take off,
    and how many days of weekends near it can be made working days for it.
    """

    first: str
    last: str
    off: int
    made_up: int


# The seven holidays of 全国年节及纪念日放假办法 (国务院令第795号 as revised). The spans hold every day the
# moon calendar and the yearly notices can give them; the counts are the most that any notice gives.
# A holiday by a special notice (as on 3 September 2015) is not among them.
_FEASTS = (
    _Feast("0101", "0104", 3, 2), _Feast("0117", "0301", 7, 3), _Feast("0331", "0408", 3, 2),
    _Feast("0427", "0507", 5, 2), _Feast("0526", "0627", 3, 2), _Feast("0906", "0929", 3, 2),
    _Feast("0929", "1010", 7, 3), _Feast("1229", "1231", 3, 2),
)  # fmt: skip
# Within how many days of a holiday weekends are made working days for it.
_NEAR = 16
# The days of a span that are looked at one holiday after another.
_LONG = 800


def workdays_between(start: date, end: date) -> int | None:
    """Return the number of working days after ``start`` up to and including ``end``; 0 when none.

    None where the yearly holiday notice of the State Council for a year of that span is not yet known
    to the calendar (chinesecalendar), because a guess could accuse somebody of being late.
    """
    if end <= start:
        return 0
    first, counts = _counts()
    low, high = (start - first).days, (end - first).days
    if low < 0 or high >= len(counts):
        return None
    return counts[high] - counts[low]


def bound_workdays(start: date, end: date) -> Workdays:
    """Return between which numbers the working days after ``start`` up to and including ``end`` lie.

    Where the holidays of a year are not announced, ``least`` counts every weekday but as many as the seven
    holidays can take off at most, and ``most`` every weekday and as many days of weekends as can be made up: both
    hold whatever the notice will say. The part of the span that is announced is counted exactly.
    """
    exact = workdays_between(start, end)
    if exact is not None:
        return Workdays(exact, exact)
    first, counts = _counts()
    last = first + timedelta(days=len(counts) - 1)
    known = workdays_between(max(start, first), min(end, last)) or 0
    least = most = known
    for begins, ends in ((start, min(end, first)), (max(start, last), end)):
        if begins < ends:
            part = _estimate(begins + timedelta(days=1), ends)
            least, most = least + part.least, most + part.most
    return Workdays(least, most)


def _estimate(first: date, last: date) -> Workdays:
    start, end = first.toordinal(), last.toordinal()
    if end - start > _LONG:
        # No term is as long: that it is over is all that is asked.
        return Workdays(_estimate(first, date.fromordinal(start + _LONG)).least, end - start + 1)
    weekdays = _weekdays(start, end)
    off = made_up = 0
    for year in range(max(date.min.year, first.year - 1), min(date.max.year, last.year + 1) + 1):
        for feast in _FEASTS:
            begins, ends = (
                date(year, int(day[:2]), int(day[2:])).toordinal() for day in (feast.first, feast.last)
            )
            off += min(feast.off, _weekdays(max(start, begins), min(end, ends)))
            near, far = max(start, begins - _NEAR), min(end, ends + _NEAR)
            made_up += min(feast.made_up, max(0, far - near + 1) - _weekdays(near, far))
    return Workdays(max(0, weekdays - off), min(end - start + 1, weekdays + made_up))


def _weekdays(first: int, last: int) -> int:
    """Return how many days from ``first`` to ``last`` (ordinals, both count) are none of a weekend."""
    weeks, rest = divmod(max(0, last - first + 1), 7)
    return weeks * 5 + sum(1 for more in range(rest) if (first + more - 1) % 7 < 5)


@cache
def _counts() -> tuple[date, tuple[int, ...]]:
    """Return the first known day and, for it and each day after, the working days up to that day."""
    from chinese_calendar import holidays, workdays

    first = date(min(holidays).year, 1, 1)
    last = date(max(holidays).year, 12, 31)
    days = (first + timedelta(number) for number in range((last - first).days + 1))
    works = (day in workdays or (day.weekday() < 5 and day not in holidays) for day in days)
    return first, tuple(accumulate(works))
