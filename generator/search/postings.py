"""Where each word stands in the texts of a shard, as the index chunks that Pagefind reads.

A chunk is CBOR (RFC 8949): ``[[[word, [[page, [weight, places…], meta_places], …], variants], …]]``, with
pages and places as differences to the one before. Pagefind's own indexer makes the same in five times the
time, most of it spent on memory and on compressing; tests/search/test_bundle.py compares the two.

All tokens of a shard are taken at once, as arrays: a shard has a million of them, and a loop over each
would cost what is to be saved.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from generator.search.wording import Worded

Numbers = NDArray[np.signedinteger[Any]]
# Pagefind starts a new chunk once pages, weights and places in one are this many.
CHUNK_SIZE = 20_000
# -1 - 24: a word of ordinary weight, in the notation that tells weights from places.
_WEIGHT = b"\x38\x18"


@dataclass(frozen=True)
class Chunk:
    """The words from ``first`` to ``last`` with their places, as CBOR."""

    first: str
    last: str
    data: bytes


def make_chunks(texts: Worded, meta_word: str) -> Iterator[Chunk]:
    """Yield the chunks of a shard. ``meta_word`` is the only word of each page's metadata."""
    pages = len(texts.counts)
    entries = [*_entries(texts), (meta_word, _meta_entry(meta_word, pages), 3 * pages)]
    entries.sort(key=lambda entry: entry[0])
    held: list[tuple[str, bytes]] = []
    size = 0
    for word, data, numbers in entries:
        held.append((word, data))
        size += numbers
        if size >= CHUNK_SIZE:
            yield _chunk(held)
            held, size = [], 0
    if held:
        yield _chunk(held)


def _chunk(held: Sequence[tuple[str, bytes]]) -> Chunk:
    data = b"\x81" + _head(0x80, len(held)) + b"".join(entry for _, entry in held)
    return Chunk(held[0][0], held[-1][0], data)


def _entries(texts: Worded) -> Iterator[tuple[str, bytes, int]]:
    """Yield each word with its CBOR and how many pages, weights and places it has."""
    if not len(texts.numbers):
        return
    # The narrower the numbers, the faster they sort.
    narrow = texts.numbers.astype(np.uint16) if len(texts.names) < 0x10000 else texts.numbers
    order = np.argsort(narrow, kind="stable")
    word, page, place = narrow[order], texts.pages[order], texts.places[order]
    new_word = np.concatenate(([True], word[1:] != word[:-1]))
    new_group = new_word | np.concatenate(([True], page[1:] != page[:-1]))
    steps = np.where(new_group, place, np.diff(place, prepend=0))
    groups = np.flatnonzero(new_group)
    group_sizes = np.diff(np.append(groups, len(order)))
    group_pages = page[groups]
    first_group = new_word[groups]
    page_steps = np.where(first_group, group_pages, np.diff(group_pages, prepend=0))
    data, offsets = _groups(steps, groups, group_sizes, page_steps)
    word_groups = np.append(np.flatnonzero(first_group), len(groups))
    places_up_to = np.concatenate(([0], np.cumsum(group_sizes + 2)))
    for name, (first, last) in zip(
        texts.names, zip(word_groups[:-1].tolist(), word_groups[1:].tolist(), strict=True), strict=True
    ):
        text = name.encode()
        body = data[offsets[first] : offsets[last]].tobytes()
        entry = b"\x83" + _head(0x60, len(text)) + text + _head(0x80, last - first) + body + b"\x80"
        yield name, entry, int(places_up_to[last] - places_up_to[first])


def _groups(
    steps: Numbers, groups: Numbers, sizes: Numbers, page_steps: Numbers
) -> tuple[NDArray[np.uint8], Numbers]:
    """Return ``[page, [weight, places…], []]`` of every word and page, and where each of them begins."""
    before = 1 + _width(page_steps) + _width(sizes + 1) + len(_WEIGHT)
    widths = _width(steps)
    whole = before + np.add.reduceat(widths, groups) + 1
    offsets = np.concatenate(([0], np.cumsum(whole)))
    out = np.empty(offsets[-1], dtype=np.uint8)
    begins = offsets[:-1]
    out[begins] = 0x83
    _put(out, begins + 1, page_steps, 0x00)
    heads = begins + 1 + _width(page_steps)
    _put(out, heads, sizes + 1, 0x80)
    weights = heads + _width(sizes + 1)
    for number, byte in enumerate(_WEIGHT):
        out[weights + number] = byte
    # A place stands behind all places before it, and behind all that surrounds these groups.
    around = np.repeat(begins + before - (np.cumsum(widths) - widths)[groups], sizes)
    _put(out, np.cumsum(widths) - widths + around, steps, 0x00)
    out[offsets[1:] - 1] = 0x80
    return out, offsets


def _width(values: Numbers) -> Numbers:
    """Return how many bytes the head of a number or an array takes in CBOR."""
    widths = np.ones(len(values), dtype=np.int32)
    for limit, more in ((24, 1), (0x100, 1), (0x10000, 2)):
        widths[values >= limit] += more
    return widths


def _put(out: NDArray[np.uint8], offsets: Numbers, values: Numbers, major: int) -> None:
    """Write CBOR heads of a major type, each at its offset."""
    widths = _width(values)
    small = widths == 1
    out[offsets[small]] = major | values[small]
    for width, mark in ((2, 24), (3, 25), (5, 26)):
        chosen = widths == width
        here, value = offsets[chosen], values[chosen]
        out[here] = major | mark
        for byte in range(width - 1):
            out[here + 1 + byte] = (value >> 8 * (width - 2 - byte)) & 0xFF


def _head(major: int, value: int) -> bytes:
    for limit, mark, width in ((24, value, 0), (0x100, 24, 1), (0x10000, 25, 2)):
        if value < limit:
            return bytes([major | mark]) + (value.to_bytes(width, "big") if width else b"")
    return bytes([major | 26]) + value.to_bytes(4, "big")


def _meta_entry(word: str, pages: int) -> bytes:
    """Return the entry of a word that every page has once, in its metadata."""
    text = word.encode()
    each = [b"\x83" + bytes([step]) + b"\x80\x82\x20\x00" for step in (0, 1)]
    body = each[0] + each[1] * (pages - 1)
    return b"\x83" + _head(0x60, len(text)) + text + _head(0x80, pages) + body + b"\x80"
