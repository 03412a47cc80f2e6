"""content/ as a listing: every file with its size and stamp."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.load.cache import Stamp, stamp_of
from generator.load.text import MAX_ASSET_BYTES
from generator.model.catalogue import finding
from generator.model.finding import Finding, Place

CONTENT = "content"


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
    real = os.path.realpath(folder)
    for path, entry in _walk(folder, ""):
        if entry.is_symlink() and not os.path.realpath(entry.path).startswith(real + os.sep):
            findings.append(
                finding("path-outside", Place(f"{CONTENT}/{path}"), "这个链接指向content目录之外。")
            )
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
        if not path.endswith(".md") and status.st_size >= MAX_ASSET_BYTES:
            message = f"文件有{status.st_size / 1048576:.0f}MB，超过上限200MB。"
            findings.append(finding("file-too-large", Place(f"{CONTENT}/{path}"), message))
    return files


def _walk(folder: Path, prefix: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith((".", "~$")):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path), f"{prefix}{entry.name}/")
        else:
            yield f"{prefix}{entry.name}", entry
