"""Write the files of a segment: the lists of all its shards, cell by cell.

    h<n>.pagefind    lists and places of titles, numbers and pinyin
    l<n>.pagefind    lists of all text
    p<n>.pagefind    places of all text, each cell packed by itself

A file holds some neighbouring cells. Unpacked, one of lists begins with, for each of its cells, where the places
of the cell lie (the first byte in their file, and how many; nothing for titles), then, for each cell and shard,
how many bytes of lists and of places that shard has there. The lists follow in the same order, and in a file of
titles their places behind all lists.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from generator.files import write_file
from generator.search.packing import pack
from generator.search.sections import Cells
from generator.search.spread import CELLS, Files
from generator.search.texts import SUFFIX
from generator.search.varints import varint, varints


def write_heads(shards: Sequence[Cells], files: int, folder: Path) -> None:
    """Write the files of titles into a folder that is there."""
    shared = _Shared(shards)
    for number, cells in _spread(files):
        begins = b"\0\0" * len(cells)
        data = (begins, shared.sizes(cells), *shared.lists(cells), *shared.places(cells))
        write_file(f"{folder}/h{number}{SUFFIX}", pack(b"".join(data)))


def write_body(shards: Sequence[Cells], files: Files, folder: Path) -> None:
    """Write the files of lists and of places into a folder that is there."""
    shared = _Shared(shards)
    where: list[bytes] = []
    for number, cells in _spread(files.places):
        packed = [pack(b"".join(shared.places(range(cell, cell + 1)))) for cell in cells]
        starts = accumulate((len(each) for each in packed), initial=0)
        where += [varint(start) + varint(len(each)) for start, each in zip(starts, packed, strict=False)]
        write_file(f"{folder}/p{number}{SUFFIX}", b"".join(packed))
    for number, cells in _spread(files.lists):
        begins = where[cells.start : cells.stop]
        data = (*begins, shared.sizes(cells), *shared.lists(cells))
        write_file(f"{folder}/l{number}{SUFFIX}", pack(b"".join(data)))


class _Shared:
    """Lists and places of several shards, to be taken out cell by cell."""

    def __init__(self, shards: Sequence[Cells]) -> None:
        self._lists = [_Cut.by(each.lists, each.list_sizes) for each in shards]
        self._places = [_Cut.by(each.places, each.place_sizes) for each in shards]
        both = [each for shard in shards for each in (shard.list_sizes, shard.place_sizes)]
        sizes, ends = varints(np.array(both, dtype=np.int64).T.ravel())
        self._sizes = sizes.tobytes()
        self._ends = (
            [0, *ends[2 * len(shards) - 1 :: 2 * len(shards)].tolist()] if shards else [0] * (CELLS + 1)
        )

    def lists(self, cells: range) -> list[bytes]:
        """Return the lists of some cells, shard by shard in each."""
        return [data[cuts[cell] : cuts[cell + 1]] for cell in cells for data, cuts in self._lists]

    def places(self, cells: range) -> list[bytes]:
        """Return the places of some cells, likewise."""
        return [data[cuts[cell] : cuts[cell + 1]] for cell in cells for data, cuts in self._places]

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
