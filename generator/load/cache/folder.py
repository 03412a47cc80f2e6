"""The folder of a portal's caches, and a guard against links that lead out of it."""

from __future__ import annotations

import os
from pathlib import Path

from generator.errors import UsageError
from generator.files import remove

CACHE = ".cache"
_FILES = (".bin", ".lock", ".new")
# A whole site lies in it, which is looked through by itself (publish/tree.py).
_SITE = "next-"


def cache_folder(root: Path) -> Path:
    """Return the folder for caches of a portal, there or not yet.

    Raises UsageError when it is no folder, or holds a link: what is written there might land anywhere.
    """
    folder = root / CACHE
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise UsageError(f"{folder}应是一个文件夹，不能是链接或文件。请删除它，程序会重新建立。")
    link = _find_link(str(folder), 1)
    if link:
        raise UsageError(f"{link}是一个链接，程序写入的内容会落到别处。请删除{CACHE}文件夹，程序会重新建立。")
    _remove_misshapen(folder)
    return folder


def _remove_misshapen(folder: Path) -> None:
    """Remove a file where a folder is to be, and a folder where a file is: all of it is made again."""
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.is_dir() is (path.suffix in _FILES):
            remove(path)


def _find_link(folder: str, deeper: int) -> str:
    try:
        entries = list(os.scandir(folder))
    except OSError:  # not there yet; what cannot be read cannot be written to either, and is told then
        return ""
    for entry in entries:
        if entry.is_symlink():
            return entry.path
        if deeper and entry.is_dir(follow_symlinks=False) and not entry.name.startswith(_SITE):
            link = _find_link(entry.path, deeper - 1)
            if link:
                return link
    return ""
