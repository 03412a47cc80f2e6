"""Carry files shared by two trees from one to the other by hard links, or by copies.

Plain strings and calls of the system: a first build's tree is carried over whole by the second, file by file.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from generator.publish.stamps import stamp_of_tree


def carry(source: Path, target: Path, stamps: dict[str, str]) -> dict[str, str]:
    """Give ``target`` what ``source`` holds of ``stamps`` and still is as they say; return what was carried.

    A name that ends in a slash is a whole folder. The stamps returned are those of the carried files.
    """
    carried: dict[str, str] = {}
    here, there = f"{source}/", f"{target}/"
    for name, stamp in stamps.items():
        if stamp_of_tree(here + name) != stamp:
            continue
        link = _link_folder if name.endswith("/") else _link
        try:
            linked = link(here + name, there + name)
        except OSError:
            shutil.rmtree(there + name, ignore_errors=True)
            continue
        carried[name] = stamp if linked else stamp_of_tree(there + name)
    return carried


def _link_folder(source: str, target: str) -> bool:
    """Link all files of a folder; False if any had to be copied."""
    linked = True
    Path(target).mkdir(parents=True, exist_ok=True)
    with os.scandir(source) as entries:
        for entry in entries:
            inner = f"{target}/{entry.name}"
            is_folder = entry.is_dir(follow_symlinks=False)
            linked &= _link_folder(entry.path, inner) if is_folder else _link(entry.path, inner)
    return linked


def _link(source: str, target: str) -> bool:
    """Link a file that is never edited in place; False if it had to be copied. Raises OSError."""
    try:
        os.link(source, target)
    except FileNotFoundError:
        folder = Path(target).parent
        if folder.is_dir():
            raise
        # The first file of its folder.
        folder.mkdir(parents=True)
        return _link(source, target)
    except OSError:
        shutil.copyfile(source, target)
        return False
    return True
