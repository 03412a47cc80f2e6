"""A folder with all that is below it, in the order of names: looked at once, for whoever wants to know."""

from __future__ import annotations

import os
from collections.abc import Iterator
from operator import attrgetter
from typing import NamedTuple

_NAME = attrgetter("name")


class Entry(NamedTuple):
    """A file by its ``path`` from the top, or, with a slash at its end, a folder.

    ``status`` is that of the file a link leads to; of a link that leads nowhere it is the link's own.
    A tuple, and the path a text: a portal has a hundred thousand.
    """

    path: str
    status: os.stat_result
    linked: bool


def walk(folder: str, prefix: str = "") -> Iterator[Entry]:
    """Yield all below a folder; ``prefix`` is put before each path. A folder that is linked counts as a file.

    A folder that cannot be opened is as good as empty, and what vanishes meanwhile was never there.
    """
    try:
        entries = sorted(os.scandir(folder), key=_NAME)
    except OSError:
        return
    for entry in entries:
        path = prefix + entry.name
        try:
            if entry.is_dir(follow_symlinks=False):
                yield Entry(f"{path}/", entry.stat(), False)
                yield from walk(entry.path, f"{path}/")
            else:
                yield _file(entry, path)
        except OSError:
            continue


def _file(entry: os.DirEntry[str], path: str) -> Entry:
    linked = entry.is_symlink()
    try:
        return Entry(path, entry.stat(), linked)
    except OSError:
        return Entry(path, entry.stat(follow_symlinks=False), linked)
