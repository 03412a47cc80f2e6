"""Walk a folder once: all that is below it, in the order of names."""

from __future__ import annotations

import os
from collections.abc import Iterator
from operator import attrgetter
from typing import NamedTuple

from generator.errors import reason_of
from generator.load.source.stamp import Stamp, stamp_of

_NAME = attrgetter("name")
# The stamp of what has none to show.
_NOTHING = (0, 0, 0, 0)
# Where the system can, each is asked for from the folder it lies in: from the top, it would be looked for along the whole
# path each time, which is a quarter of the time.
_FROM_FOLDER = os.scandir in os.supports_fd and os.open in os.supports_dir_fd
_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_CLOEXEC", 0)


class Entry(NamedTuple):
    """A file by its ``path`` from the top, or, with a slash at its end, a folder.

    ``mode`` and ``stamp`` are those of the file a link leads to; of a link that leads nowhere they are the link's own. A
    folder has no stamp, as its time tells nothing that those of its files do not.
    ``fault`` says in Chinese why a folder, or a file in it, cannot be looked into; it is empty of all others.
    ``node`` are the numbers of the device and of the file there, of a link and of a file with several names alone.
    A tuple, and the path a text, without the status itself, which takes as much again: a portal has a hundred thousand.
    """

    path: str
    mode: int
    stamp: Stamp | None
    linked: bool = False
    fault: str = ""
    node: tuple[int, int] | None = None

    @property
    def size(self) -> int:
        """How many bytes the file has; a folder has none."""
        return self.stamp[0] if self.stamp else 0


def walk(folder: str, prefix: str = "") -> Iterator[Entry]:
    """Yield all below a folder; ``prefix`` is put before each path. A folder that is linked counts as a file.

    What cannot be looked into is told as such: a folder taken for empty would take its documents off the site.
    What vanishes meanwhile was never there.
    """
    found: list[Entry] = []
    _gather(folder, prefix, found)
    return iter(found)


def _gather(folder: str, prefix: str, found: list[Entry], above: int | None = None) -> None:
    """Add all below a folder; ``above`` is the number under which the folder is open that it lies in."""
    place: int | str = folder
    try:
        if _FROM_FOLDER:
            place = os.open(folder, _FOLDER, dir_fd=above)
        with os.scandir(place) as listed:
            entries = sorted(listed, key=_NAME)
        _look(entries, prefix, found, place)
    except FileNotFoundError:
        return
    except OSError as error:
        found.append(_faulty(prefix or "/", error))
    finally:
        if isinstance(place, int):
            os.close(place)


def _look(entries: list[os.DirEntry[str]], prefix: str, found: list[Entry], place: int | str) -> None:
    # Into a list, and made as ``_make`` does: handed up from generator to generator, or by a call of Python's, an entry would
    # cost more than its status.
    make, kind = tuple.__new__, Entry
    above = place if isinstance(place, int) else None
    for entry in entries:
        path = prefix + entry.name
        try:
            if entry.is_dir(follow_symlinks=False):
                found.append(Entry(f"{path}/", entry.stat().st_mode, None))
                _gather(entry.path, f"{path}/", found, above)
            elif entry.is_symlink():
                found.append(_linked(entry, path))
            else:
                status = entry.stat()
                node = None if status.st_nlink < 2 else _node(status)
                found.append(make(kind, (path, status.st_mode, stamp_of(status), False, "", node)))
        except FileNotFoundError:
            continue
        except OSError as error:
            found.append(_faulty(path, error))


def _linked(entry: os.DirEntry[str], path: str) -> Entry:
    try:
        status = entry.stat()
    except OSError:
        status = entry.stat(follow_symlinks=False)
    return Entry(path, status.st_mode, stamp_of(status), linked=True, node=_node(status))


def _node(status: os.stat_result) -> tuple[int, int] | None:
    # Some systems number no files.
    return (status.st_dev, status.st_ino) if status.st_ino else None


def _faulty(path: str, error: OSError) -> Entry:
    return Entry(path, 0, _NOTHING, fault=reason_of(error))
