"""Working days: holidays and make-up days as the yearly notices of the State Council set them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.calendar.workdays import workdays_between

KNOWN = st.dates(date(2004, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("start", "end", "count"),
    [
        (date(2026, 3, 2), date(2026, 3, 6), 4),
        # 2026: Spring Festival 15 to 23 February; the 14th and the 28th, both Saturdays, are worked.
        (date(2026, 2, 13), date(2026, 2, 14), 1),
        (date(2026, 2, 14), date(2026, 2, 23), 0),
        (date(2026, 2, 27), date(2026, 3, 1), 1),
        (date(2026, 2, 9), date(2026, 3, 13), 20),
        # National Day 1 to 7 October; Sunday 20 September and Saturday 10 October are worked.
        (date(2026, 9, 30), date(2026, 10, 7), 0),
        (date(2026, 9, 18), date(2026, 9, 20), 1),
        (date(2026, 3, 6), date(2026, 3, 6), 0),
        (date(2026, 3, 6), date(2026, 3, 2), 0),
    ],
)
def test_holidays_and_make_up_days_count_as_the_notices_say(start: date, end: date, count: int) -> None:
    assert workdays_between(start, end) == count


@pytest.mark.parametrize(
    "span", [(date(2026, 12, 31), date(2090, 1, 4)), (date(2003, 12, 31), date(2026, 1, 5))]
)
def test_a_year_without_a_notice_is_not_guessed(span: tuple[date, date]) -> None:
    assert workdays_between(*span) is None


@given(KNOWN, KNOWN, KNOWN)
def test_spans_add_up(one: date, two: date, three: date) -> None:
    first, middle, last = sorted((one, two, three))
    whole, begin, end = (workdays_between(*span) for span in ((first, last), (first, middle), (middle, last)))
    assert whole is not None and begin is not None and end is not None
    assert whole == begin + end


@given(KNOWN, st.integers(0, 400))
def test_no_more_working_days_than_days(start: date, length: int) -> None:
    count = workdays_between(start, start + timedelta(length))
    assert count is None or 0 <= count <= length
