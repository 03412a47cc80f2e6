"""JSON and gzip as the files of a shard are written and packed in it, and pieces of a folder that were packed before.

A portal that is built over its cache is the one that is built anew, to the byte: zlib gives the same bytes every time,
which the quicker ISA-L was seen not to do (docs/adr/0022-isal.md).

An edit changes few cells of a segment, but all of its folder is written anew. Packing takes ten times as long as
telling by a digest that a piece was packed before. Whoever builds keeps a note of each folder: its files, a digest of
all their bytes, and of each packed piece the digest of what is in it, and its size. Bytes that are not those noted are
not taken (docs/adr/0085-unchanged-pieces.md).
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

import msgspec

from generator.files import write_file
from generator.search.kept import KeptLists

_GZIP = 31  # what zlib calls the widest window, with the head and tail of gzip
LEVEL = 1
# A text that is read whole is a third smaller so, in twice the time.
CLOSER = 5
NOTE_PART = "p"
_DIGEST, _SIZE = 16, 4
_NOTHING: Mapping[bytes, bytes] = {}


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


class Packing:
    """Packs pieces and writes them to files of a folder, each file right after its pieces."""

    def __init__(self, before: Mapping[bytes, bytes] = _NOTHING) -> None:
        """Begin with what was packed ``before``, by the digests of what is in it."""
        self._before = before
        self._pieces: list[bytes] = []
        self._files: list[str] = []
        self._digest = hashlib.blake2b(digest_size=_DIGEST)

    def pack(self, data: bytes, level: int = LEVEL) -> bytes:
        """Return data in gzip, as ``pack`` does."""
        digest = _digest(data, level)
        packed = self._before.get(digest)
        if packed is None:
            packed = pack(data, level)
        self._pieces.append(digest + len(packed).to_bytes(_SIZE, "little"))
        return packed

    def write(self, folder: Path, name: str, data: bytes) -> None:
        """Write a file of the pieces that were packed since the file before it, one after the other."""
        write_file(f"{folder}/{name}", data)
        self._files.append(name)
        self._digest.update(data)

    def note(self) -> bytes:
        """Return what to keep of the folder."""
        head = json.dumps({"files": self._files, "digest": self._digest.hexdigest()})
        return b"%b\n%b" % (head.encode(), b"".join(self._pieces))


def packing_after(bundle: Path | None, name: str, kept: KeptLists) -> Packing:
    """Return what packs a folder called ``name``; folders called so are in the ``bundle`` that is live, if there is one."""
    before: dict[bytes, bytes] = {}
    for folder in bundle.glob(f"{name}_*") if bundle else ():
        with suppress(OSError, ValueError, KeyError, TypeError):
            before.update(_pieces(folder, bytes(kept.read(folder.name + NOTE_PART))))
    return Packing(before)


def _pieces(folder: Path, note: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the pieces of a folder by their digests, if it is the one that was noted."""
    head, _, pieces = note.partition(b"\n")
    told = json.loads(head)
    data = b"".join([(folder / name).read_bytes() for name in told["files"]])
    if hashlib.blake2b(data, digest_size=_DIGEST).hexdigest() != told["digest"]:
        return
    start = 0
    for at in range(0, len(pieces), _DIGEST + _SIZE):
        end = start + int.from_bytes(pieces[at + _DIGEST : at + _DIGEST + _SIZE], "little")
        yield pieces[at : at + _DIGEST], data[start:end]
        start = end


def _digest(data: bytes, level: int) -> bytes:
    return hashlib.blake2b(data, digest_size=_DIGEST, salt=bytes([level])).digest()
