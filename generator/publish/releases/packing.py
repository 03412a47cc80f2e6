"""Files in gzip and brotli beside those of a site, so that a server sends them without packing them at every request.

Brotli at this quality takes about as long as gzip and gives a sixth less. Higher ones take many times as long.
"""

from __future__ import annotations

import gzip
import hashlib
import os
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import brotli

from generator.files import write_file

# Without a time in it: the same file gives the same bytes.
_PACKERS: Mapping[str, Callable[[bytes], bytes]] = {
    ".gz": partial(gzip.compress, compresslevel=6, mtime=0),
    ".br": partial(brotli.compress, quality=5),
}
_SUFFIX = 3
_LEAST = 1024  # below that their heads, and more open files, are not worth it
_TEXTS = (".html", ".css", ".js", ".json", ".xml", ".svg", ".txt", ".csv", ".vtt", ".srt")
_THREADS = 4


def packable(site: Path, names: Iterable[str]) -> list[str]:
    """Return which files of a site are worth packing."""
    return [
        name
        for name in names
        if name.endswith(_TEXTS) and os.stat(f"{site}/{name}").st_size >= _LEAST  # noqa: PTH116 - of every file
    ]


def packed_names(names: Iterable[str]) -> dict[str, str]:
    """Return the names of files once they are packed, each with the name of what is packed in it."""
    return {f"{name}{suffix}": name for name in names for suffix in _PACKERS}


def pack_files(
    site: Path, wanted: Mapping[str, str], files: Mapping[str, str], out: Path
) -> dict[str, tuple[str, str]]:
    """Write files of a site below ``out``, packed; return the digest of each, and of what is packed in it."""
    for folder in {f"{out}/{os.path.dirname(name)}" for name in wanted}:  # noqa: PTH120 - of every file
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103

    def pack(packed: str) -> str:
        data = _PACKERS[packed[-_SUFFIX:]]((site / wanted[packed]).read_bytes())
        write_file(f"{out}/{packed}", data)
        return hashlib.sha256(data).hexdigest()

    with ThreadPoolExecutor(_THREADS) as pool:  # packing lets other threads run
        digests = list(pool.map(pack, wanted))
    return {packed: (digest, files[wanted[packed]]) for packed, digest in zip(wanted, digests, strict=True)}
