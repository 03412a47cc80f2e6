"""The recorded addresses as data: how names are written, and what is never dropped."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.model.addresses.url_lock import (
    LockEntry,
    UrlLock,
    find_drift,
    join_names,
    recorded,
    split_names,
)

NAMES = st.lists(st.text(st.sampled_from("政策>\\ a"), min_size=1, max_size=6), min_size=1, max_size=4)


@given(NAMES)
def test_names_are_read_as_they_were_written(names: list[str]) -> None:
    assert list(split_names(join_names(names))) == names


def test_a_column_is_known_by_the_address_above_it_and_its_name() -> None:
    lock = UrlLock((LockEntry("zwgk", ("政务公开",)), LockEntry("zwgk/zcjd", ("政务公开", "政策解读"))))
    assert lock.below("") == {"政务公开": "zwgk"}
    assert lock.below("zwgk") == {"政策解读": "zcjd"}
    assert lock.below("zwgk/zcjd") == {}


def test_no_address_is_dropped_and_only_the_topmost_is_told() -> None:
    lock = UrlLock((LockEntry("b/c", ("乙", "丙"), 2), LockEntry("b", ("乙",), 1)))
    assert [entry.address for entry in find_drift(lock, ()).gone] == ["b"]
    assert {entry.address for entry in recorded(lock, ()).entries} == {"b", "b/c"}
