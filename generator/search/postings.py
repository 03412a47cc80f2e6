"""Index chunks as Pagefind reads them: where each word stands in the texts of a shard.

A chunk is CBOR (RFC 8949): ``[[[word, [[page, [weight, places…], meta_places], …], variants], …]]``, with
pages and places as differences to the one before. Pagefind's own indexer makes the same in five times the
time, most of it spent on memory and on compressing; tests/search/test_bundle.py compares the two.

All tokens of a shard are taken at once, as arrays: a shard has a million of them, and a loop over each
would cost what is to be saved.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from generator.data import dataclass
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
    # The tokens word by word; those of a word stand in the order of pages and places.
    places = np.argsort(narrow, kind="stable")
    page = texts.pages[places]
    order = places.astype(np.int32)
    of_word = np.bincount(narrow, minlength=len(texts.names))
    new_group = np.concatenate(([True], page[1:] != page[:-1]))
    new_group[np.cumsum(of_word) - of_word] = True
    groups = np.flatnonzero(new_group)
    group_sizes = np.diff(groups, append=len(order))
    group_pages = page[groups]
    begins = np.cumsum(texts.counts) - texts.counts
    steps = np.diff(order, prepend=order[0])
    steps[groups] = order[groups] - begins[group_pages]
    up_to = np.concatenate(([0], np.cumsum(new_group)))[np.concatenate(([0], np.cumsum(of_word)))]
    page_steps = np.diff(group_pages, prepend=0)
    page_steps[up_to[:-1]] = group_pages[up_to[:-1]]
    data, offsets = _groups(steps, groups, group_sizes, page_steps)
    numbers = (of_word + 2 * np.diff(up_to)).tolist()
    firsts, starts = up_to.tolist(), offsets[up_to].tolist()
    for number, name in enumerate(texts.names):
        text, count = name.encode(), firsts[number + 1] - firsts[number]
        body = data[starts[number] : starts[number + 1]]
        entry = b"\x83" + _head(0x60, len(text)) + text + _head(0x80, count) + body + b"\x80"
        yield name, entry, numbers[number]


def _groups(steps: Numbers, groups: Numbers, sizes: Numbers, page_steps: Numbers) -> tuple[bytes, Numbers]:
    """Return ``[page, [weight, places…], []]`` of every word and page, and where each of them begins."""
    page_widths, size_widths, widths = _width(page_steps), _width(sizes + 1), _width(steps)
    before = (page_widths + size_widths + (1 + len(_WEIGHT))).astype(np.int64)
    ends = np.cumsum(widths, dtype=np.int64)
    places_up_to = np.append(ends[groups] - widths[groups], ends[-1])
    offsets = np.concatenate(([0], np.cumsum(before + np.diff(places_up_to) + 1)))
    out = np.empty(offsets[-1], dtype=np.uint8)
    begins: Numbers = offsets[:-1]
    out[begins] = 0x83
    _put(out, begins + 1 + page_widths, page_steps, page_widths, 0x00)
    heads = begins + before - len(_WEIGHT)
    _put(out, heads, sizes + 1, size_widths, 0x80)
    for number, byte in enumerate(_WEIGHT):
        out[heads + number] = byte
    # A place stands behind all places before it, and behind all that surrounds these groups.
    ends += np.repeat(begins + before - places_up_to[:-1], sizes)
    _put(out, ends, steps, widths, 0x00)
    out[offsets[1:] - 1] = 0x80
    return out.tobytes(), offsets


def _width(values: Numbers) -> NDArray[np.uint8]:
    """Return how many bytes the head of a number or an array takes in CBOR."""
    if not len(values) or values.max() < 0x10000:
        # Nearly always; narrow numbers are compared in a third of the time.
        narrow = values.astype(np.uint16)
        return (narrow >= 24).view(np.uint8) + (narrow >= 0x100).view(np.uint8) + np.uint8(1)
    widths = np.ones(len(values), dtype=np.uint8)
    for limit, more in ((24, 1), (0x100, 1), (0x10000, 2)):
        widths += (values >= limit).view(np.uint8) * np.uint8(more)
    return widths


def _put(
    out: NDArray[np.uint8], ends: Numbers, values: Numbers, widths: NDArray[np.uint8], major: int
) -> None:
    """Write CBOR heads of a major type, each up to its end."""
    wide = np.flatnonzero(widths == 5)
    out[ends[wide] - 4] = values[wide] >> 24 & 0xFF
    out[ends[wide] - 3] = values[wide] >> 16 & 0xFF
    wide = np.flatnonzero(widths >= 3)
    out[ends[wide] - 2] = values[wide] >> 8 & 0xFF
    out[ends - 1] = values.astype(np.uint8)
    # What stands alone in its byte is written over what was just put there.
    marks = np.array([0, 0, 24, 25, 0, 26], dtype=np.uint8)[widths]
    out[ends - widths] = np.where(widths == 1, values.astype(np.uint8), marks) | np.uint8(major)


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
