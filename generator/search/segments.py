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

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from generator.data import dataclass
from generator.files import write_file
from generator.search.packing import Joined, digest_of, pack, pack_places
from generator.search.splicing import SIZES, Before, Run, Source, spliced, starts_of
from generator.search.spread import CELLS, Spread
from generator.search.texts import SUFFIX
from generator.search.varints import varints

HEAD_FILES, BODY_FILES = ("h", "q"), ("l", "p")


def write_lists(source: Source, files: Spread, names: tuple[str, str], folder: Path) -> Joined:
    """Write the files of a segment into a folder that is there, and return what to note of them."""
    made = spliced(source, files, names) or _All(source)
    lists, places = names
    written = _Written(folder, source.before)
    for number, cells in _spread(files.places):
        name = f"{places}{number}{SUFFIX}"
        written.put(name, made.places(name, range(cells.start * made.parts, cells.stop * made.parts)))
    starts = starts_of(made.pieces, files)
    where = _Numbers.of(np.column_stack((starts, made.pieces)))
    sizes = _Numbers.of(np.moveaxis(made.sizes, 0, 1))
    for number, cells in _spread(files.lists):
        name = f"{lists}{number}{SUFFIX}"
        data = made.as_before(name, cells, starts)
        if data is None:
            data = pack(b"".join((where.of_cells(cells), sizes.of_cells(cells), *made.lists(name, cells))))
        written.put(name, data)
    return Joined(source.keys, written.digests, made.sizes.tobytes(), made.pieces.astype(SIZES).tobytes())


class _Written:
    """Files of a folder with the digest of each; what is as it was before need not be looked through again."""

    def __init__(self, folder: Path, before: Before | None) -> None:
        self._folder = folder
        self._before = before
        self.digests: dict[str, str] = {}

    def put(self, name: str, data: bytes) -> None:
        write_file(f"{self._folder}/{name}", data)
        if self._before and self._before[1].get(name) is data:
            self.digests[name] = self._before[0].files[name]
        else:
            self.digests[name] = digest_of(data)


@dataclass(frozen=True)
class _Numbers:
    """Numbers of each cell as bytes, and where those of each begin."""

    data: bytes
    begins: list[int]

    @staticmethod
    def of(values: NDArray[np.integer]) -> _Numbers:
        """Take as many of the values for each cell, one after the other."""
        each = values.size // CELLS
        data, ends = varints(np.asarray(values, dtype=np.int64).ravel())
        return _Numbers(data.tobytes(), [0, *ends[each - 1 :: each].tolist()] if each else [0] * (CELLS + 1))

    def of_cells(self, cells: range) -> bytes:
        """Return those of some cells."""
        return self.data[self.begins[cells.start] : self.begins[cells.stop]]


class _All:
    """All shards, joined anew."""

    def __init__(self, source: Source) -> None:
        shards = [source.take(number) for number in range(len(source.keys))]
        self.parts = shards[0].parts if shards else 1
        self._run = Run(shards, self.parts)
        self.sizes = self._run.sizes
        self.pieces = np.zeros(CELLS * self.parts, dtype=np.int64)

    def places(self, name: str, span: range) -> bytes:
        """Return the places of some parts of cells, each packed by itself, and put down how many bytes it has so."""
        del name
        packed = [pack_places(data) if (data := self._run.places(part)) else b"" for part in span]
        self.pieces[span.start : span.stop] = [len(each) for each in packed]
        return b"".join(packed)

    def lists(self, name: str, cells: range) -> list[bytes]:
        """Return the lists of some cells."""
        del name
        return [self._run.lists(cell) for cell in cells]

    def as_before(self, name: str, cells: range, starts: NDArray[np.int64]) -> bytes | None:
        """Return the file of some cells' lists if it is as it was; the places of each part begin at ``starts``."""
        del name, cells, starts
        return None


def _spread(files: int) -> list[tuple[int, range]]:
    each = CELLS // files
    return [(number, range(number * each, (number + 1) * each)) for number in range(files)]
