"""JSON and gzip as the files of a shard are written and packed in it, and what is noted of a folder of joined lists.

A portal that is built over its cache is the one that is built anew, to the byte: zlib gives the same bytes every time,
which the quicker ISA-L was seen not to do (docs/adr/0022-isal.md).

An edit changes few cells of a segment, but all of its folder is written anew. Whoever builds keeps a note of each folder
that was joined: of what shards, and where in its files they are (segments.py). Files that are not those noted are not
taken (docs/adr/0085-unchanged-pieces.md, docs/adr/0089-spliced.md).
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Protocol

import msgspec

from generator.data import dataclass

_GZIP = 31  # what zlib calls the widest window, with the head and tail of gzip
LEVEL = 1
# A text that is read whole is a third smaller so, in twice the time.
CLOSER = 5
NOTE_PART = "p"
_DIGEST = 16


def pack(data: bytes, level: int = LEVEL) -> bytes:
    """Return data in gzip; the same data gives the same bytes on one machine."""
    return zlib.compress(data, level, _GZIP)


def as_json(value: object) -> bytes:
    """Return JSON without blanks, a long text written in a fifth of the time that Python's own takes."""
    try:
        return msgspec.json.encode(value)
    except UnicodeEncodeError:  # half a character, which UTF-8 has no bytes for
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def packer() -> str:
    """Return what decides the packed bytes, for the keys of what is kept."""
    return f"zlib {zlib.ZLIB_RUNTIME_VERSION}"


class KeptLists(Protocol):
    """Bytes by name; what was not kept, or cannot be trusted, is empty."""

    def read(self, name: str) -> bytes | memoryview:
        """Return what was kept by this name, empty where there is nothing."""
        ...

    def write(self, name: str, data: bytes) -> None:
        """Keep bytes by this name. Raises nothing: what cannot be kept is made again."""
        ...


class NothingKept:
    """Keeps nothing."""

    def read(self, name: str) -> bytes:
        """Return nothing."""
        del name
        return b""

    def write(self, name: str, data: bytes) -> None:
        """Do nothing."""


@dataclass(frozen=True)
class Joined:
    """What is noted of a folder of joined lists.

    ``shards`` are the keys of those that were joined, in order, ``files`` has the digest of each file by its name, and
    ``numbers`` of four bytes each tell where in the files all lies (splicing.py).
    """

    shards: tuple[str, ...]
    files: Mapping[str, str]
    numbers: Mapping[str, bytes | memoryview]

    def packed(self) -> bytes:
        """Return all of it as one piece."""
        sizes = {name: len(each) for name, each in self.numbers.items()}
        head = {"shards": self.shards, "files": dict(self.files), "numbers": sizes}
        return b"".join((json.dumps(head).encode(), b"\n", *self.numbers.values()))

    @staticmethod
    def unpacked(data: bytes | memoryview) -> Joined:
        """Return what was packed. Raises ValueError, KeyError and TypeError for anything else."""
        head, _, rest = bytes(data).partition(b"\n")
        told, left, numbers = json.loads(head), memoryview(rest), {}
        for name, size in told["numbers"].items():
            numbers[name], left = left[:size], left[size:]
        return Joined(tuple(told["shards"]), told["files"], numbers)


def digest_of(data: bytes) -> str:
    """Return by what the bytes of a file are noted."""
    return hashlib.blake2b(data, digest_size=_DIGEST).hexdigest()


def joined_before(
    bundle: Path | None, name: str, kept: KeptLists
) -> tuple[Joined, Mapping[str, bytes]] | None:
    """Return what is noted of a folder called ``name`` in the ``bundle`` that is live, and its files; None if there is none.

    A folder with a file that is not the one noted is as good as none.
    """
    for folder in bundle.glob(f"{name}_*") if bundle else ():
        with suppress(OSError, ValueError, KeyError, TypeError):
            noted = Joined.unpacked(kept.read(folder.name + NOTE_PART))
            files = {each: (folder / each).read_bytes() for each in noted.files}
            if all(digest_of(files[each]) == digest for each, digest in noted.files.items()):
                return noted, files
    return None
