"""Pieces that are packed chunk by chunk are unpacked whole, and what is put into one gives what packing it anew gives."""

from __future__ import annotations

import gzip
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.search.chunks import CHUNK, Chunk, Laid, Put, put_in, streams

SIZES = st.sampled_from([0, 1, 40, CHUNK // 3, CHUNK - 1, CHUNK, 2 * CHUNK])
ROWS = st.lists(st.tuples(SIZES, st.integers(0, 255)), max_size=7)
Rows = list[tuple[int, int]]


def whole(rows: Rows) -> bytes:
    return b"".join(bytes((first + each * each) % 256 for each in range(size)) for size, first in rows)


def laid(rows: Rows) -> Laid:
    return Laid(np.array([size for size, _ in rows], dtype=np.int64).reshape(-1, 1))


def stream(chunks: Sequence[Chunk]) -> bytes:
    (made,) = streams([chunks])
    return made


@settings(max_examples=60, deadline=None)
@given(ROWS, st.booleans())
def test_a_piece_is_one_stream_of_gzip(rows: Rows, repeats: bool) -> None:
    data, packed = whole(rows), stream(laid(rows).pack(0, whole(rows), repeats=repeats))
    assert (gzip.decompress(packed) if packed else b"") == data
    assert bool(packed) == bool(data)


@settings(max_examples=150, deadline=None)
@given(ROWS, ROWS, st.data(), st.booleans())
def test_rows_put_in_give_what_is_packed_anew(
    old: Rows, come: Rows, data: st.DataObject, repeats: bool
) -> None:
    start = data.draw(st.integers(0, len(old)))
    end = data.draw(st.integers(start, len(old)))
    new, puts = [*old[:start], *come, *old[end:]], [Put(start, end, whole(come))]
    if len(come) == end - start and end < len(old) and data.draw(st.booleans()):
        # As many rows as before: a file of lists has those of several cells, and they may change in all of them.
        again = data.draw(st.integers(end, len(old) - 1))
        row = data.draw(st.tuples(SIZES, st.integers(0, 255)))
        new[again] = row
        puts.append(Put(again, again + 1, whole([row])))
    chunks = laid(old).pack(0, whole(old), repeats=repeats)
    made = put_in(laid(old), laid(new), 0, chunks, puts, repeats=repeats)
    assert made == laid(new).pack(0, whole(new), repeats=repeats)


@pytest.mark.parametrize("sizes", [[], [[5, 0, 70_000]], [[1], [0], [CHUNK] * 9, [3] * 40]])
def test_checksums_are_those_of_all_that_is_in_a_piece(sizes: list[list[int]]) -> None:
    rows = [[(size, number) for number, size in enumerate(each)] for each in sizes]
    pieces = [laid(each).pack(0, whole(each), repeats=False) for each in rows]
    assert [gzip.decompress(each) if each else b"" for each in streams(pieces)] == [
        whole(each) for each in rows
    ]


def test_what_grows_at_the_beginning_leaves_the_chunks_behind_it() -> None:
    rows = [(CHUNK // 4, number) for number in range(40)]
    longer = [(CHUNK // 3, 99), *rows]
    old, new = (laid(each).pack(0, whole(each), repeats=True) for each in (rows, longer))
    assert len(old) == 10
    assert new[-9:] == old[-9:]
