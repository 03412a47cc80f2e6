"""Many things are divided into handfuls: all of them, in their order, none too full."""

from __future__ import annotations

from collections.abc import Iterator

from generator.handfuls import handfuls


def test_all_in_their_order() -> None:
    numbers = list(range(200))
    found = list(handfuls(numbers, lambda _: 1))
    assert [each for few in found for each in few] == numbers
    assert max(map(len, found)) == 64


def test_what_is_large_fills_a_handful() -> None:
    sizes = [10, 2 << 20, 10, 10]
    assert list(handfuls(sizes, lambda size: size)) == [[10, 2 << 20], [10, 10]]


def test_nothing_makes_no_handful() -> None:
    assert list(handfuls([], len)) == []


def test_things_are_made_no_more_than_a_handful_ahead() -> None:
    made = []

    def make() -> Iterator[int]:
        for number in range(100):
            made.append(number)
            yield number

    next(handfuls(make(), lambda _: 1))
    assert len(made) == 64
