"""Write the files of a segment: the lists of all its shards, cell by cell.

    l<n>.pagefind    lists of all text
    p<n>.pagefind    places of all text, each part of a cell (spread.py) packed by itself
    h<n>.pagefind    lists of titles, numbers and pinyin, in a folder that is of all shards,
    q<n>.pagefind    and their places, a cell in one part; titles.pagefind beside them has the titles themselves

A file holds some neighbouring cells. Unpacked, one of lists begins with, for each part of its cells, where the places
lie (the first byte in their file, and how many), then, for each cell and shard, how many bytes of lists and of places in
each part that shard has there. The lists follow in the same order.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, chain
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from generator.search.packing import Packing
from generator.search.sections import Cells
from generator.search.spread import CELLS, Spread
from generator.search.texts import SUFFIX
from generator.search.varints import varint, varints

_NONE = np.zeros(0, dtype=np.int64)


def write_heads(shards: Sequence[Cells], files: Spread, folder: Path, packing: Packing) -> None:
    """Write the files of titles into a folder that is there."""
    _write(_Shared(shards), files, ("h", "q"), folder, packing)


def write_body(shards: Sequence[Cells], files: Spread, folder: Path, packing: Packing) -> None:
    """Write the files of all text into a folder that is there."""
    _write(_Shared(shards), files, ("l", "p"), folder, packing)


def _write(
    shared: _Shared, files: Spread, names: tuple[str, str], folder: Path, packing: Packing
) -> None:
    lists, places = names
    where: list[list[bytes]] = []
    for number, cells in _spread(files.places):
        packed = [[packing.pack(each) if each else b"" for each in shared.places(cell)] for cell in cells]
        starts = accumulate((len(each) for parts in packed for each in parts), initial=0)
        where += [
            [varint(start) + varint(len(each)) for each, start in zip(parts, starts, strict=False)]
            for parts in packed
        ]
        packing.write(folder, f"{places}{number}{SUFFIX}", b"".join(chain.from_iterable(packed)))
    for number, cells in _spread(files.lists):
        begins = chain.from_iterable(where[cells.start : cells.stop])
        data = (*begins, shared.sizes(cells), *shared.lists(cells))
        packing.write(folder, f"{lists}{number}{SUFFIX}", packing.pack(b"".join(data)))


class _Shared:
    """Lists and places of several shards, to be taken out cell by cell."""

    def __init__(self, shards: Sequence[Cells]) -> None:
        self._lists = [_Cut.by(each.lists, each.list_sizes) for each in shards]
        self._parts = shards[0].parts if shards else 1
        self._places = [_Cut.by(each.places, each.place_sizes) for each in shards]
        each = [np.column_stack((shard.list_sizes, shard.place_sizes.reshape(CELLS, -1))) for shard in shards]
        sizes, ends = (
            varints(np.concatenate(each, axis=1, dtype=np.int64).ravel()) if shards else varints(_NONE)
        )
        self._sizes = sizes.tobytes()
        of_cell = (1 + self._parts) * len(shards)
        self._ends = [0, *ends[of_cell - 1 :: of_cell].tolist()] if shards else [0] * (CELLS + 1)

    def lists(self, cells: range) -> list[bytes]:
        """Return the lists of some cells, shard by shard in each."""
        return [data[cuts[cell] : cuts[cell + 1]] for cell in cells for data, cuts in self._lists]

    def places(self, cell: int) -> list[bytes]:
        """Return the places of each part of a cell, those of all shards."""
        parts = range(cell * self._parts, (cell + 1) * self._parts)
        return [
            b"".join([data[cuts[part] : cuts[part + 1]] for data, cuts in self._places]) for part in parts
        ]

    def sizes(self, cells: range) -> bytes:
        """Return how many bytes of lists and of places each shard has in some cells."""
        return self._sizes[self._ends[cells.start] : self._ends[cells.stop]]


class _Cut(NamedTuple):
    """Bytes and where they are cut."""

    data: bytes
    cuts: list[int]

    @staticmethod
    def by(data: bytes, sizes: NDArray[np.uint32]) -> _Cut:
        """Cut bytes into pieces of these sizes."""
        return _Cut(data, [0, *np.cumsum(sizes).tolist()])


def _spread(files: int) -> list[tuple[int, range]]:
    each = CELLS // files
    return [(number, range(number * each, (number + 1) * each)) for number in range(files)]
