"""Join the lists of shards: all anew, or a few put in the place of others where most of a folder stays.

What the folder that is live was joined of is noted (packing.py): of a few shards the lists are read, as they were and as they
are. What they have the same of a cell is taken as it lies there, and what not is cut out of it and put in, chunk by chunk
(chunks.py).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from generator.data import dataclass
from generator.search.chunks import AROUND, SIZES, Chunk, Chunks, Laid, Pieces, Put, Sizes, put_in
from generator.search.packing import Joined
from generator.search.sections import Cells
from generator.search.spread import CELLS, Layout

# So many shards are put in whatever else there is.
_FEW = 2
Before = tuple[Joined, Mapping[str, bytes]]


@dataclass(frozen=True)
class Source:
    """The shards to be joined, by their keys, newest first; and what takes their lists, as they are and as they were.

    ``before`` is what is noted of the folder that is live, and its files. ``was`` returns None for what is kept no more.
    """

    keys: tuple[str, ...]
    take: Callable[[int], Cells]
    was: Callable[[str], Cells | None]
    before: Before | None = None


@dataclass(frozen=True)
class Made:
    """Lists that are joined: how many bytes each shard has of each cell, and the pieces of places and of lists.

    ``before`` is the folder that was, where any of it stays.
    """

    sizes: Sizes
    places: Pieces
    lists: Pieces
    before: Earlier | None = None


class Earlier:
    """A folder that was joined before, and what is noted of it."""

    def __init__(self, before: Before, layout: Layout) -> None:
        """Read the note."""
        self.noted, self.files = before
        self._layout = layout
        self.sizes = self.numbers("sizes").reshape(len(self.noted.shards), CELLS, -1)
        self.places = self._chunks("place", _place_rows(self.sizes))
        self.lists = self._chunks("list", _list_rows(self.sizes, layout))
        self.lengths = self.places.lengths()
        self.starts = layout.starts(self.lengths)
        self.heads = self.numbers("heads")

    def numbers(self, name: str) -> Sizes:
        """Return numbers of the note."""
        return np.frombuffer(self.noted.numbers[name], dtype=SIZES)

    def _chunks(self, kind: str, rows: Sizes) -> Chunks:
        return Chunks(Laid(rows), self.numbers(f"{kind}_sizes"), self.numbers(f"{kind}_crcs"))

    def place(self, part: int) -> bytes:
        """Return the piece of places of a part, counted through all cells."""
        number = part * self._layout.spread.places // len(self.lengths)
        start = int(self.starts[part])
        file = self.files[self._layout.file(self._layout.places, number)]
        return file[start : start + int(self.lengths[part])]

    def list_chunks(self, number: int) -> list[Chunk]:
        """Return the chunks of a file of lists, without what tells where places lie."""
        file = self.files[self._layout.file(self._layout.lists, number)]
        return self.lists.of(number, file[AROUND[0] + int(self.heads[number]) :])


def joined(source: Source, layout: Layout) -> Made:
    """Join all shards, or put some into the folder that was."""
    return _spliced(source, layout) or _all(source, layout)


def _all(source: Source, layout: Layout) -> Made:
    shards = [source.take(number) for number in range(len(source.keys))]
    run = Run(shards, shards[0].parts if shards else 1)
    places, lists = Laid(_place_rows(run.sizes)), Laid(_list_rows(run.sizes, layout))
    each = CELLS // layout.spread.lists
    return Made(
        run.sizes,
        Pieces(
            places,
            {
                part: places.pack(part, run.places(part), repeats=layout.repeats)
                for part in range(places.rows.shape[1])
            },
        ),
        Pieces(
            lists,
            {
                number: lists.pack(
                    number, b"".join(map(run.lists, range(number * each, number * each + each))), repeats=True
                )
                for number in range(layout.spread.lists)
            },
        ),
    )


class Run:
    """The lists and places of some shards that follow each other, to be taken out cell by cell."""

    def __init__(self, shards: Sequence[Cells], parts: int) -> None:
        self.sizes = _sizes_of(shards, parts)
        self._lists = [(each.lists, _cuts(each.list_sizes)) for each in shards]
        self._places = [(each.places, _cuts(each.place_sizes)) for each in shards]

    def lists(self, cell: int) -> bytes:
        """Return the lists of a cell, shard by shard."""
        return b"".join([data[cuts[cell] : cuts[cell + 1]] for data, cuts in self._lists])

    def places(self, part: int) -> bytes:
        """Return the places of a part of a cell, counted through all cells."""
        return b"".join([data[cuts[part] : cuts[part + 1]] for data, cuts in self._places])


def _sizes_of(shards: Sequence[Cells], parts: int) -> Sizes:
    """Return how many bytes each shard has: a row a cell, its lists before its places."""
    each = [np.column_stack((shard.list_sizes, shard.place_sizes.reshape(CELLS, parts))) for shard in shards]
    return np.array(each, dtype=SIZES).reshape(len(shards), CELLS, 1 + parts)


def _cuts(sizes: NDArray[np.uint32]) -> list[int]:
    return [0, *np.cumsum(sizes, dtype=np.int64).tolist()]


def _place_rows(sizes: Sizes) -> Sizes:
    """Return how many bytes of each part of the places of each cell each shard has, a row a shard."""
    return sizes[:, :, 1:].reshape(len(sizes), CELLS * (sizes.shape[2] - 1))


def _list_rows(sizes: Sizes, layout: Layout) -> Sizes:
    """Return how many bytes of lists each shard has in each file: a row a shard for the first of its cells, then the next."""
    together = CELLS // layout.spread.lists
    each = sizes[:, :, 0].reshape(len(sizes), layout.spread.lists, together)
    return each.transpose(2, 0, 1).reshape(len(sizes) * together, layout.spread.lists)


def _spliced(source: Source, layout: Layout) -> Made | None:
    """Return the folder that was with what changed of it, None if it has too little in common or was laid out otherwise."""
    if not source.before or not layout.is_of(source.before[1]):
        return None
    was, now = source.before[0].shards, source.keys
    first = _alike(was, now)
    last = _alike(was[first:][::-1], now[first:][::-1])
    gone, come = was[first : len(was) - last], range(first, len(now) - last)
    if not was or max(len(gone), len(come)) > max(_FEW, first + last):
        return None
    old = [source.was(key) for key in gone]
    if any(each is None for each in old):
        return None
    earlier = Earlier(source.before, layout)
    parts = earlier.sizes.shape[2] - 1
    new = Run([source.take(number) for number in come], parts)
    return _Splice(earlier, Run([each for each in old if each], parts), new, first, layout).made()


@dataclass(frozen=True)
class _Splice:
    """A folder that was, and ``new`` shards for the ``old`` ones of it, from the ``first`` on."""

    earlier: Earlier
    old: Run
    new: Run
    first: int
    layout: Layout

    def made(self) -> Made:
        """Put them in."""
        was, end = self.earlier.sizes, self.first + len(self.old.sizes)
        sizes = np.concatenate((was[: self.first], self.new.sizes, was[end:]))
        gone, come = self.old.sizes, self.new.sizes
        # Rows that are cut otherwise may be packed in other chunks, even with the same bytes in them all.
        changed = np.concatenate((gone, come)) != 0 if len(gone) != len(come) else gone != come
        changed = np.logical_or.reduce(changed, axis=0)
        places = self._changed(changed[:, 1:], self.old.places, self.new.places)
        lists = self._changed(changed[:, 0], self.old.lists, self.new.lists)
        puts: dict[int, list[Put]] = {}
        together = CELLS // self.layout.spread.lists
        for cell in lists:
            row = cell % together * len(was)
            put = Put(row + self.first, row + end, self.new.lists(cell))
            puts.setdefault(cell // together, []).append(put)
        earlier, rows = self.earlier, (Laid(_place_rows(sizes)), Laid(_list_rows(sizes, self.layout)))
        anew = {
            part: put_in(
                earlier.places.laid,
                rows[0],
                part,
                earlier.places.of(part, earlier.place(part)[AROUND[0] :]),
                [Put(self.first, end, self.new.places(part))],
                repeats=self.layout.repeats,
            )
            for part in places
        }
        listed = {
            number: put_in(
                earlier.lists.laid, rows[1], number, earlier.list_chunks(number), each, repeats=True
            )
            for number, each in puts.items()
        }
        return Made(
            sizes, Pieces(rows[0], anew, earlier.places), Pieces(rows[1], listed, earlier.lists), earlier
        )

    def _changed(
        self, sure: NDArray[np.bool_], old: Callable[[int], bytes], new: Callable[[int], bytes]
    ) -> list[int]:
        """Return where the shards give something else; of some it is ``sure``."""
        changed = sure.ravel().copy()
        for place in np.flatnonzero(~changed).tolist():
            changed[place] = old(place) != new(place)
        return np.flatnonzero(changed).tolist()


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many are the same at the beginning of two."""
    return next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
