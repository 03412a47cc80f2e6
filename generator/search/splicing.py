"""Put shards of a folder of joined lists in the place of others, where most of it stays.

What the folder that is live was joined of is noted (packing.py): of a few shards the lists are read, as they were and as they
are. What they have the same of a cell is taken as it lies there, and what not is cut out of it and put in.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate, pairwise

import numpy as np
from numpy.typing import NDArray

from generator.data import dataclass
from generator.search.packing import Joined, pack_places
from generator.search.sections import Cells
from generator.search.spread import CELLS, Spread
from generator.search.texts import SUFFIX

_GZIP = 31
SIZES = np.dtype("<u4")
# So many shards are put in whatever else there is.
_FEW = 2
Sizes = NDArray[np.uint32]
Before = tuple[Joined, Mapping[str, bytes]]


@dataclass(frozen=True)
class Source:
    """The shards to be joined, by their keys, newest first; and what takes their lists, as they are and as they were.

    ``before`` is what is noted of the folder that is live, and its files. ``was`` returns None for what is kept no more.
    """

    keys: tuple[str, ...]
    take: Callable[[int], Cells]
    was: Callable[[str], Cells | None]
    before: Before | None = None


class Run:
    """The lists and places of some shards that follow each other, to be taken out cell by cell."""

    def __init__(self, shards: Sequence[Cells], parts: int) -> None:
        self.sizes = _sizes_of(shards, parts)
        self._lists = [(each.lists, _cuts(each.list_sizes)) for each in shards]
        self._places = [(each.places, _cuts(each.place_sizes)) for each in shards]

    def lists(self, cell: int) -> bytes:
        """Return the lists of a cell, shard by shard."""
        return b"".join([data[cuts[cell] : cuts[cell + 1]] for data, cuts in self._lists])

    def places(self, part: int) -> bytes:
        """Return the places of a part of a cell, counted through all cells."""
        return b"".join([data[cuts[part] : cuts[part + 1]] for data, cuts in self._places])


def _sizes_of(shards: Sequence[Cells], parts: int) -> Sizes:
    """Return how many bytes each shard has: a row a cell, its lists before its places."""
    each = [np.column_stack((shard.list_sizes, shard.place_sizes.reshape(CELLS, parts))) for shard in shards]
    return np.array(each, dtype=SIZES).reshape(len(shards), CELLS, 1 + parts)


def _cuts(sizes: NDArray[np.uint32]) -> list[int]:
    return [0, *np.cumsum(sizes, dtype=np.int64).tolist()]


class Spliced:
    """The folder that was, with some shards of it in place of others."""

    def __init__(self, before: Before, old: Run, new: Run, first: int, files: Spread) -> None:
        """Put ``new`` ones where the ``old`` ones were, from the ``first`` on."""
        noted, self._files = before
        self._old, self._new = old, new
        was = np.frombuffer(noted.sizes, dtype=SIZES).reshape(len(noted.shards), CELLS, -1)
        last = first + len(old.sizes)
        self.parts = was.shape[2] - 1
        self.sizes = np.concatenate((was[:first], new.sizes, was[last:]))
        self._ahead = was[:first].sum(axis=0, dtype=np.int64)
        self._out = old.sizes.sum(axis=0, dtype=np.int64)
        self._lists = was[:, :, 0].sum(axis=0, dtype=np.int64)
        self._was = np.frombuffer(noted.pieces, dtype=SIZES).astype(np.int64)
        self._starts = starts_of(self._was, files)
        self.pieces = self._was.copy()
        differs = self._out != new.sizes.sum(axis=0, dtype=np.int64)
        self._changed = differs[:, 1:].ravel()
        for part in np.flatnonzero(~self._changed).tolist():
            self._changed[part] = old.places(part) != new.places(part)
        self._new_lists = [old.lists(cell) != new.lists(cell) for cell in range(CELLS)]
        resized = np.ones(CELLS, dtype=bool)
        if len(old.sizes) == len(new.sizes):
            resized = (old.sizes != new.sizes).any(axis=(0, 2))
        self._altered = resized | np.array(self._new_lists)

    def places(self, name: str, span: range) -> bytes:
        """Return the places of some parts of cells, each packed by itself, and put down how many bytes it has so."""
        data = self._files[name]
        changed = np.flatnonzero(self._changed[span.start : span.stop]) + span.start
        if not len(changed):
            return data
        pieces, kept = [], 0
        for part in changed.tolist():
            start = int(self._starts[part])
            end = start + int(self._was[part])
            cell, column = part // self.parts, 1 + part % self.parts
            raw = zlib.decompress(data[start:end], _GZIP) if start < end else b""
            raw = self._put_in(raw, cell, column, self._new.places(part))
            piece = pack_places(raw) if raw else b""
            self.pieces[part] = len(piece)
            pieces += [data[kept:start], piece]
            kept = end
        return b"".join((*pieces, data[kept:]))

    def _put_in(self, raw: bytes, cell: int, column: int, new: bytes) -> bytes:
        """Return what all shards have of a cell, with what the new ones have where the old ones had theirs."""
        start = int(self._ahead[cell, column])
        return raw[:start] + new + raw[start + int(self._out[cell, column]) :]

    def lists(self, name: str, cells: range) -> list[bytes]:
        """Return the lists of some cells."""
        raw = zlib.decompress(self._files[name], _GZIP)
        sizes = self._lists[cells.start : cells.stop].tolist()
        cuts = [len(raw) - sum(sizes), *sizes]
        made = []
        for cell, (start, end) in zip(cells, pairwise(accumulate(cuts)), strict=True):
            each = raw[start:end]
            made.append(self._put_in(each, cell, 0, self._new.lists(cell)) if self._new_lists[cell] else each)
        return made

    def as_before(self, name: str, cells: range, starts: NDArray[np.int64]) -> bytes | None:
        """Return the file of some cells' lists if it is as it was; the places of each part begin at ``starts``."""
        span = slice(cells.start * self.parts, cells.stop * self.parts)
        same = not self._altered[cells.start : cells.stop].any()
        for new, old in ((starts, self._starts), (self.pieces, self._was)):
            same = same and bool((new[span] == old[span]).all())
        return self._files[name] if same else None


def spliced(source: Source, files: Spread, names: tuple[str, str]) -> Spliced | None:
    """Return the folder that was with what changed of it, None if it has too little in common or was laid out otherwise."""
    if not source.before:
        return None
    noted, there = source.before
    for name, number in zip(names, (files.lists, files.places), strict=True):
        if f"{name}{number - 1}{SUFFIX}" not in there or f"{name}{number}{SUFFIX}" in there:
            return None
    was, now = noted.shards, source.keys
    first, last = _alike(was, now), 0
    last = _alike(was[first:][::-1], now[first:][::-1])
    gone, come = was[first : len(was) - last], range(first, len(now) - last)
    if max(len(gone), len(come)) > max(_FEW, first + last):
        return None
    old = [source.was(key) for key in gone]
    if any(each is None for each in old):
        return None
    parts = len(noted.sizes) // (len(was) * CELLS * SIZES.itemsize) - 1
    runs = Run([each for each in old if each], parts), Run([source.take(number) for number in come], parts)
    return Spliced(source.before, *runs, first, files)


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many are the same at the beginning of two."""
    return next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def starts_of(pieces: NDArray[np.int64], files: Spread) -> NDArray[np.int64]:
    """Return where each packed part begins in its file."""
    rows = pieces.reshape(files.places, -1)
    return (np.cumsum(rows, axis=1) - rows).ravel()
