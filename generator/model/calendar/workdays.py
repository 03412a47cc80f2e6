"""Working days in China: weekdays without public holidays, and the weekend days made up for them."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from itertools import accumulate


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


@cache
def _counts() -> tuple[date, tuple[int, ...]]:
    """Return the first known day and, for it and each day after, the working days up to that day."""
    from chinese_calendar import holidays, workdays

    first = date(min(holidays).year, 1, 1)
    last = date(max(holidays).year, 12, 31)
    days = (first + timedelta(number) for number in range((last - first).days + 1))
    works = (day in workdays or (day.weekday() < 5 and day not in holidays) for day in days)
    return first, tuple(accumulate(works))
