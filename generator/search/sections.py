"""The lists of one shard, cell by cell: in which of its documents each gram stands, and where.

A shard's part of a cell is, one after the other, for all its grams in order of their 32 bits,

    how many grams; the steps between them; how many documents each has; how many bytes its places take;
    then the documents of each as steps from one to the next; where a shard has words of attached files, doubled, with
    one added where the gram stands in these alone; in lists of all text, of grams that LEAST_BESIDE documents have, the
    two tokens that always stand beside it, as grams.py has it, and of those that are told the number of exceptions;
    then the exceptions of each.

and apart from it the places of each gram: steps between them within a document, doubled, with one added to the
last of a document. Those of all text are cut into PARTS by the first of the 32 bits, so that a search need not read
all. Places in attached files are counted from ATTACHED_AT on (layout.py). All are numbers as varints.py writes them.
Cells of several shards stand side by side in one file (segments.py), so that an edit makes one shard's part anew and
copies the others.
"""

from __future__ import annotations

from itertools import chain, pairwise

import numpy as np
from numpy.typing import NDArray

from generator.data import dataclass
from generator.search import codes
from generator.search.folding import SECTION
from generator.search.grams import LEAST_BESIDE, Beside, Grouped, Tokens, beside, grams_of, make_tokens
from generator.search.layout import (
    ATTACHED_AT,
    ATTACHED_SECTION,
    BODY_SECTIONS,
    HEAD_SECTIONS,
    SECTIONS,
)
from generator.search.spread import CELLS, PARTS
from generator.search.varints import Integers, varints
from generator.search.wording import Worded

_SIZES = np.dtype("<u4")


@dataclass(frozen=True)
class Cells:
    """Lists and places of each cell of a shard: one after the other, and how many bytes each cell has.

    The places of a cell may be in several parts, as many in each: ``place_sizes`` tells of each part.
    """

    list_sizes: NDArray[np.uint32]
    place_sizes: NDArray[np.uint32]
    lists: bytes
    places: bytes

    def packed(self) -> bytes:
        """Return all of it as one piece."""
        parts = np.array([self.parts])
        sizes = np.concatenate((parts, self.list_sizes, self.place_sizes)).astype(_SIZES).tobytes()
        return sizes + self.lists + self.places

    @property
    def parts(self) -> int:
        """How many parts the places of a cell are in."""
        return len(self.place_sizes) // CELLS

    @staticmethod
    def unpacked(data: bytes | memoryview) -> Cells:
        """Return what was packed. Raises ValueError for anything else."""
        (parts,) = np.frombuffer(data[: _SIZES.itemsize], dtype=_SIZES)
        start = (1 + CELLS + CELLS * int(parts)) * _SIZES.itemsize
        sizes = np.frombuffer(data[:start], dtype=_SIZES)
        lists, places = sizes[1 : 1 + CELLS], sizes[1 + CELLS :]
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


def make_sections(texts: Worded, *, marked: bool = False) -> Sections:
    """Return the lists of a shard of these texts; ``marked`` where any of them has words of attached files."""
    begins = (np.cumsum(texts.counts) - texts.counts).astype(np.int32)
    counts = np.arange(len(texts.numbers), dtype=np.int32)
    places = counts - np.repeat(begins, texts.counts)
    part = _parts(texts, begins)
    attached = part == ATTACHED_SECTION if marked else None
    if attached is not None:
        places[attached] += ATTACHED_AT
    names = codes.token_codes(texts.names)
    tokens = make_tokens(names, texts.numbers, texts.pages, places)
    part[(names == codes.NO_CODE).take(texts.numbers)] = len(SECTIONS)
    heads, body = (np.flatnonzero(_among(sections).take(part)) for sections in (HEAD_SECTIONS, BODY_SECTIONS))
    return Sections(
        _cells(tokens, heads.astype(np.int32), places_of_one=True),
        _cells(tokens, body.astype(np.int32), places_of_one=False, attached=attached),
    )


def attached_begins(texts: Worded) -> dict[int, int]:
    """Return for each text that has words of attached files the place where they begin."""
    begins = (np.cumsum(texts.counts) - texts.counts).astype(np.int32)
    at = np.flatnonzero(_parts(texts, begins) == ATTACHED_SECTION)
    pages, firsts = np.unique(texts.pages[at], return_index=True)
    return {int(page): int(at[first] - begins[page]) for page, first in zip(pages, firsts, strict=True)}


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


def _cells(
    tokens: Tokens,
    at: NDArray[np.int32],
    *,
    places_of_one: bool,
    attached: NDArray[np.bool_] | None = None,
) -> Cells:
    """Return the lists of the tokens at ``at``; ``attached`` tells of every token whether it is of a file."""
    grams = grams_of(tokens, at, first_places=places_of_one, attached=attached)
    where, groups, firsts = grams.where, grams.groups, grams.firsts
    told = None if places_of_one else beside(tokens, grams)
    here = tokens.places.take(where)
    steps = np.diff(here, prepend=np.int32(0))
    steps[groups] = here[groups]
    steps <<= 1
    # The last place of a document is the one before the first of the next.
    steps[groups - 1] |= 1
    left_out = None
    if not places_of_one:
        left_out = np.repeat(grams.lengths == 1, np.diff(firsts, append=len(where)))
    place_bytes, place_ends = varints(steps, left_out)
    only = None
    if attached is not None:
        # Of a document's places the first is the least: where that is in a file, all are.
        only = attached[where[groups]]
    return _by_cell(_Lists(grams, place_bytes, place_ends, only, told), 1 if places_of_one else PARTS)


@dataclass(frozen=True)
class _Lists:
    """All grams, their places as bytes, which of their documents have one in files ``only``, and what stands beside them."""

    grams: Grouped
    place_bytes: NDArray[np.uint8]
    place_ends: Integers
    only: NDArray[np.bool_] | None
    beside: Beside | None


def _by_cell(lists: _Lists, parts: int) -> Cells:
    grams = lists.grams
    keys, firsts, counts = grams.keys, grams.firsts, grams.counts
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
    page_steps = grams.pages.copy()
    page_steps[1:] -= grams.pages[:-1]
    page_steps[grams.first_groups] = grams.pages[grams.first_groups]
    if lists.only is not None:
        page_steps = page_steps * 2 + lists.only
    # Streams of all grams, cut where a cell ends.
    streams = [varints(each) for each in (key_steps, counts, place_size)]
    cuts = [_before(each)[grams_up_to] for _, each in streams]
    streams.append(varints(page_steps))
    cuts.append(_before(streams[-1][1])[np.append(grams.first_groups, len(grams.pages))[grams_up_to]])
    streams.insert(0, varints(np.diff(grams_up_to)))
    cuts.insert(0, _before(streams[0][1]))
    if lists.beside:
        told, told_up_to = _beside(lists.beside, counts)
        streams += told
        cuts += [_before(ends)[each[grams_up_to]] for (_, ends), each in zip(told, told_up_to, strict=True)]
    raw = [each.tobytes() for each, _ in streams]
    pieces = [
        [data[start:end] for start, end in pairwise(cut.tolist())]
        for data, cut in zip(raw, cuts, strict=True)
    ]
    sizes = sum(np.diff(each) for each in cuts)
    part = (keys * np.uint64(parts)) >> np.uint64(32)
    part_up_to = np.searchsorted(part, np.arange(CELLS * parts + 1).astype(np.uint64))
    place_cuts = np.append(firsts, len(lists.place_ends))[part_up_to]
    return Cells(
        np.asarray(sizes, dtype=np.uint32),
        np.diff(up_to[place_cuts]).astype(np.uint32),
        b"".join(chain.from_iterable(zip(*pieces, strict=True))),
        lists.place_bytes.tobytes(),
    )


def _before(ends: Integers) -> Integers:
    """Return how many bytes come before each of several numbers, and all in the end."""
    return np.concatenate((np.zeros(1, dtype=np.int64), ends))


def _beside(
    told: Beside, counts: NDArray[np.int64]
) -> tuple[list[tuple[NDArray[np.uint8], Integers]], list[Integers]]:
    """Return what stands beside grams as bytes, in three streams, and how many numbers of each come before each gram."""
    listed = np.repeat(counts >= LEAST_BESIDE, 2)
    named = told.tokens > 0
    streams = [varints(told.tokens[listed]), varints(told.counts[named]), varints(told.others)]
    up_to = [_before(np.cumsum(each))[::2] for each in (listed, named, told.counts)]
    return streams, up_to
