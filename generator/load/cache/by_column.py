"""What was worked out of the content of each column, kept from build to build: columns first, documents only where
something changed.

Each value has a key, a digest of all that it was made of, and is only data (kept.py) in sealed files (seal.py):
one that is missing, of another key, or damaged is made again. Columns share a few files, so that one edit writes
one of them anew.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import field
from pathlib import Path
from typing import TypeVar

import msgspec

from generator.data import dataclass
from generator.load.cache.kept import DecodeErrors, decode, encode, read_kept, write_kept

Value = TypeVar("Value")
_Entries = dict[str, tuple[str, msgspec.Raw]]
_FILES = 32


@dataclass
class ByColumn:
    """The values of a portal by what they are and by column. Without a folder nothing is kept, and all is made.

    ``made`` counts what had to be made, by what it is.
    """

    folder: Path | None = None
    made: dict[str, int] = field(default_factory=dict)
    _files: dict[int, _Entries] = field(default_factory=dict)
    _asked: set[str] = field(default_factory=set)
    _touched: set[int] = field(default_factory=set)

    def get(self, what: str, column: str, key: str, kind: type[Value], make: Callable[[], Value]) -> Value:
        """Return the value of this key, made only if it is not kept; ``kind`` is its type."""
        name, number = f"{what} {column}", _number(column)
        known = self._file(number).get(name)
        self._asked.add(name)
        if known and known[0] == key:
            with suppress(*DecodeErrors):
                return decode(known[1], kind)
        value = make()
        self.made[what] = self.made.get(what, 0) + 1
        if self.folder:
            # What cannot be written (half a character, say) is made each time.
            with suppress(ValueError):
                self._file(number)[name] = (key, msgspec.Raw(encode(value)))
                self._touched.add(number)
        return value

    def last(self, what: str, column: str, kind: type[Value]) -> Value | None:
        """Return what was kept last, whatever its key: who makes it anew may take over what is known to be the same."""
        known = self._file(_number(column)).get(f"{what} {column}")
        if known:
            with suppress(*DecodeErrors):
                return decode(known[1], kind)
        return None

    def apart(self, name: str) -> ByColumn:
        """Return a store of its own beside this one, of values that few builds ask for."""
        return ByColumn(self.folder.with_name(f"{self.folder.name}-{name}") if self.folder else None)

    def save(self) -> None:
        """Write the files that changed, less what nobody asked for; not being able to costs only time."""
        for number in sorted(self._touched) if self.folder else ():
            asked = {name: entry for name, entry in self._files[number].items() if name in self._asked}
            with suppress(OSError, ValueError):
                write_kept(self._path(number), _Kept(asked))
        self._touched.clear()

    def let_go(self) -> None:
        """Hold nothing any more of what the files have: who asks again reads them again."""
        self._files.clear()
        self._touched.clear()

    def _file(self, number: int) -> _Entries:
        if number not in self._files:
            kept = read_kept(self._path(number), _Kept) if self.folder else None
            self._files[number] = kept.entries if kept else {}
        return self._files[number]

    def _path(self, number: int) -> Path:
        assert self.folder
        return self.folder / f"{number:02d}.bin"


def _number(column: str) -> int:
    """Return the number of the file that holds a column."""
    return zlib.crc32(column.encode("utf-8", "surrogateescape")) % _FILES


@dataclass(frozen=True)
class _Kept:
    """A file as it is kept."""

    entries: _Entries
