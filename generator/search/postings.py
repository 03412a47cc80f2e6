"""Where each word stands in the texts of a shard, as the index chunks that Pagefind reads.

A chunk is CBOR (RFC 8949): ``[[[word, [[page, [weight, places…], meta_places], …], variants], …]]``, with
pages and places as differences to the one before. Pagefind's own indexer makes the same in five times the
time, most of it spent on memory and on compressing; tests/search/test_bundle.py compares the two.

All texts of a shard are taken at once, as arrays of characters: a shard has a million of them, and a loop
over each would cost what is to be saved.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generator.search.folding import ALPHABET, BLANK, NOTHING

Numbers = NDArray[np.int64]
# Pagefind starts a new chunk once pages, weights and places in one are this many.
CHUNK_SIZE = 20_000
# -1 - 24: a word of ordinary weight, in the notation that tells weights from places.
_WEIGHT = b"\x38\x18"
_MANY = re.compile("[a-z0-9]{2,}")
_UNICODE = 0x110000
_BLANK_CODE = 0x20


@dataclass(frozen=True)
class Chunk:
    """The words from ``first`` to ``last`` with their places, as CBOR."""

    first: str
    last: str
    data: bytes


@dataclass(frozen=True)
class Tokens:
    """Every token of a shard, a number each: the code point, or beyond Unicode the place in ``words``."""

    numbers: NDArray[np.int32]
    pages: NDArray[np.int32]
    places: NDArray[np.int32]
    words: tuple[str, ...]
    counts: Numbers


def read_tokens(texts: Sequence[str]) -> Tokens:
    """Return the tokens of texts that folding.py has made: letters count in lower case, marks do not."""
    codes = np.frombuffer("\n".join(texts).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    ends = np.flatnonzero(codes == 0x0A)
    kept = ~_marks()[np.minimum(codes, 0x7F)] | (codes > 0x7F)
    page_of = np.zeros(len(codes), dtype=np.int32)
    page_of[ends] = 1
    page_of = np.cumsum(page_of, dtype=np.int32)[kept]
    codes = codes[kept]
    capital = (codes >= ord("A")) & (codes <= ord("Z"))
    codes[capital] += 0x20
    codes[codes == 0x0A] = _BLANK_CODE
    full = np.concatenate(([False], codes != _BLANK_CODE, [False]))
    starts = np.flatnonzero(full[1:-1] & ~full[:-2])
    numbers, pages = codes[starts].astype(np.int32), page_of[starts]
    of_many = full[1:][starts + 1]
    words: dict[str, int] = {}
    spelt = _MANY.findall(codes.tobytes().decode("utf-32-le", "surrogatepass"))
    numbers[of_many] = [_UNICODE + words.setdefault(word, len(words)) for word in spelt]
    counts = np.bincount(pages, minlength=len(texts))
    before = np.concatenate(([0], np.cumsum(counts)[:-1]))
    places = (np.arange(len(numbers)) - before[pages]).astype(np.int32)
    return Tokens(numbers, pages, places, tuple(words), counts)


def _marks() -> NDArray[np.bool_]:
    """Return, for each ASCII code, whether Pagefind drops the character from what it indexes."""
    table = np.zeros(0x80, dtype=np.bool_)
    table[[ord(mark) for mark in ALPHABET + BLANK + NOTHING]] = True
    return table


def make_chunks(tokens: Tokens, meta_word: str) -> Iterator[Chunk]:
    """Yield the chunks of a shard. ``meta_word`` is the only word of each page's metadata."""
    names, of_tokens = _in_order(tokens)
    pages = len(tokens.counts)
    entries = [*_entries(names, of_tokens, tokens), (meta_word, _meta_entry(meta_word, pages), 3 * pages)]
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


def _in_order(tokens: Tokens) -> tuple[list[str], NDArray[np.int32]]:
    """Return the distinct words in their order, and for each token the place of its word among them."""
    table = np.zeros(_UNICODE + len(tokens.words), dtype=np.int32)
    table[tokens.numbers] = 1
    present = np.flatnonzero(table)
    found = [
        (chr(code) if code < _UNICODE else tokens.words[code - _UNICODE], code) for code in present.tolist()
    ]
    found.sort()
    table[[code for _, code in found]] = np.arange(len(found))
    return [word for word, _ in found], table[tokens.numbers]


def _entries(
    names: Sequence[str], numbers: NDArray[np.int32], tokens: Tokens
) -> Iterator[tuple[str, bytes, int]]:
    """Yield each word with its CBOR and how many pages, weights and places it has."""
    if not len(numbers):
        return
    # The narrower the numbers, the faster they sort.
    order = np.argsort(numbers.astype(np.uint16) if len(names) < 0x10000 else numbers, kind="stable")
    word, page, place = numbers[order], tokens.pages[order], tokens.places[order].astype(np.int64)
    new_word = np.concatenate(([True], word[1:] != word[:-1]))
    new_group = new_word | np.concatenate(([True], page[1:] != page[:-1]))
    steps = np.where(new_group, place, np.diff(place, prepend=0))
    groups = np.flatnonzero(new_group)
    group_sizes = np.diff(np.append(groups, len(order)))
    group_pages = page[groups].astype(np.int64)
    first_group = new_word[groups]
    page_steps = np.where(first_group, group_pages, np.diff(group_pages, prepend=0))
    data, offsets = _groups(steps, groups, group_sizes, page_steps)
    word_groups = np.append(np.flatnonzero(first_group), len(groups))
    places_up_to = np.concatenate(([0], np.cumsum(group_sizes + 2)))
    for name, (first, last) in zip(
        names, zip(word_groups[:-1].tolist(), word_groups[1:].tolist(), strict=True), strict=True
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
    widths = np.ones(len(values), dtype=np.int64)
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
