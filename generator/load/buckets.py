"""A store of what was made of each file, in many small files, so that one change rewrites one of them."""

from __future__ import annotations

import contextlib
import zlib
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Generic, TypeVar

from generator.load.kept import read_kept, write_kept

Stamp = tuple[int, int, int, int]
Value = TypeVar("Value")
COUNT = 64


class Buckets(Generic[Value]):
    """Values by path, each with the stamp of its file. A bucket is read when first asked for.

    What another version of the program (``code``) wrote, or cannot be read, is as good as none. Without a
    folder nothing is kept beyond the run.
    """

    def __init__(self, folder: Path | None, code: str) -> None:
        self._folder = folder
        self._code = code
        self._buckets: dict[int, dict[str, tuple[Stamp, Value]]] = {}
        self._touched: set[int] = set()

    def get(self, path: str, stamp: Stamp) -> Value | None:
        """Return the value made of a file with this stamp."""
        entry = self._bucket(bucket_of(path)).get(path)
        return entry[1] if entry and entry[0] == stamp else None

    def get_all(self, paths: Iterable[str], stamps: Mapping[str, Stamp]) -> dict[str, Value | None]:
        """Return what ``get`` would of each path, quicker for many."""
        entries: dict[str, tuple[Stamp, Value]] = {}
        for number in range(COUNT):
            entries.update(self._bucket(number))
        return {
            path: entry[1] if (entry := entries.get(path)) and entry[0] == stamps[path] else None
            for path in paths
        }

    def put(self, path: str, stamp: Stamp, value: Value) -> None:
        """Remember what was made of a file."""
        number = bucket_of(path)
        self._bucket(number)[path] = (stamp, value)
        self._touched.add(number)

    def start_over(self, code: str) -> None:
        """Forget everything, in the files too: they are of another code now."""
        self._code = code
        self._buckets = {}
        self._touched = set()

    def reread(self, number: int) -> None:
        """Forget what is in hand of a bucket, all of it saved, in favour of what another process wrote."""
        if number not in self._touched:
            self._buckets.pop(number, None)

    def save(self, paths: Collection[str]) -> None:
        """Write the buckets that changed, less what is none of ``paths``; not being able to costs only time."""
        if self._folder is None:
            return
        with contextlib.suppress(OSError):
            for number in sorted(self._touched):
                kept = {path: entry for path, entry in self._buckets[number].items() if path in paths}
                write_kept(self._file(number), (self._code, kept))
            self._touched = set()

    def _bucket(self, number: int) -> dict[str, tuple[Stamp, Value]]:
        if number not in self._buckets:
            self._buckets[number] = self._read(number)
        return self._buckets[number]

    def _read(self, number: int) -> dict[str, tuple[Stamp, Value]]:
        kept = read_kept(self._file(number)) if self._folder else None
        if isinstance(kept, tuple) and kept[0] == self._code:
            entries: dict[str, tuple[Stamp, Value]] = kept[1]
            return entries
        return {}

    def _file(self, number: int) -> Path:
        assert self._folder
        return self._folder / f"{number:02d}.pickle"


def bucket_of(path: str) -> int:
    """Return the number of the bucket that holds a path."""
    return zlib.crc32(path.encode("utf-8", "surrogateescape")) % COUNT
