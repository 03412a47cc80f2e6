"""Check the files beside content/: each can be read and lies in the portal.

A folder that cannot be opened looks empty to whoever only lists it, and a portal would go live without what is
in it. What is read one by one (columns.yml and the like) tells of itself; here is what would be passed over.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from generator.load.source.walk import Entry, walk
from generator.model.catalogue import finding
from generator.model.finding import Finding, Place

_FOLDERS = ("content", "registers", "packs", "theme")
_FILES = ("columns.yml", "urls.lock", "old_urls.csv", "mkdocs.yml", "ledger.yml", "synonyms.yml", "known.csv")
# Walked here; content/ is listed by whoever reads the documents, and theme/ by whoever judges what is in it.
_WALKED = ("registers", "packs")


def check_beside(root: Path) -> Iterator[Finding]:
    """Yield what of a portal's sources cannot be read, or is a link out of it."""
    inside = os.path.realpath(root) + os.sep
    for name in (*_FILES, *_FOLDERS):
        path = root / name
        if not os.path.lexists(path):
            continue
        if path.is_symlink() and not os.path.exists(path):  # noqa: PTH110 - a Path raises where links go in a circle
            if name in _FILES:
                continue  # whoever reads it tells
            yield finding("file-unreadable", Place(name), "无法读取：这个链接指向的文件不存在。")
        elif name != "theme" and not os.path.realpath(path).startswith(inside):
            hint = "换成真正的文件或文件夹；网站在别处的，用--root指到那里。"
            yield finding("path-outside", Place(name), f"{name}是链接，指向网站目录之外。", hint)
        elif name in _FOLDERS and not os.path.isdir(path):  # noqa: PTH112 - as above
            yield finding("file-unreadable", Place(name), f"{name}应是文件夹，这里却是文件。")
        elif name in _WALKED:
            yield from _check_folder(path, name)


def _check_folder(folder: Path, name: str) -> Iterator[Finding]:
    inside = os.path.realpath(folder) + os.sep
    for entry in walk(str(folder), f"{name}/"):
        fault = entry.fault or _fault(entry, f"{folder.parent}/{entry.path}", inside)
        if fault:
            yield finding("file-unreadable", Place(entry.path.rstrip("/")), f"无法读取：{fault}。")


def _fault(entry: Entry, file: str, inside: str) -> str:
    """Return why a file cannot be used; of formats, their reader tells the rest."""
    if entry.path.endswith("/"):
        return ""
    if entry.linked and not os.path.realpath(file).startswith(inside):
        return "这个链接指向文件夹之外"
    if entry.path.endswith(".yml"):
        return ""
    if not stat.S_ISREG(entry.mode):
        return "这个链接指向的文件不存在" if stat.S_ISLNK(entry.mode) else "这不是普通文件"
    return "" if os.access(file, os.R_OK) else "没有权限"
