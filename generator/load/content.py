"""content/ as a listing: every file with its size and stamp."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator.load.cache import Stamp, stamp_of
from generator.load.text import MAX_ASSET_BYTES
from generator.load.walk import Entry, walk
from generator.model.catalogue import finding
from generator.model.finding import Finding, Place
from generator.model.gate import Gate, is_hidden

CONTENT = "content"


@dataclass(frozen=True)
class ContentFiles:
    """Every file below content/ by its path there: its size in bytes, and its stamp.

    ``gate`` tells which of them may be published.
    """

    folder: Path
    sizes: dict[str, int]
    stamps: dict[str, Stamp]
    gate: Gate = field(default_factory=Gate)


def list_content(root: Path, findings: list[Finding], entries: Iterable[Entry] | None = None) -> ContentFiles:
    """Tell the files of content/; hidden ones are left out, links that lead out of it are findings.

    ``entries`` are what a walk through content/ met, if there was one already.
    """
    folder = root / CONTENT
    files = ContentFiles(folder, {}, {})
    inside = os.path.realpath(folder) + os.sep
    # Files that have several names, by what they are: a device's number and the file's there.
    names: dict[object, list[str]] = {}
    for path, status, linked, fault in walk(str(folder)) if entries is None else entries:
        if fault and not is_hidden(path):
            place = Place(f"{CONTENT}/{path}".rstrip("/"))
            findings.append(finding("file-unreadable", place, f"无法读取：{fault}。"))
        if fault or path.endswith("/") or is_hidden(path):
            continue
        problem = _problem(path, status, linked, inside, f"{folder}/{path}")
        if problem:
            findings.append(problem)
            continue
        if linked or status.st_nlink > 1:
            target = os.path.realpath(f"{folder}/{path}").removeprefix(inside).replace(os.sep, "/")
            key = (status.st_dev, status.st_ino) if status.st_ino else target
            if is_hidden(target):
                message = "这个链接指向隐藏文件，隐藏文件不公开。"
                findings.append(finding("file-unpublishable", Place(f"{CONTENT}/{path}"), message))
                continue
            names.setdefault(key, []).extend((path, target))
        files.sizes[path] = status.st_size
        files.stamps[path] = stamp_of(status)
        if status.st_size >= MAX_ASSET_BYTES and not path.endswith(".md"):
            message = f"文件有{status.st_size / 1048576:.0f}MB，超过上限200MB。"
            findings.append(finding("file-too-large", Place(f"{CONTENT}/{path}"), message))
    same = {path: tuple(sorted(set(paths))) for paths in names.values() for path in paths}
    return replace(files, gate=Gate(same=same)) if same else files


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
