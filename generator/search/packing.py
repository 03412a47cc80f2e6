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

import msgspec

from generator.data import dataclass
from generator.search.kept import KeptLists

_GZIP = 31  # what zlib calls the widest window, with the head and tail of gzip
LEVEL = 1
# A text that is read whole is a third smaller so, in twice the time.
CLOSER = 5
NOTE_PART = "p"
_DIGEST = 16


def pack(data: bytes, level: int = LEVEL) -> bytes:
    """Return data in gzip; the same data gives the same bytes on one machine."""
    return zlib.compress(data, level, _GZIP)


def pack_places(data: bytes) -> bytes:
    """Return places in gzip: nothing repeats in them that is worth looking for, and without it takes half the time."""
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, _GZIP, strategy=zlib.Z_RLE)
    return packer.compress(data) + packer.flush()


def as_json(value: object) -> bytes:
    """Return JSON without blanks, a long text written in a fifth of the time that Python's own takes."""
    try:
        return msgspec.json.encode(value)
    except UnicodeEncodeError:  # half a character, which UTF-8 has no bytes for
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def packer() -> str:
    """Return what decides the packed bytes, for the keys of what is kept."""
    return f"zlib {zlib.ZLIB_RUNTIME_VERSION}"


@dataclass(frozen=True)
class Joined:
    """What is noted of a folder of joined lists.

    ``shards`` are the keys of those that were joined, in order, and ``files`` has the digest of each file by its name. The
    rest are numbers of four bytes: ``sizes`` tells of each shard, cell by cell, how many bytes of lists and of each part of
    the places it has there, and ``pieces`` how many bytes each part of the places of each cell has, packed.
    """

    shards: tuple[str, ...]
    files: Mapping[str, str]
    sizes: bytes | memoryview
    pieces: bytes | memoryview

    def packed(self) -> bytes:
        """Return all of it as one piece."""
        head = {"shards": self.shards, "files": dict(self.files), "pieces": len(self.pieces)}
        return b"".join((json.dumps(head).encode(), b"\n", self.pieces, self.sizes))

    @staticmethod
    def unpacked(data: bytes | memoryview) -> Joined:
        """Return what was packed. Raises ValueError, KeyError and TypeError for anything else."""
        head, _, rest = bytes(data).partition(b"\n")
        told = json.loads(head)
        count, numbers = told["pieces"], memoryview(rest)
        return Joined(tuple(told["shards"]), told["files"], numbers[count:], numbers[:count])


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
