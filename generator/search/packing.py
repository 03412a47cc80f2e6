"""gzip as the files of a shard are packed in it.

A portal that is built over its cache is the one that is built anew, to the byte: zlib gives the same bytes every time,
which the quicker ISA-L was seen not to do (docs/adr/0022-isal.md).
"""

from __future__ import annotations

import zlib

_GZIP = 31  # what zlib calls the widest window, with the head and tail of gzip
LEVEL = 1
# A text that is read whole is a third smaller so, in twice the time.
CLOSER = 5


def pack(data: bytes, level: int = LEVEL) -> bytes:
    """Return data in gzip; the same data gives the same bytes on one machine."""
    return zlib.compress(data, level, _GZIP)


def packer() -> str:
    """Return what decides the packed bytes, for the keys of what is kept."""
    return f"zlib {zlib.ZLIB_RUNTIME_VERSION}"
