"""The lists of one shard, cell by cell: in which of its documents each gram stands, and where.

A shard's part of a cell is, one after the other, for all its grams in order of their 32 bits,

    how many grams; the steps between them; how many documents each has; how many bytes its places take;
    then the documents of each as steps from one to the next; where a shard has words of attached files, doubled, with
    one added where the gram stands in these alone; in lists of all text, of grams that LEAST_BESIDE documents have, the
    two tokens that always stand beside it, as grams.py has it, and of those that are told the number of exceptions;
    then the exceptions of each.

and apart from it the places of each gram: steps between them within a document, doubled, with one added to the
last of a document. Those of all text are cut into PARTS by the first of the 32 bits, so that a search need not read
all. Places in attached files are counted from ATTACHED_AT on (layout.py). All are numbers as numbers.py writes them.
Cells of several shards stand side by side in one file (segments.py), so that an edit makes one shard's part anew and
copies the others.
"""

from __future__ import annotations

from collections.abc import Sequence

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
from generator.search.numbers import Numbers, varints
from generator.search.spread import CELLS, PARTS
from generator.search.wording import Worded

_SIZES = np.dtype("<u4")
_CELLS_AT_ONCE = 64


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
    part, sizes = _parts(texts, begins)
    attached = np.repeat(part == ATTACHED_SECTION, sizes) if marked else None
    heads, body = (
        np.repeat(_among(sections).take(part), sizes) for sections in (HEAD_SECTIONS, BODY_SECTIONS)
    )
    whole = make_tokens(codes.token_codes(texts.names), texts.numbers, texts.pages)
    at = np.flatnonzero(heads)
    titles = Tokens(whole.codes, whole.numbers.take(at), whole.where.take(at), whole.pages)
    # What is not chosen parts words.
    np.putmask(whole.numbers, ~body, len(texts.names))
    return Sections(
        _cells(titles, begins, places_of_one=True),
        _cells(whole, begins, places_of_one=False, attached=attached),
    )


def attached_begins(texts: Worded) -> dict[int, int]:
    """Return for each text that has words of attached files the place where they begin: of what ends the section before."""
    begins = (np.cumsum(texts.counts) - texts.counts).astype(np.int32)
    part, sizes = _parts(texts, begins)
    at = (np.cumsum(sizes) - sizes).compress(part == ATTACHED_SECTION) - 1
    pages = texts.pages.take(at)
    return dict(zip(pages.tolist(), (at - begins.take(pages)).tolist(), strict=True))


def _among(sections: tuple[int, ...]) -> NDArray[np.bool_]:
    chosen = np.zeros(len(SECTIONS), dtype=bool)
    chosen[list(sections)] = True
    return chosen


def _parts(texts: Worded, begins: NDArray[np.int32]) -> tuple[NDArray[np.uint8], Numbers]:
    """Return the sections of all texts, one after the other: which of SECTIONS each is, and how many tokens it has.

    What ends a section is its last token.
    """
    number = texts.names.index(SECTION) if SECTION in texts.names else -1
    first = np.zeros(len(texts.numbers) + 1, dtype=bool)
    first[1:] = texts.numbers == number
    first[begins] = True
    starts = np.flatnonzero(first[:-1])
    of_text = np.searchsorted(starts, begins)
    part = np.arange(len(starts)) - np.repeat(of_text, np.diff(of_text, append=len(starts)))
    return part.astype(np.uint8), np.diff(starts, append=len(texts.numbers))


def _cells(
    tokens: Tokens,
    begins: NDArray[np.int32],
    *,
    places_of_one: bool,
    attached: NDArray[np.bool_] | None = None,
) -> Cells:
    """Return the lists of tokens of texts that begin there; ``attached`` tells of each token whether it is of a file."""
    grams = grams_of(tokens)
    where, groups, firsts = grams.where, grams.groups, grams.firsts
    told = None if places_of_one else beside(tokens, grams)
    in_files = attached.take(where) if attached is not None else None
    if in_files is not None:
        where = where + in_files * np.int32(ATTACHED_AT)
    steps = np.diff(where, prepend=np.int32(0))
    steps[groups] = where.take(groups) - begins.take(grams.pages)
    steps <<= 1
    # The last place of a document is the one before the first of the next.
    steps[groups - 1] |= 1
    left_out = None
    if not places_of_one:
        left_out = np.repeat(grams.lengths == 1, np.diff(firsts, append=len(where)))
    place_bytes, place_ends = varints(steps, left_out)
    only = None
    if in_files is not None:
        # Of a document's places the first is the least: where that is in a file, all are.
        only = in_files.take(groups)
    return _by_cell(_Lists(grams, place_bytes, place_ends, only, told), 1 if places_of_one else PARTS)


@dataclass(frozen=True)
class _Lists:
    """All grams, their places as bytes, which of their documents have one in files ``only``, and what stands beside them."""

    grams: Grouped
    place_bytes: NDArray[np.uint8]
    place_ends: Numbers
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
    place_size = np.diff(_before(lists.place_ends, firsts), append=len(lists.place_bytes))
    page_steps = grams.pages.copy()
    page_steps[1:] -= grams.pages[:-1]
    page_steps[grams.first_groups] = grams.pages[grams.first_groups]
    if lists.only is not None:
        page_steps = page_steps * 2 + lists.only
    # Streams of all grams, cut where a cell ends.
    streams = [varints(each) for each in (key_steps, counts, place_size)]
    cuts = [_before(each, grams_up_to) for _, each in streams]
    streams.append(varints(page_steps))
    cuts.append(_before(streams[-1][1], np.append(grams.first_groups, len(grams.pages))[grams_up_to]))
    streams.insert(0, varints(np.diff(grams_up_to)))
    cuts.insert(0, _before(streams[0][1], np.arange(CELLS + 1)))
    if lists.beside:
        told, told_up_to = _beside(lists.beside, counts)
        streams += told
        cuts += [_before(ends, each[grams_up_to]) for (_, ends), each in zip(told, told_up_to, strict=True)]
    table, sizes = np.array(cuts, dtype=np.int64), np.diff(cuts)
    part = (keys * np.uint64(parts)) >> np.uint64(32)
    part_up_to = np.searchsorted(part, np.arange(CELLS * parts + 1).astype(np.uint64))
    place_cuts = np.append(firsts, len(lists.place_ends))[part_up_to]
    return Cells(
        sizes.sum(axis=0).astype(np.uint32),
        np.diff(_before(lists.place_ends, place_cuts)).astype(np.uint32),
        _side_by_side([data for data, _ in streams], table[:, :-1], sizes),
        lists.place_bytes.tobytes(),
    )


def _side_by_side(streams: Sequence[NDArray[np.uint8]], starts: Numbers, sizes: Numbers) -> bytes:
    """Return of each cell what each stream has of it, one after the other: a row of places and lengths a stream."""
    data, lengths = np.concatenate(streams), np.array([len(each) for each in streams], dtype=np.int64)
    starts = starts + (np.cumsum(lengths) - lengths)[:, None]
    made = []
    for cells in range(0, CELLS, _CELLS_AT_ONCE):
        of_cells = slice(cells, cells + _CELLS_AT_ONCE)
        size = sizes[:, of_cells].T.ravel()
        at = np.repeat(starts[:, of_cells].T.ravel() - (np.cumsum(size) - size), size)
        at += np.arange(len(at))
        made.append(data.take(at).tobytes())
    return b"".join(made)


def _before(ends: Numbers, at: Numbers) -> Numbers:
    """Return how many bytes come before the numbers ``at`` these places, given where each number ends."""
    if not len(ends):
        return np.zeros(len(at), dtype=np.int64)
    before = ends.take(at - 1, mode="clip")
    before[at == 0] = 0
    return before


def _beside(told: Beside, counts: Numbers) -> tuple[list[tuple[NDArray[np.uint8], Numbers]], list[Numbers]]:
    """Return what stands beside grams as bytes, in three streams, and how many numbers of each come before each gram."""
    listed = np.repeat(counts >= LEAST_BESIDE, 2)
    named = told.tokens > 0
    streams = [varints(told.tokens[listed]), varints(told.counts[named]), varints(told.others)]
    every = np.arange(0, len(listed) + 1, 2)
    up_to = [_before(np.cumsum(each), every) for each in (listed, named, told.counts)]
    return streams, up_to
