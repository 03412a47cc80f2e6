"""Walk a folder once: all that is below it, in the order of names."""

from __future__ import annotations

import os
from collections.abc import Iterator
from operator import attrgetter
from typing import NamedTuple

from generator.errors import reason_of

_NAME = attrgetter("name")
# The status of what has none to show.
_NOTHING = os.stat_result((0,) * 19)


class Entry(NamedTuple):
    """A file by its ``path`` from the top, or, with a slash at its end, a folder.

    ``status`` is that of the file a link leads to; of a link that leads nowhere it is the link's own.
    ``fault`` says in Chinese why a folder, or a file in it, cannot be looked into; it is empty of all others.
    A tuple, and the path a text: a portal has a hundred thousand.
    """

    path: str
    status: os.stat_result
    linked: bool
    fault: str = ""


def walk(folder: str, prefix: str = "") -> Iterator[Entry]:
    """Yield all below a folder; ``prefix`` is put before each path. A folder that is linked counts as a file.

    What cannot be looked into is told as such: a folder taken for empty would take its documents off the site.
    What vanishes meanwhile was never there.
    """
    found: list[Entry] = []
    _gather(folder, prefix, found)
    return iter(found)


def _gather(folder: str, prefix: str, found: list[Entry]) -> None:
    # Into a list: handed up from generator to generator, an entry would cost more than its status.
    try:
        with os.scandir(folder) as listed:
            entries = sorted(listed, key=_NAME)
    except FileNotFoundError:
        return
    except OSError as error:
        found.append(Entry(prefix or "/", _NOTHING, False, reason_of(error)))
        return
    for entry in entries:
        path = prefix + entry.name
        try:
            if entry.is_dir(follow_symlinks=False):
                found.append(Entry(f"{path}/", entry.stat(), False))
                _gather(entry.path, f"{path}/", found)
            elif entry.is_symlink():
                found.append(_linked(entry, path))
            else:
                found.append(Entry(path, entry.stat(), False))
        except FileNotFoundError:
            continue
        except OSError as error:
            found.append(Entry(path, _NOTHING, False, reason_of(error)))


def _linked(entry: os.DirEntry[str], path: str) -> Entry:
    try:
        return Entry(path, entry.stat(), True)
    except OSError:
        return Entry(path, entry.stat(follow_symlinks=False), True)
