"""gzip as the files of a shard are packed in it: by ISA-L, or by zlib where that has no library.

Windows on ARM64 has none. What is unpacked is the same; packed, zlib's quickest level is a little larger.
"""

from __future__ import annotations

import zlib
from functools import cache
from typing import Protocol

from generator.libraries import version_if_installed

_GZIP = 31  # what zlib calls the widest window, with the head and tail of gzip
# Smaller than what the quickest level of zlib makes, in a quarter of the time.
_ISAL_LEVEL = 2
_ZLIB_LEVEL = 1


class _Engine(Protocol):
    def compress(self, data: bytes, level: int, wbits: int, /) -> bytes: ...


@cache
def _engine() -> tuple[_Engine, int]:
    try:
        from isal import isal_zlib
    except ImportError:
        return zlib, _ZLIB_LEVEL
    return isal_zlib, _ISAL_LEVEL


def pack(data: bytes) -> bytes:
    """Return data in gzip; the same data gives the same bytes on one machine."""
    engine, level = _engine()
    return engine.compress(data, level, _GZIP)


def packer() -> str:
    """Return what decides the packed bytes, for the keys of what is kept."""
    return f"isal {version_if_installed('isal') or 'zlib ' + zlib.ZLIB_RUNTIME_VERSION}"
