"""A store of what was made of each file, in many small files, so that one change rewrites one of them."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

from generator.data import dataclass
from generator.load.cache.kept import DecodeErrors, read_kept, write_kept
from generator.load.source.stamp import Stamp

Value = TypeVar("Value")
COUNT = 64


@dataclass(frozen=True)
class _Kept:
    """A bucket as it is kept: whose it is, and its entries."""

    token: str
    entries: dict[str, tuple[Stamp, msgspec.Raw]]


@dataclass(frozen=True)
class Codec(Generic[Value]):
    """How a value becomes bytes, and bytes a value; the latter raises one of ``DecodeErrors``."""

    encode: Callable[[Value], bytes]
    decode: Callable[[bytes], Value]


class Buckets(Generic[Value]):
    """Values by path, each with the stamp of its file. A bucket is read when first asked for, and a value of it
    made when it is: rewriting a bucket makes none.

    What was kept under another ``token``, or cannot be read, is as good as none. Without a folder nothing is
    kept beyond the run.
    """

    def __init__(self, folder: Path | None, token: str, codec: Codec[Value]) -> None:
        self._folder = folder
        self._token = token
        self._codec = codec
        self._buckets: dict[int, dict[str, tuple[Stamp, Value | msgspec.Raw]]] = {}
        self._touched: set[int] = set()

    def get(self, path: str, stamp: Stamp) -> Value | None:
        """Return the value made of a file with this stamp."""
        bucket = self._bucket(bucket_of(path))
        entry = bucket.get(path)
        if entry is None or entry[0] != stamp:
            return None
        return self._value(bucket, path, entry[1])

    def get_all(self, paths: Iterable[str], stamps: Mapping[str, Stamp]) -> dict[str, Value | None]:
        """Return what ``get`` would of each path, quicker for many."""
        made: dict[str, Value] = {}
        decode, raw = self._codec.decode, msgspec.Raw
        for number in range(COUNT):
            bucket = self._bucket(number)
            for path, (stamp, value) in bucket.items():
                if stamps.get(path) != stamp:
                    continue
                # Every document of a portal passes here on every build: no call that is not needed.
                if isinstance(value, raw):
                    try:
                        value = decode(value)  # noqa: PLW2901
                    except DecodeErrors:
                        continue
                    bucket[path] = (stamp, value)
                made[path] = value
        return {path: made.get(path) for path in paths}

    def put(self, path: str, stamp: Stamp, value: Value) -> None:
        """Remember what was made of a file."""
        number = bucket_of(path)
        self._bucket(number)[path] = (stamp, value)
        self._touched.add(number)

    def start_over(self, token: str) -> None:
        """Forget everything, in the files too: they are of another token now."""
        self._token = token
        self._buckets = {}
        self._touched = set()

    def forget_naming(self, names: Collection[str]) -> bool:
        """Forget, in the files too, whatever names one of some files; False where this could not be written.

        Names are looked for among the bytes that are kept, which hold the path of every file that a value names.
        """
        sought = [name.encode("utf-8", "surrogatepass") for name in names]
        for number in range(COUNT if sought else 0):
            bucket = self._bucket(number)
            naming = [path for path, (_, value) in bucket.items() if self._names(value, sought)]
            for path in naming:
                del bucket[path]
            if naming and not self._write(number, bucket):
                return False
        return True

    def _names(self, value: Value | msgspec.Raw, sought: Collection[bytes]) -> bool:
        with suppress(ValueError):
            return any(map(bytes(self._raw(value)).__contains__, sought))
        # It cannot be kept, and may name anything.
        return True

    def reread(self, number: int) -> None:
        """Forget what is in hand of a bucket, all of it saved, in favour of what another process wrote."""
        if number not in self._touched:
            self._buckets.pop(number, None)

    def save(self, paths: Collection[str]) -> None:
        """Write the buckets that changed, less what is none of ``paths``; not being able to costs only time."""
        for number in sorted(self._touched):
            kept = {path: entry for path, entry in self._buckets[number].items() if path in paths}
            if not self._write(number, kept):
                break
        self._touched = set()

    def _write(self, number: int, entries: Mapping[str, tuple[Stamp, Value | msgspec.Raw]]) -> bool:
        """Write a bucket, and tell whether it holds these entries now."""
        if self._folder is None:
            return True
        with suppress(OSError, ValueError):
            kept = {path: (stamp, self._raw(value)) for path, (stamp, value) in entries.items()}
            write_kept(self._file(number), _Kept(self._token, kept))
            return True
        return False

    def _raw(self, value: Value | msgspec.Raw) -> msgspec.Raw:
        return value if isinstance(value, msgspec.Raw) else msgspec.Raw(self._codec.encode(value))

    def _value(
        self, bucket: dict[str, tuple[Stamp, Value | msgspec.Raw]], path: str, kept: Value | msgspec.Raw
    ) -> Value | None:
        """Return the value of an entry, from now on made; an entry that holds none is dropped."""
        if not isinstance(kept, msgspec.Raw):
            return kept
        with suppress(*DecodeErrors):
            value = self._codec.decode(kept)
            bucket[path] = (bucket[path][0], value)
            return value
        return None

    def _bucket(self, number: int) -> dict[str, tuple[Stamp, Value | msgspec.Raw]]:
        if number not in self._buckets:
            self._buckets[number] = self._read(number)
        return self._buckets[number]

    def _read(self, number: int) -> dict[str, tuple[Stamp, Value | msgspec.Raw]]:
        kept = read_kept(self._file(number), _Kept) if self._folder else None
        return dict(kept.entries) if kept and kept.token == self._token else {}

    def _file(self, number: int) -> Path:
        assert self._folder
        return self._folder / f"{number:02d}.bin"


def bucket_of(path: str) -> int:
    """Return the number of the bucket that holds a path."""
    return zlib.crc32(path.encode("utf-8", "surrogateescape")) % COUNT
