"""JSON and gzip as the files of a shard are written and packed in it.

A portal that is built over its cache is the one that is built anew, to the byte: zlib gives the same bytes every time,
which the quicker ISA-L was seen not to do (docs/adr/0022-isal.md).
"""

from __future__ import annotations

import json
import zlib

import msgspec

_GZIP = 31  # what zlib calls the widest window, with the head and tail of gzip
LEVEL = 1
# A text that is read whole is a third smaller so, in twice the time.
CLOSER = 5


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
