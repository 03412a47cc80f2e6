"""Stamps of files: size and time of the last write, to tell in one walk what was altered since.

Hard links change neither, so that a file may be shared between trees.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Iterator
from pathlib import Path


def tree_stamps(folder: Path, wholes: Collection[str]) -> dict[str, str]:
    """Return the stamp of each file below a folder by its path there; those of ``wholes`` (with a slash) in one."""
    stamps: dict[str, str] = {}
    _collect(str(folder), "", wholes, stamps)
    return stamps


def stamp_of_tree(path: str) -> str:
    """Return the stamp of a file, or with a slash at its end of a folder and all in it; empty where there is nothing."""
    try:
        return _digest(_walk(path, "")) if path.endswith("/") else _stamp(os.stat(path))  # noqa: PTH116 - asked of every file
    except OSError:
        return ""


def _collect(folder: str, prefix: str, wholes: Collection[str], stamps: dict[str, str]) -> None:
    with os.scandir(folder) as entries:
        for entry in entries:
            name = prefix + entry.name
            if not entry.is_dir(follow_symlinks=False):
                stamps[name] = _stamp(entry.stat(follow_symlinks=False))
            elif f"{name}/" in wholes:
                stamps[f"{name}/"] = _digest(_walk(entry.path, ""))
            else:
                _collect(entry.path, f"{name}/", wholes, stamps)


def _walk(folder: str, prefix: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            name = prefix + entry.name
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(entry.path, f"{name}/")
            else:
                yield f"{name} {_stamp(entry.stat(follow_symlinks=False))}"


def _digest(lines: Iterator[str]) -> str:
    listing = "\n".join(sorted(lines)).encode("utf-8", "surrogateescape")
    return hashlib.blake2b(listing, digest_size=12).hexdigest()


def _stamp(status: os.stat_result) -> str:
    return f"{status.st_size} {status.st_mtime_ns}"
