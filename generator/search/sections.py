"""The lists of one shard, cell by cell: in which of its documents each gram stands, and where.

A shard's part of a cell is, one after the other, for all its grams in order of their 32 bits,

    how many grams; the steps between them; how many documents each has; how many bytes its places take;
    then the documents of each as steps from one to the next.

and apart from it the places of each gram: steps between them within a document, doubled, with one added to the
last of a document. All are numbers as varints.py writes them. Cells of several shards stand side by side in
one file (segments.py), so that an edit makes one shard's part anew and copies the others.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generator.search import codes
from generator.search.folding import SECTION
from generator.search.grams import Tokens, grams_of
from generator.search.layout import BODY_SECTIONS, HEAD_SECTIONS, SECTIONS
from generator.search.spread import CELLS
from generator.search.varints import Integers, varints
from generator.search.wording import Worded

_SIZES = np.dtype("<u4")


@dataclass(frozen=True)
class Cells:
    """Lists and places of each cell of a shard: one after the other, and how many bytes each cell has."""

    list_sizes: NDArray[np.uint32]
    place_sizes: NDArray[np.uint32]
    lists: bytes
    places: bytes

    def packed(self) -> bytes:
        """Return all of it as one piece."""
        sizes = np.concatenate((self.list_sizes, self.place_sizes)).astype(_SIZES).tobytes()
        return sizes + self.lists + self.places

    @staticmethod
    def unpacked(data: bytes | memoryview) -> Cells:
        """Return what was packed. Raises ValueError for anything else."""
        start = 2 * CELLS * _SIZES.itemsize
        sizes = np.frombuffer(data[:start], dtype=_SIZES)
        lists, places = sizes[: CELLS], sizes[CELLS :]
        middle = start + int(lists.sum())
        end = middle + int(places.sum())
        if end != len(data):
            raise ValueError("not the lists of a shard")
        return Cells(lists, places, bytes(data[start:middle]), bytes(data[middle:]))


@dataclass(frozen=True)
class Sections:
    """What a shard gives to the two indexes: that of titles, numbers and pinyin, and that of all text."""

    heads: Cells
    body: Cells


def make_sections(texts: Worded) -> Sections:
    """Return the lists of a shard of these texts."""
    begins = (np.cumsum(texts.counts) - texts.counts).astype(np.int32)
    counts = np.arange(len(texts.numbers), dtype=np.int32)
    tokens = Tokens(
        codes.token_codes(texts.names)[texts.numbers], texts.pages, counts - np.repeat(begins, texts.counts)
    )
    part = _parts(texts, begins)
    part[tokens.codes == codes.NO_CODE] = len(SECTIONS)
    heads, body = (np.flatnonzero(_among(sections)[part]) for sections in (HEAD_SECTIONS, BODY_SECTIONS))
    return Sections(
        _cells(tokens, heads.astype(np.int32), places_of_one=True),
        _cells(tokens, body.astype(np.int32), places_of_one=False),
    )


def _among(sections: tuple[int, ...]) -> NDArray[np.bool_]:
    chosen = np.zeros(len(SECTIONS) + 1, dtype=bool)
    chosen[list(sections)] = True
    return chosen


def _parts(texts: Worded, begins: NDArray[np.int32]) -> NDArray[np.uint8]:
    """Return in which section of its document each token stands."""
    if SECTION not in texts.names:
        return np.zeros(len(texts.numbers), dtype=np.uint8)
    before = np.cumsum(texts.numbers == texts.names.index(SECTION), dtype=np.int32)
    # No text begins with the end of a section: the first token tells how many came before it.
    before -= np.repeat(before[begins], texts.counts)
    return before.astype(np.uint8)


def _cells(tokens: Tokens, at: NDArray[np.int32], *, places_of_one: bool) -> Cells:
    keys, where = grams_of(tokens, at, first_places=places_of_one)
    page = tokens.pages[where]
    new_key, new_group = np.ones(len(keys), dtype=bool), np.ones(len(keys), dtype=bool)
    np.not_equal(keys[1:], keys[:-1], out=new_key[1:])
    np.not_equal(page[1:], page[:-1], out=new_group[1:])
    new_group |= new_key
    groups, firsts = np.flatnonzero(new_group), np.flatnonzero(new_key)
    here = tokens.places[where]
    steps = np.diff(here, prepend=np.int32(0))
    steps[groups] = here[groups]
    steps <<= 1
    # The last place of a document is the one before the first of the next.
    steps[groups - 1] |= 1
    left_out = None
    if not places_of_one:
        alone = np.isin(keys[firsts], codes.mixed(*_alone(tokens.codes[at])))
        left_out = np.repeat(alone, np.diff(firsts, append=len(keys)))
    place_bytes, place_ends = varints(steps, left_out)
    return _by_cell(_Lists(keys[firsts], firsts, groups, page[groups], place_bytes, place_ends))


def _alone(tokens: NDArray[np.int32]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    each = np.unique(tokens)
    return np.full(len(each), codes.ALONE, dtype=np.int32), each


@dataclass(frozen=True)
class _Lists:
    """All grams in order: ``firsts`` and ``groups`` tell at which place each gram and each of its documents begin."""

    keys: NDArray[np.uint64]
    firsts: NDArray[np.int64]
    groups: NDArray[np.int64]
    pages: NDArray[np.int32]
    place_bytes: NDArray[np.uint8]
    place_ends: Integers


def _by_cell(lists: _Lists) -> Cells:
    keys, firsts, groups = lists.keys, lists.firsts, lists.groups
    cell = (keys >> np.uint64(32)).astype(np.int64)
    within = (keys & np.uint64(0xFFFFFFFF)).astype(np.int64)
    grams_up_to = np.searchsorted(cell, np.arange(CELLS + 1))
    new_cell = np.zeros(len(keys), dtype=bool)
    starts = grams_up_to[:-1]
    new_cell[starts[starts < len(keys)]] = True
    key_steps = np.where(new_cell, within, np.diff(within, prepend=0)).astype(np.int64)
    gram_ends = np.append(firsts[1:], len(lists.place_ends)) - 1
    up_to = np.concatenate((np.zeros(1, dtype=np.int64), lists.place_ends))
    place_size = up_to[gram_ends + 1] - up_to[firsts] if len(keys) else np.zeros(0, dtype=np.int64)
    group_of = np.searchsorted(groups, firsts)
    counts = np.append(group_of[1:], len(groups)) - group_of
    page_steps = lists.pages.copy()
    page_steps[1:] -= lists.pages[:-1]
    page_steps[group_of] = lists.pages[group_of]
    # Streams of all grams, cut where a cell ends.
    streams = [varints(each) for each in (key_steps, counts, place_size)]
    cuts = [np.concatenate((np.zeros(1, dtype=np.int64), each))[grams_up_to] for _, each in streams]
    page_bytes, page_ends = varints(page_steps)
    groups_up_to = np.append(group_of, len(groups))[grams_up_to]
    streams.append((page_bytes, page_ends))
    cuts.append(np.concatenate((np.zeros(1, dtype=np.int64), page_ends))[groups_up_to])
    heads, head_ends = varints(grams_up_to[1:] - grams_up_to[:-1])
    streams.insert(0, (heads, head_ends))
    cuts.insert(0, np.concatenate((np.zeros(1, dtype=np.int64), head_ends)))
    raw = [each.tobytes() for each, _ in streams]
    bounds = [each.tolist() for each in cuts]
    pieces = [
        data[bound[number] : bound[number + 1]]
        for number in range(CELLS)
        for data, bound in zip(raw, bounds, strict=True)
    ]
    sizes = sum(np.diff(each) for each in cuts)
    place_cuts = np.append(firsts, len(lists.place_ends))[grams_up_to]
    return Cells(
        np.asarray(sizes, dtype=np.uint32),
        np.diff(up_to[place_cuts]).astype(np.uint32),
        b"".join(pieces),
        lists.place_bytes.tobytes(),
    )
