"""content/ as a listing: every file with its size and stamp."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path

from generator.load.cache import Stamp, stamp_of
from generator.load.text import MAX_ASSET_BYTES
from generator.model.catalogue import finding
from generator.model.finding import Finding, Place

CONTENT = "content"
_NAME = attrgetter("name")


@dataclass(frozen=True)
class ContentFiles:
    """Every file below content/ by its path there: its size in bytes, and its stamp."""

    folder: Path
    sizes: dict[str, int]
    stamps: dict[str, Stamp]


def list_content(root: Path, findings: list[Finding]) -> ContentFiles:
    """Walk content/ once; hidden files are left out, links that lead out of it are findings."""
    folder = root / CONTENT
    files = ContentFiles(folder, {}, {})
    _list(str(folder), "", os.path.realpath(folder) + os.sep, files, findings)
    return files


def _list(folder: str, prefix: str, inside: str, files: ContentFiles, findings: list[Finding]) -> None:
    """Add the files of a folder and of those below it, in the order of their names; ``inside`` is content/ itself.

    A portal has a hundred thousand: paths are text here, and a file costs one call of the system.
    """
    try:
        entries = sorted(os.scandir(folder), key=_NAME)
    except OSError:
        return
    for entry in entries:
        name = entry.name
        if name.startswith((".", "~$")):
            continue
        path = prefix + name
        if entry.is_dir(follow_symlinks=False):
            _list(entry.path, f"{path}/", inside, files, findings)
            continue
        if entry.is_symlink() and not os.path.realpath(entry.path).startswith(inside):
            place = Place(f"{CONTENT}/{path}")
            findings.append(finding("path-outside", place, "这个链接指向content目录之外。"))
            continue
        try:
            status = entry.stat()
        except OSError as error:
            message = f"无法读取：{error.strerror or error}。"
            findings.append(finding("file-unreadable", Place(f"{CONTENT}/{path}"), message))
            continue
        if not stat.S_ISREG(status.st_mode):
            place = Place(f"{CONTENT}/{path}")
            findings.append(finding("file-unreadable", place, "这不是普通文件。"))
            continue
        files.sizes[path] = status.st_size
        files.stamps[path] = stamp_of(status)
        if status.st_size >= MAX_ASSET_BYTES and not path.endswith(".md"):
            message = f"文件有{status.st_size / 1048576:.0f}MB，超过上限200MB。"
            findings.append(finding("file-too-large", Place(f"{CONTENT}/{path}"), message))
