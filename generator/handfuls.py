"""Divide many things into handfuls: as many as are worth doing step by step together, and no more than fit in hand.

A processor that does one step for many documents has what the step needs at hand. Documents that were read, drawn and
written one by one, each through all steps, took a third longer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Thing = TypeVar("Thing")

_MOST = 64
# Bytes or characters at which a handful is full, however few things it has: a text may have eight million.
_FULL = 1 << 20


def handfuls(things: Iterable[Thing], size_of: Callable[[Thing], int]) -> Iterator[list[Thing]]:
    """Yield things in their order, a handful at a time; things that are made one by one are made a handful ahead."""
    few: list[Thing] = []
    size = 0
    for thing in things:
        few.append(thing)
        size += size_of(thing)
        if len(few) == _MOST or size > _FULL:
            yield few
            few, size = [], 0
    if few:
        yield few
