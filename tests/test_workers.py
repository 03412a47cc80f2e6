"""Processes that share the work: none for little, and loaded before their work comes."""

from __future__ import annotations

import sys
from collections.abc import Callable
from concurrent.futures import Executor, Future
from functools import partial
from importlib.util import find_spec
from typing import Any

import pytest

from generator.publish.crew import PAGE_DRAWERS
from generator.workers import HandedOver, hand_over, workers


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


class Slow(Executor):
    """A pool that does a work only once its result is asked for, and counts what waits."""

    def __init__(self) -> None:
        self.waiting: list[tuple[Future[Any], Callable[[], Any]]] = []
        self.most = 0

    def submit(self, work: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        future: Future[Any] = Future()
        self.waiting.append((future, partial(work, *arguments, **named)))
        self.most = max(self.most, len(self.waiting))
        return future

    def go_on(self) -> None:
        """Do what has waited longest."""
        future, work = self.waiting.pop(0)
        try:
            future.set_result(work())
        except ArithmeticError as error:
            future.set_exception(error)


def test_much_work_is_handed_over_in_its_turn() -> None:
    pool = Slow()
    handed = HandedOver(pool, divmod, ((number, 7) for number in range(40)), ahead=3)
    assert list(handed.done()) == []
    found: list[tuple[int, int]] = []
    for _ in range(40):
        pool.go_on()
        found += handed.done()
    assert found == [divmod(number, 7) for number in range(40)]
    assert (pool.most, list(handed.rest())) == (3, [])


def test_what_work_raises_is_raised_where_it_is_asked_for() -> None:
    pool = Slow()
    handed = HandedOver(pool, divmod, [(1, 0)])
    pool.go_on()
    with pytest.raises(ZeroDivisionError):
        list(handed.rest())
