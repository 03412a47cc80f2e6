"""When the public sees what: the moments that documents state."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from generator.load.yaml.fields import parse_moment_end
from generator.model.calendar.days import chinese_end
from generator.model.document import Document
from generator.model.finding import Place
from generator.model.moments import is_taken_down, is_waiting, same_between, settle_notices

_START = datetime(2026, 11, 30)
_MOMENTS = st.integers(0, 40).map(lambda number: _START + timedelta(hours=number))
_DOCUMENTS = st.builds(
    lambda published, gone, notice, draft: Document(
        "a.md", "tz", "tz/a.html", "标题", "区政府", published, Place("content/a.md"),
        withdraw_at=gone, notice_until=notice, draft=draft,
    ),
    _MOMENTS, st.none() | _MOMENTS, st.none() | _MOMENTS, st.booleans(),
)  # fmt: skip


def seen(documents: list[Document], moment: datetime) -> list[tuple[bool, str]]:
    """Return what the public sees at a moment."""
    return [
        (not (each.draft or is_waiting(each, moment) or is_taken_down(each, moment)), each.notice)
        for each in settle_notices(documents, moment)
    ]


@given(st.lists(_DOCUMENTS, max_size=6), _MOMENTS, _MOMENTS)
def test_between_two_turns_nothing_changes(
    documents: list[Document], moment: datetime, other: datetime
) -> None:
    since, until = same_between(documents, moment)
    assert (since is None or since <= moment) and (until is None or moment < until)
    if (since is None or since <= other) and (until is None or other < until):
        public = [each for each in documents if not each.draft]
        assert seen(public, moment) == seen(public, other)


@pytest.mark.parametrize(
    ("written", "read", "words"),
    [
        ("2026-11-30", datetime(2026, 12, 1), "2026年11月30日"),
        ("2026-11-30 17:00", datetime(2026, 11, 30, 17), "2026年11月30日17:00"),
        ("2026-12-31", datetime(2027, 1, 1), "2026年12月31日"),
        ("2026-12-01T00:00:00", datetime(2026, 12, 1), "2026年11月30日"),
    ],
)
def test_a_day_lasts_until_it_is_over(written: str, read: datetime, words: str) -> None:
    assert parse_moment_end(written) == read
    assert parse_moment_end(read) == read
    assert chinese_end(read) == words


@pytest.mark.parametrize("written", ["2026-02-30", "明天", "9999-12-31", "2026-11-30 25:00"])
def test_what_is_no_moment_is_told(written: str) -> None:
    with pytest.raises(PydanticCustomError):
        parse_moment_end(written)
