"""What is said of working days in years whose holidays are not announced holds for every year that is."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from generator.model.calendar import workdays
from generator.model.calendar.workdays import bound_workdays, workdays_between

# A holiday by a special notice, which no rule foretells.
PARADE = (date(2015, 9, 3), date(2015, 9, 4))


def test_the_bounds_hold_for_all_years_that_are_announced() -> None:
    """Asked as if nothing were announced: for every first day and the lengths that terms have."""
    day = date(2008, 1, 1)
    while day < date(2026, 6, 1):
        for length in (3, 7, 10, 21, 30, 45, 90):
            end = day + timedelta(length)
            real = workdays_between(day, end)
            guess = workdays._estimate(day + timedelta(1), end)
            parade = day <= PARADE[1] and end >= PARADE[0]
            assert real is not None
            assert parade or guess.least <= real <= guess.most, (day, end, real, guess)
        day += timedelta(3)


@given(st.dates(), st.dates())
def test_any_two_days_have_bounds(start: date, end: date) -> None:
    bounds = bound_workdays(start, end)
    assert 0 <= bounds.least <= bounds.most <= max(0, (end - start).days)
    if (exact := workdays_between(start, end)) is not None:
        assert bounds.least == exact == bounds.most


def test_part_of_a_span_that_is_announced_is_counted_exactly() -> None:
    last = date(2026, 12, 31)
    known = workdays_between(date(2026, 12, 1), last)
    assert known is not None
    assert bound_workdays(date(2026, 12, 1), date(2089, 6, 30)).least > known
    assert bound_workdays(date(2026, 12, 1), last).most == known
