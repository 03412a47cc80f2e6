"""Six hundred damaged or hostile inputs, the same on every machine: each is borne and told."""

from __future__ import annotations

from benchmarks.fuzz import fuzz

SEED, RUNS = 11, 600


def test_whatever_is_handed_in_is_borne() -> None:
    faults, exits = fuzz(SEED, range(RUNS), workers=2)
    assert [str(fault) for fault in faults] == []
    assert sum(exits.values()) == RUNS
    # The inputs do what they are for: some are refused, some are found fault with, some are good.
    assert all(exits[code] > RUNS / 20 for code in "012")
