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
from generator.search.layout import BODY_SECTIONS, HEAD_SECTIONS
from generator.search.varints import varints
from generator.search.wording import Worded

_PLACE_BITS = 22
_MOST = 1 << _PLACE_BITS  # tokens that are sorted at once
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
    def unpacked(data: bytes | memoryview) -> tuple[Cells, bytes | memoryview]:
        """Return what was packed, and what follows it."""
        start = 2 * codes.CELLS * _SIZES.itemsize
        sizes = np.frombuffer(data[:start], dtype=_SIZES)
        lists, places = sizes[: codes.CELLS], sizes[codes.CELLS :]
        middle = start + int(lists.sum())
        end = middle + int(places.sum())
        return Cells(lists, places, bytes(data[start:middle]), bytes(data[middle:end])), data[end:]


@dataclass(frozen=True)
class Sections:
    """What a shard gives to the two indexes: that of titles, numbers and pinyin, and that of all text."""

    heads: Cells
    body: Cells

    def packed(self) -> bytes:
        """Return both as one piece."""
        return self.heads.packed() + self.body.packed()

    @staticmethod
    def unpacked(data: bytes | memoryview) -> Sections:
        """Return what was packed. Raises ValueError for anything else."""
        heads, rest = Cells.unpacked(data)
        body, rest = Cells.unpacked(rest)
        if len(rest):
            raise ValueError("not the lists of a shard")
        return Sections(heads, body)


def make_sections(texts: Worded) -> Sections:
    """Return the lists of a shard of these texts."""
    tokens = codes.token_codes(texts.names)[texts.numbers]
    begins = np.cumsum(texts.counts) - texts.counts
    places = np.arange(len(tokens), dtype=np.int64) - np.repeat(begins, texts.counts)
    part = _parts(texts, begins)
    heads, body = (np.isin(part, sections) for sections in (HEAD_SECTIONS, BODY_SECTIONS))
    return Sections(
        _cells(tokens, texts.pages, places, heads, places_of_one=True),
        _cells(tokens, texts.pages, places, body, places_of_one=False),
    )


def _parts(texts: Worded, begins: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return in which section of its document each token stands."""
    if SECTION not in texts.names:
        return np.zeros(len(texts.numbers), dtype=np.int64)
    before = np.cumsum(texts.numbers == texts.names.index(SECTION))
    of_first = before[begins] if len(begins) else before
    parts: NDArray[np.int64] = before - np.repeat(of_first, texts.counts)
    return parts


def _cells(
    tokens: NDArray[np.int32],
    pages: NDArray[np.int32],
    places: NDArray[np.int64],
    chosen: NDArray[np.bool_],
    *,
    places_of_one: bool,
) -> Cells:
    at = np.flatnonzero(chosen & (tokens != codes.NO_CODE))
    grams, starts = _grams(tokens, at)
    keys, where = _sorted(grams, starts, len(tokens))
    page = pages[where]
    new_key = np.concatenate((np.ones(1, dtype=bool), keys[1:] != keys[:-1])) if len(keys) else keys > 0
    new_group = new_key.copy()
    new_group[1:] |= page[1:] != page[:-1]
    if len(keys):
        # A token alone is found by its list; only its first place in a document is ever asked for.
        alone = np.isin(keys, codes.mixed(*_alone(tokens, at)))
        kept = ~alone | new_group
        keys, where, page = keys[kept], where[kept], page[kept]
        new_key, new_group, alone = new_key[kept], new_group[kept], alone[kept]
    else:
        alone = new_key
    groups, firsts = np.flatnonzero(new_group), np.flatnonzero(new_key)
    here = places[where]
    steps = np.diff(here, prepend=0)
    steps[groups] = here[groups]
    last = np.concatenate((new_group[1:], np.ones(1, dtype=bool))) if len(keys) else new_group
    place_bytes, place_ends = varints(2 * steps + last)
    if not places_of_one and len(keys):
        kept = np.repeat(~alone, np.diff(place_ends, prepend=0))
        widths = np.where(alone, 0, np.diff(place_ends, prepend=0))
        place_bytes, place_ends = place_bytes[kept], np.cumsum(widths)
    return _by_cell(keys[firsts], firsts, groups, page[groups], place_bytes, place_ends)


def _alone(tokens: NDArray[np.int32], at: NDArray[np.int64]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    each = np.unique(tokens[at])
    return np.full(len(each), codes.ALONE, dtype=np.int32), each


def _grams(
    tokens: NDArray[np.int32], at: NDArray[np.int64]
) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Return all grams of the tokens at these places, and where each begins."""
    one = tokens[at]
    firsts, seconds, starts = [np.full(len(at), codes.ALONE, dtype=np.int32)], [one], [at]

    def add(first: NDArray[np.int32], second: NDArray[np.int32], start: NDArray[np.int64]) -> None:
        firsts.append(first)
        seconds.append(second)
        starts.append(start)

    # Neighbours among the chosen are neighbours in the text.
    after = np.zeros(len(at), dtype=bool)
    after[:-1] = at[1:] == at[:-1] + 1
    here = np.flatnonzero(after)
    add(one[here], one[here + 1], at[here])
    place = codes.alnum_places()[one]
    spelt = place >= 0
    here = here[spelt[here] & spelt[here + 1]]
    three = here[after[here + 1]]
    add(codes.PREFIX_2 + place[three] * 36 + place[three + 1], one[three + 2], at[three])
    three = three[spelt[three + 2]]
    four = three[after[three + 2]]
    four = four[spelt[four + 3]]
    prefix = (place[four] * 36 + place[four + 1]) * 36 + place[four + 2]
    add(codes.PREFIX_3 + prefix, one[four + 3], at[four])
    whole = [np.concatenate(each) for each in (firsts, seconds)]
    return codes.mixed(whole[0].astype(np.int32), whole[1].astype(np.int32)), np.concatenate(starts)


def _sorted(
    grams: NDArray[np.uint64], starts: NDArray[np.int64], tokens: int
) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Return grams in order, those of a gram in the order of their places."""
    if tokens > _MOST:  # rarely: a shard of books
        order = np.lexsort((starts, grams))
        return grams[order], starts[order]
    both = np.sort(grams << np.uint64(_PLACE_BITS) | starts.astype(np.uint64))
    return both >> np.uint64(_PLACE_BITS), (both & np.uint64(_MOST - 1)).astype(np.int64)


def _by_cell(
    keys: NDArray[np.uint64],
    firsts: NDArray[np.int64],
    groups: NDArray[np.int64],
    pages: NDArray[np.int32],
    place_bytes: NDArray[np.uint8],
    place_ends: NDArray[np.int64],
) -> Cells:
    """Write the lists: ``firsts`` and ``groups`` tell where each gram and each of its documents begin."""
    cell = (keys >> np.uint64(32)).astype(np.int64)
    within = (keys & np.uint64(0xFFFFFFFF)).astype(np.int64)
    grams_up_to = np.searchsorted(cell, np.arange(codes.CELLS + 1))
    new_cell = np.zeros(len(keys), dtype=bool)
    starts = grams_up_to[:-1]
    new_cell[starts[starts < len(keys)]] = True
    key_steps = np.where(new_cell, within, np.diff(within, prepend=0))
    gram_ends = np.append(firsts[1:], len(place_ends)) - 1
    up_to = np.concatenate((np.zeros(1, dtype=np.int64), place_ends))
    place_size = up_to[gram_ends + 1] - up_to[firsts] if len(keys) else np.zeros(0, dtype=np.int64)
    group_of = np.searchsorted(groups, firsts)
    counts = np.diff(np.append(group_of, len(groups)))
    page_steps = np.diff(pages.astype(np.int64), prepend=0)
    page_steps[group_of] = pages[group_of]
    # Streams of all grams, cut where a cell ends.
    streams = [varints(each) for each in (key_steps, counts, place_size)]
    cuts = [np.concatenate((np.zeros(1, dtype=np.int64), each))[grams_up_to] for _, each in streams]
    page_bytes, page_ends = varints(page_steps)
    groups_up_to = np.append(group_of, len(groups))[grams_up_to]
    streams.append((page_bytes, page_ends))
    cuts.append(np.concatenate((np.zeros(1, dtype=np.int64), page_ends))[groups_up_to])
    heads, head_ends = varints(np.diff(grams_up_to))
    streams.insert(0, (heads, head_ends))
    cuts.insert(0, np.concatenate((np.zeros(1, dtype=np.int64), head_ends)))
    raw = [each.tobytes() for each, _ in streams]
    bounds = [each.tolist() for each in cuts]
    pieces = [
        data[bound[number] : bound[number + 1]]
        for number in range(codes.CELLS)
        for data, bound in zip(raw, bounds, strict=True)
    ]
    sizes = sum(np.diff(each) for each in cuts)
    place_cuts = np.append(firsts, len(place_ends))[grams_up_to]
    return Cells(
        np.asarray(sizes, dtype=np.uint32),
        np.diff(up_to[place_cuts]).astype(np.uint32),
        b"".join(pieces),
        place_bytes.tobytes(),
    )
