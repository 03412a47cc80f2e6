"""Processes that share the work: none for little, and loaded before their work comes."""

from __future__ import annotations

import sys
from concurrent.futures import Executor
from importlib.util import find_spec

import pytest

from generator.publish.crew import PAGE_DRAWERS
from generator.workers import hand_over, workers


def knows(module: str) -> bool:
    """Tell whether this process has loaded a module."""
    return module in sys.modules


def test_little_work_starts_no_process() -> None:
    with workers(2, threshold=10) as crew:
        assert crew.pool_for(9) is None
        assert crew.running() is None
        crew.prepare(["calendar"])
        assert crew.running() is None


def test_of_a_large_portal_one_process_begins_at_once() -> None:
    with workers(2, threshold=10) as crew:
        crew.begin_one(9, ["calendar"])
        assert crew.one() is None
        crew.begin_one(10, ["xml.dom.minidom"])
        one = crew.one()
        assert one
        assert crew.running() is None
        assert one.submit(knows, "xml.dom.minidom").result()


def test_one_process_is_this_one() -> None:
    with workers(1, threshold=0) as crew:
        assert crew.pool_for(10_000) is None


def test_what_is_prepared_is_loaded_by_those_that_run() -> None:
    with workers(2, threshold=0) as crew:
        pool = crew.pool_for(1)
        assert isinstance(pool, Executor)
        assert crew.running() is pool
        crew.prepare(["xml.dom.minidom"])
        crew.prepare(["xml.dom.minidom"])
        assert any(pool.map(knows, ["xml.dom.minidom"] * 8))


@pytest.mark.parametrize("module", PAGE_DRAWERS)
def test_what_page_drawers_load_exists(module: str) -> None:
    assert find_spec(module)


def test_what_is_handed_over_may_change_at_once() -> None:
    with workers(2, threshold=0) as crew:
        pool = crew.pool_for(1)
        assert pool
        known = {number: number for number in range(200_000)}
        handed = [hand_over(pool, len, known)]
        for number in range(200_000, 400_000):
            known[number] = number
        assert handed[0].result(timeout=60) == 200_000
