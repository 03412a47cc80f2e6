"""Write the files of a segment: the lists of all its shards, cell by cell.

    l<n>.pagefind    lists of all text
    p<n>.pagefind    places of all text, each part of a cell (spread.py) packed by itself
    h<n>.pagefind    lists of titles, numbers and pinyin, in a folder that is of all shards,
    q<n>.pagefind    and their places, a cell in one part; titles.pagefind beside them has the titles themselves,
                     and facts.pagefind what filters need of the newest documents (facts.py)

A file holds some neighbouring cells. Unpacked, one of lists begins with, for each part of its cells, where the places
lie (the first byte in their file, and how many), then, for each cell and shard, how many bytes of lists and of places in
each part that shard has there. The lists follow in the same order. Whatever is packed is so in chunks
(chunks.py): a piece of places, and a file of lists, of which what comes before the lists is a chunk for itself.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from struct import Struct

import numpy as np
from numpy.typing import NDArray

from generator.data import dataclass
from generator.files import write_file
from generator.search.chunks import AROUND, SIZES, Chunk, Counts, Sizes, make_chunk, streams
from generator.search.facts import JOINED, join_facts
from generator.search.numbers import varints
from generator.search.packing import CLOSER, Joined, digest_of, pack
from generator.search.splicing import Before, Earlier, Made, Source, joined
from generator.search.spread import CELLS, Layout, Spread
from generator.search.titles import TITLE_LINES, title_list

_TITLES = "titles"
_NOTE = Struct("<16sII")  # of a part of the titles: its digest, how long it is, packed, and its checksum


def write_heads(
    source: Source, titles: Sequence[bytes], facts: Sequence[bytes], files: Spread, folder: Path
) -> Joined:
    """Write the files of titles into a folder that is there, and return what to note of them.

    ``titles`` are those of each shard, as title_lines gives them, and ``facts`` those of the newest shards, if any.
    """
    noted = _write(source, Layout("h", "q", files, repeats=True), folder)
    written = _Written(folder, source.before)
    if facts:
        written.put(JOINED, pack(join_facts(facts), CLOSER))
    told = _write_titles(title_list(titles), source.before, written)
    return Joined(noted.shards, {**noted.files, **written.digests}, {**noted.numbers, _TITLES: told})


def _write_titles(parts: Sequence[bytes], before: Before | None, written: _Written) -> bytes:
    """Write all titles, each part packed by itself. Returns what to note of the parts."""
    known: dict[bytes, tuple[bytes, int]] = {}
    if before and _TITLES in before[0].numbers:
        numbers, start = bytes(before[0].numbers[_TITLES]), AROUND[0]
        for at in range(0, len(numbers), _NOTE.size):
            digest, length, crc = _NOTE.unpack_from(numbers, at)
            known[digest] = before[1][TITLE_LINES][start : start + length], crc
            start += length
    chunks, told = [], []
    for part in parts:
        digest = hashlib.blake2b(part, digest_size=16).digest()
        known_as = known.get(digest)
        chunk = Chunk(*known_as, len(part)) if known_as else make_chunk(part, CLOSER, repeats=True)
        chunks.append(chunk)
        told.append(_NOTE.pack(digest, len(chunk.data), chunk.crc))
    written.put(TITLE_LINES, next(streams([chunks])))
    return b"".join(told)


def write_body(source: Source, files: Spread, folder: Path) -> Joined:
    """Write the files of all text into a folder that is there, and return what to note of them."""
    return _write(source, Layout("l", "p", files, repeats=False), folder)


def _write(source: Source, layout: Layout, folder: Path) -> Joined:
    made = joined(source, layout)
    written = _Written(folder, source.before)
    places, lists = made.places.chunks(), made.lists.chunks()
    lengths = places.lengths()
    starts = layout.starts(lengths)
    _write_places(made, layout, written)
    heads = _write_lists(made, layout, written, (starts, lengths))
    numbers = {
        "sizes": made.sizes,
        "place_sizes": places.sizes,
        "place_crcs": places.crcs,
        "list_sizes": lists.sizes,
        "list_crcs": lists.crcs,
        "heads": heads,
    }
    told = {name: each.astype(SIZES, copy=False).tobytes() for name, each in numbers.items()}
    return Joined(source.keys, written.digests, told)


def _write_places(made: Made, layout: Layout, written: _Written) -> None:
    anew, before = made.places.anew, made.before
    packed = dict(zip(anew, streams(list(anew.values())), strict=True))
    each = made.places.laid.rows.shape[1] // layout.spread.places
    for number in range(layout.spread.places):
        name = layout.file(layout.places, number)
        span = range(number * each, number * each + each)
        if before and packed.keys().isdisjoint(span):
            written.put(name, before.files[name])
        else:
            pieces = (packed[part] if part in packed or not before else before.place(part) for part in span)
            written.put(name, b"".join(pieces))


def _write_lists(made: Made, layout: Layout, written: _Written, where: tuple[Counts, Counts]) -> Sizes:
    """Write the files of lists; ``where`` the places of each part lie. Returns how long the first chunk of each is."""
    before, number = made.before, layout.spread.lists
    same = _same_heads(made, before, where, number) if before else np.zeros(number, dtype=bool)
    heads = before.heads.copy() if before else np.zeros(number, dtype=SIZES)
    lies, sizes = _Numbers.of(np.column_stack(where)), _Numbers.of(np.moveaxis(made.sizes, 0, 1))
    each, anew, pieces = CELLS // number, made.lists.anew, dict[int, list[Chunk]]()
    for file in range(number):
        if file in anew or not same[file]:
            cells = range(file * each, file * each + each)
            head = make_chunk(lies.of_cells(cells) + sizes.of_cells(cells), repeats=True)
            rows = anew[file] if file in anew or not before else before.list_chunks(file)
            heads[file], pieces[file] = len(head.data), [head, *rows]
    packed = dict(zip(pieces, streams(list(pieces.values())), strict=True))
    for file in range(number):
        name = layout.file(layout.lists, file)
        written.put(name, packed[file] if file in packed or not before else before.files[name])
    return heads


def _same_heads(made: Made, before: Earlier, where: tuple[Counts, Counts], number: int) -> NDArray[np.bool_]:
    """Tell of which files of lists that were is right what comes before the lists."""
    if made.sizes.shape != before.sizes.shape:
        return np.zeros(number, dtype=bool)
    other = (made.sizes != before.sizes).any(axis=(0, 2))
    for new, old in zip(where, (before.starts, before.lengths), strict=True):
        other |= (new != old).reshape(CELLS, -1).any(axis=1)
    same: NDArray[np.bool_] = ~other.reshape(number, -1).any(axis=1)
    return same


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
