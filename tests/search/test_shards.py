"""Records are divided by date so that little changes when something is published."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from generator.search.record import SearchRecord
from generator.search.shards import Shard, plan_shards
from tests.search.corpus import record

MINUTES = st.integers(0, 60 * 24 * 365 * 12)


def at(minutes: int, number: int = 0) -> SearchRecord:
    return record(
        "公告", url=f"gg/{number}.html", published=datetime(2014, 1, 1) + timedelta(minutes=minutes)
    )


def plan(records: list[SearchRecord]) -> list[Shard]:
    return plan_shards(records, recent=4, old=9)


@given(st.lists(MINUTES, max_size=120))
def test_each_record_is_in_one_shard_that_is_not_too_large(minutes: list[int]) -> None:
    records = [at(minute, number) for number, minute in enumerate(minutes)]
    shards = plan(records)
    held = [each for shard in shards for each in shard.records]
    assert sorted(held, key=lambda each: each.url) == sorted(records, key=lambda each: each.url)
    assert len({shard.name for shard in shards}) == len(shards)
    for shard in shards:
        assert re.fullmatch(r"[a-z0-9-]+", shard.name)
        assert len(shard.records) <= 9
        assert [each.published for each in shard.records] == sorted(
            (e.published for e in shard.records), reverse=True
        )


@given(st.lists(MINUTES, min_size=1, max_size=120), st.randoms())
def test_the_order_of_input_does_not_matter(minutes: list[int], random: object) -> None:
    records = [at(minute, number) for number, minute in enumerate(minutes)]
    shuffled = list(records)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert plan(records) == plan(shuffled)


@given(st.lists(MINUTES, min_size=1, max_size=120), MINUTES)
def test_a_new_record_touches_one_shard(minutes: list[int], new: int) -> None:
    records = [at(minute, number) for number, minute in enumerate(minutes)]
    newest = max(each.published for each in records)
    added = at(new)._replace(url="gg/new.html")
    if added.published.year > newest.year:
        return
    before, after = set(plan(records)), set(plan([*records, added]))
    gone = before - after
    # None when it falls into a period that had no record yet.
    assert len(gone) <= 1
    # What came instead holds what the one shard held, and the new record.
    came = {each for shard in after - before for each in shard.records}
    assert came == {each for shard in gone for each in shard.records} | {added}


def test_a_day_with_too_many_records_is_cut() -> None:
    shards = plan([at(5, number) for number in range(100)])
    assert len(shards) >= 25
    assert all(len(shard.records) <= 4 for shard in shards)


def test_records_of_one_address_cannot_be_cut() -> None:
    assert [len(shard.records) for shard in plan([at(5)] * 20)] == [20]


def test_shards_come_newest_first() -> None:
    shards = plan([at(60 * 24 * day, day) for day in range(0, 3000, 40)])
    newest = [shard.records[0].published for shard in shards]
    oldest = [shard.records[-1].published for shard in shards]
    assert all(older < newer for newer, older in zip(oldest, newest[1:], strict=False))
    assert newest == sorted(newest, reverse=True)


def test_nothing_makes_no_shard() -> None:
    assert plan([]) == []
