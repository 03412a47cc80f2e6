"""Files in gzip beside those of a site, so that a server sends them without packing them at every request."""

from __future__ import annotations

import gzip
import hashlib
import os
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from generator.files import write_file

SUFFIX = ".gz"
_LEVEL = 6
_LEAST = 1024  # below that the head of gzip, and one more open file, are not worth it
_TEXTS = (".html", ".css", ".js", ".json", ".xml", ".svg", ".txt", ".csv", ".vtt", ".srt")
_THREADS = 4


def packable(site: Path, names: Iterable[str]) -> list[str]:
    """Return which files of a site are worth packing."""
    return [
        name
        for name in names
        if name.endswith(_TEXTS) and os.stat(f"{site}/{name}").st_size >= _LEAST  # noqa: PTH116 - of every file
    ]


def pack_files(
    site: Path, names: Iterable[str], files: Mapping[str, str], out: Path
) -> dict[str, tuple[str, str]]:
    """Write files of a site in gzip below ``out``; return the digest of each, and of what is packed in it."""
    wanted = list(names)
    for folder in {f"{out}/{os.path.dirname(name)}" for name in wanted}:  # noqa: PTH120 - of every file
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103

    def pack(name: str) -> str:
        # Without a time in it: the same file gives the same bytes.
        data = gzip.compress((site / name).read_bytes(), _LEVEL, mtime=0)
        write_file(f"{out}/{name}{SUFFIX}", data)
        return hashlib.sha256(data).hexdigest()

    with ThreadPoolExecutor(_THREADS) as pool:  # packing lets other threads run
        digests = list(pool.map(pack, wanted))
    return {f"{name}{SUFFIX}": (digest, files[name]) for name, digest in zip(wanted, digests, strict=True)}
