"""Pieces of the index that are packed chunk by chunk, so that an edit packs few chunks of what it changes.

A piece has, one after the other, what each shard has of it, newest first: a row a shard. From the last row on, a chunk is
closed once it has CHUNK bytes, so that what becomes longer at the beginning leaves all chunks behind it as they are. Each is
packed for itself, and all of them are one stream of gzip: whoever unpacks it sees no chunks.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from generator.data import dataclass
from generator.search.packing import LEVEL

# Shorter ones save little: a table of its own that each begins with takes some sixty bytes.
CHUNK = 12_000
_RAW = -15  # what zlib calls the widest window, without a head
_HEAD = b"\x1f\x8b\x08\0\0\0\0\0\x04\xff"
_LAST = b"\x03\0"  # a block with nothing in it, the last
AROUND = len(_HEAD), len(_LAST) + 8
_POLYNOMIAL = 0xEDB88320
SIZES = np.dtype("<u4")
Sizes = NDArray[np.uint32]
Counts = NDArray[np.int64]


class Chunk(NamedTuple):
    """A packed chunk: its bytes, the checksum of what is in it, and how many bytes that is."""

    data: bytes
    crc: int
    size: int


class Put(NamedTuple):
    """Rows of a piece, from ``start`` to before ``end``, and what comes in their place."""

    start: int
    end: int
    data: bytes


def make_chunk(data: bytes, level: int = LEVEL, *, repeats: bool) -> Chunk:
    """Pack a chunk. Where nothing ``repeats`` that is worth looking for, packing takes half the time."""
    strategy = zlib.Z_DEFAULT_STRATEGY if repeats else zlib.Z_RLE
    packer = zlib.compressobj(level, zlib.DEFLATED, _RAW, strategy=strategy)
    return Chunk(packer.compress(data) + packer.flush(zlib.Z_FULL_FLUSH), zlib.crc32(data), len(data))


def streams(pieces: Sequence[Sequence[Chunk]]) -> Iterator[bytes]:
    """Yield each piece as gzip, nothing for one without chunks."""
    counts = np.array([len(each) for each in pieces], dtype=np.int64)
    crcs = np.array([chunk.crc for each in pieces for chunk in each], dtype=np.uint32)
    sizes = np.array([chunk.size for each in pieces for chunk in each], dtype=np.int64)
    for each, crc in zip(pieces, _joined_crcs(counts, crcs, sizes).tolist(), strict=True):
        if not each:
            yield b""
            continue
        size = sum(chunk.size for chunk in each) & 0xFFFFFFFF
        ends = _LAST + crc.to_bytes(4, "little") + size.to_bytes(4, "little")
        yield b"".join((_HEAD, *(chunk.data for chunk in each), ends))


class Laid:
    """In which chunks pieces are: ``rows`` tells of each row how many bytes it has in each piece."""

    def __init__(self, rows: NDArray[np.integer]) -> None:
        """Lay rows into chunks."""
        self.rows = rows
        begins = np.zeros(rows.shape, dtype=bool)
        since = np.zeros(rows.shape[1], dtype=np.int64)
        for row in range(len(rows) - 1, -1, -1):
            since += rows[row]
            begins[row] = full = since >= CHUNK
            since[full] = 0
        begins[:1] |= since > 0
        self.ends = np.cumsum(begins.sum(axis=0))
        of_piece, of_row = np.nonzero(begins.T)
        self._starts = of_piece * len(rows) + of_row
        # Lists: of a small portal most of the thousands of pieces have nothing, and an array of each would cost.
        self._bounds: list[int] = [0, *self.ends.tolist()]
        self._rows: list[int] = of_row.tolist()

    def span(self, piece: int) -> slice:
        """Return which chunks of all are those of a piece."""
        return slice(self._bounds[piece], self._bounds[piece + 1])

    def begins(self, piece: int) -> list[int]:
        """Return at which row each chunk of a piece begins."""
        return self._rows[self.span(piece)]

    def sizes(self, piece: int) -> list[int]:
        """Return how many bytes each chunk of a piece has."""
        return self._sizes[self.span(piece)]

    @cached_property
    def _sizes(self) -> list[int]:
        """How many bytes each chunk of all pieces has. What comes before the first of a piece is empty."""
        if not len(self._starts):
            return []
        sizes: list[int] = np.add.reduceat(self.rows.T.ravel(), self._starts, dtype=np.int64).tolist()
        return sizes

    def pack(self, piece: int, data: bytes, *, repeats: bool) -> list[Chunk]:
        """Return the chunks of a piece, given all that it has."""
        return list(_cut(data, self.sizes(piece), repeats=repeats))


def _cut(data: bytes, sizes: Sequence[int], *, repeats: bool) -> Iterator[Chunk]:
    start = 0
    for size in sizes:
        yield make_chunk(data[start : start + size], repeats=repeats)
        start += size


def put_in(
    old: Laid, new: Laid, piece: int, chunks: Sequence[Chunk], puts: Sequence[Put], *, repeats: bool
) -> list[Chunk]:
    """Return the chunks of a piece with some rows in place of others: those far from them are as they were.

    ``puts`` are in order; before the first of them both have the same rows, and behind the last of them, too.
    """
    was, now = old.begins(piece), new.begins(piece)
    rows, longer = len(old.rows), len(new.rows) - len(old.rows)
    last, most = puts[-1].end, min(len(was), len(now))
    behind = 0
    while behind < most and was[~behind] >= last and was[~behind] + longer == now[~behind]:
        behind += 1
    ahead, most = 0, most - behind
    while ahead < most and was[ahead] == now[ahead]:
        ends = [each[ahead + 1] if ahead + 1 < len(each) else rows + 1 for each in (was, now)]
        if ends[0] != ends[1] or ends[0] > puts[0].start:
            break
        ahead += 1
    middle = chunks[ahead : len(was) - behind]
    raw = zlib.decompressobj(_RAW).decompress(b"".join(chunk.data for chunk in middle))
    first = was[ahead] if ahead < len(was) and ahead else 0
    up_to = [0, *np.cumsum(old.rows[first : puts[-1].end, piece], dtype=np.int64).tolist()]
    parts, kept = [], 0
    for put in puts:
        parts += [raw[kept : up_to[put.start - first]], put.data]
        kept = up_to[put.end - first]
    parts.append(raw[kept:])
    sizes = new.sizes(piece)[ahead : len(now) - behind]
    made = _cut(b"".join(parts), sizes, repeats=repeats)
    return [*chunks[:ahead], *made, *chunks[len(was) - behind :]]


@dataclass(frozen=True)
class Chunks:
    """How pieces are laid in chunks, and of each chunk how many bytes it has, packed, and its checksum."""

    laid: Laid
    sizes: Sizes
    crcs: Sizes

    def lengths(self) -> Counts:
        """Return how many bytes each piece has, packed."""
        up_to = np.append(0, np.cumsum(self.sizes, dtype=np.int64))
        begins = np.append(0, self.laid.ends[:-1])
        lengths: Counts = up_to[self.laid.ends] - up_to[begins]
        return lengths + sum(AROUND) * (self.laid.ends > begins)

    def of(self, piece: int, data: bytes) -> list[Chunk]:
        """Return the chunks of a piece that are one after the other in ``data``."""
        made, start, span = [], 0, self.laid.span(piece)
        noted = zip(self.sizes[span].tolist(), self.crcs[span].tolist(), self.laid.sizes(piece), strict=True)
        for length, crc, size in noted:
            made.append(Chunk(data[start : start + length], crc, size))
            start += length
        return made


@dataclass(frozen=True)
class Pieces:
    """Pieces, those that are packed ``anew``, and the chunks of all as they were, where there are others."""

    laid: Laid
    anew: Mapping[int, Sequence[Chunk]]
    before: Chunks | None = None

    def chunks(self) -> Chunks:
        """Return what is to be noted of the chunks of all pieces."""
        pieces, old, kept, start = sorted(self.anew), self.before, 0, 0
        told = [(len(each.data), each.crc) for piece in pieces for each in self.anew[piece]]
        made = np.array(told, dtype=SIZES).reshape(-1, 2).T
        if old is None:
            return Chunks(self.laid, *made)
        parts = []
        for piece in pieces:
            span, end = old.laid.span(piece), start + len(self.anew[piece])
            if span.start == span.stop and start == end:
                continue
            parts += [
                np.stack((old.sizes[kept : span.start], old.crcs[kept : span.start])),
                made[:, start:end],
            ]
            kept, start = span.stop, end
        sizes, crcs = np.concatenate((*parts, np.stack((old.sizes[kept:], old.crcs[kept:]))), axis=1)
        return Chunks(self.laid, sizes, crcs)


def _joined_crcs(counts: NDArray[np.int64], crcs: Sizes, sizes: NDArray[np.int64]) -> Sizes:
    """Return the checksums of pieces that have so many chunks one after the other, without what is in them."""
    made = np.zeros(len(counts), dtype=np.uint32)
    begins = np.cumsum(counts) - counts
    for turn in range(int(counts.max(initial=0))):
        at = np.flatnonzero(counts > turn)
        chunk = begins[at] + turn
        made[at] = _further(made[at], sizes[chunk]) ^ crcs[chunk]
    return made


def _further(crcs: Sizes, sizes: NDArray[np.int64]) -> Sizes:
    """Return what checksums become so many bytes further on."""
    for number, table in enumerate(_steps()[: int(sizes.max(initial=0)).bit_length()]):
        at = np.flatnonzero(sizes >> number & 1)
        crcs[at] = _stepped(table, crcs[at])
    return crcs


def _stepped(table: Sizes, crcs: Sizes) -> Sizes:
    made: Sizes = table[0].take(crcs & 0xFF)
    for number in range(1, 4):
        made ^= table[number].take(crcs >> 8 * number & 0xFF)
    return made


@lru_cache(maxsize=1)
def _steps() -> list[Sizes]:
    """Return for each power of two how a checksum changes so many bytes further on: by each of its four bytes."""
    bits = np.left_shift(1, np.arange(32, dtype=np.uint32), dtype=np.uint32)
    for _ in range(8):
        bits = (bits >> 1 ^ (bits & 1) * np.uint32(_POLYNOMIAL)).astype(np.uint32)
    made = []
    for _ in range(32):
        table = np.zeros((4, 256), dtype=np.uint32)
        for bit in range(8):
            has = (np.arange(256) >> bit & 1).astype(bool)
            table[:, has] ^= bits[bit::8, None]
        made.append(table)
        bits = _stepped(table, bits)
    return made
