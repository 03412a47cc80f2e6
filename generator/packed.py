"""A long sequence that takes little room: its items are kept as packed bytes, some hundred together.

A table of 840,000 rows takes a gigabyte as tuples of texts, and some thirty megabytes so. Items are read as often as they
are asked for, each time anew; who goes through them in order unpacks each block once.
"""

from __future__ import annotations

import marshal
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar, overload

Item = TypeVar("Item")
Other = TypeVar("Other")

# Fewer stay as they are: to keep them packed would save nothing that anybody feels.
FEW = 5_000
_BLOCK = 250
_LEVEL = 1


def itself(item: Any) -> Any:
    """Return an item as it was packed."""
    return item


class Packed(Sequence[Item]):
    """Items made, by ``make``, of plain values (texts, numbers, tuples of them), which are what is packed.

    Equal to any sequence of equal items, and written like a tuple of them, so that who digests one or the other gets the
    same digest. A part of it (a slice) shares its blocks.
    """

    __slots__ = ("_blocks", "_known", "_make", "_within")

    def __init__(self, blocks: Sequence[bytes], within: range, make: Callable[[Any], Item] = itself) -> None:
        self._blocks, self._within, self._make = blocks, within, make
        self._known: tuple[int, Sequence[Any]] = (-1, ())

    def mapped(self, make: Callable[[Any], Other]) -> Packed[Other]:
        """Return the same items made otherwise of what is packed; ``make`` is a function of a module."""
        return Packed(self._blocks, self._within, make)

    def _block(self, number: int) -> Sequence[Any]:
        known, items = self._known
        if known != number:
            items = marshal.loads(zlib.decompress(self._blocks[number]))
            self._known = (number, items)
        return items

    def __len__(self) -> int:
        return len(self._within)

    @overload
    def __getitem__(self, place: int) -> Item: ...

    @overload
    def __getitem__(self, place: slice) -> Packed[Item]: ...

    def __getitem__(self, place: int | slice) -> Item | Packed[Item]:
        if isinstance(place, slice):
            return Packed(self._blocks, self._within[place], self._make)
        block, at = divmod(self._within[place], _BLOCK)
        return self._make(self._block(block)[at])

    def __iter__(self) -> Iterator[Item]:
        within = self._within
        if within.step != 1:
            yield from (self[n] for n in range(len(self)))
            return
        at = within.start
        while at < within.stop:
            block, first = divmod(at, _BLOCK)
            items = self._block(block)[first : first + within.stop - at]
            yield from map(self._make, items)
            at += len(items)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence) or isinstance(other, str | bytes):
            return NotImplemented
        return len(self) == len(other) and all(one == two for one, two in zip(self, other, strict=True))

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))


def packed(plain: Iterable[Any], make: Callable[[Any], Item] = itself) -> Sequence[Item]:
    """Return items of plain values, packed where they are many; ``make`` is a function of a module."""
    source = iter(plain)
    first = list(islice(source, FEW + 1))
    if len(first) <= FEW:
        return tuple(map(make, first))
    blocks = [_pack(first[start : start + _BLOCK]) for start in range(0, FEW, _BLOCK)]
    count, rest = FEW, first[FEW:]
    del first
    while rest := [*rest, *islice(source, _BLOCK - len(rest))]:
        blocks.append(_pack(rest))
        count, rest = count + len(rest), []
    return Packed(blocks, range(count), make)


def _pack(items: list[Any]) -> bytes:
    return zlib.compress(marshal.dumps(items), _LEVEL)
