"""content/ as a listing: every file with its size and stamp."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from generator.load.cache import Stamp, stamp_of
from generator.load.text import MAX_ASSET_BYTES
from generator.load.walk import Entry, walk
from generator.model.catalogue import finding
from generator.model.finding import Finding, Place

CONTENT = "content"
_HIDDEN = (".", "~$")


@dataclass(frozen=True)
class ContentFiles:
    """Every file below content/ by its path there: its size in bytes, and its stamp."""

    folder: Path
    sizes: dict[str, int]
    stamps: dict[str, Stamp]


def list_content(root: Path, findings: list[Finding], entries: Iterable[Entry] | None = None) -> ContentFiles:
    """Tell the files of content/; hidden ones are left out, links that lead out of it are findings.

    ``entries`` are what a walk through content/ met, if there was one already.
    """
    folder = root / CONTENT
    files = ContentFiles(folder, {}, {})
    inside = os.path.realpath(folder) + os.sep
    for path, status, linked in walk(str(folder)) if entries is None else entries:
        if path.endswith("/") or path.startswith(_HIDDEN) or "/." in path or "/~$" in path:
            continue
        problem = _problem(path, status, linked, inside, f"{folder}/{path}")
        if problem:
            findings.append(problem)
            continue
        files.sizes[path] = status.st_size
        files.stamps[path] = stamp_of(status)
        if status.st_size >= MAX_ASSET_BYTES and not path.endswith(".md"):
            message = f"文件有{status.st_size / 1048576:.0f}MB，超过上限200MB。"
            findings.append(finding("file-too-large", Place(f"{CONTENT}/{path}"), message))
    return files


def _problem(path: str, status: os.stat_result, linked: bool, inside: str, file: str) -> Finding | None:
    """Return why a file cannot be used."""
    if stat.S_ISREG(status.st_mode) and not linked:
        return None  # nearly all of them
    place = Place(f"{CONTENT}/{path}")
    if linked and not os.path.realpath(file).startswith(inside):
        return finding("path-outside", place, "这个链接指向content目录之外。")
    if stat.S_ISLNK(status.st_mode):
        return finding("file-unreadable", place, "无法读取：这个链接指向的文件不存在。")
    return None if stat.S_ISREG(status.st_mode) else finding("file-unreadable", place, "这不是普通文件。")
