"""A portal's files as they will be after a change: what is not changed is read from disk, nothing is written before all is known."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Mapping
from pathlib import Path

from generator.errors import GongkaiError, reason_of
from generator.load.source.walk import walk

# What an upgrade is writing, while it is at it.
JOURNAL = "program/upgrading.txt"


class Folder:
    """``changes`` holds the new bytes of files by path, None where a file goes."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.changes: dict[str, bytes | None] = {}
        self._ours = _read_journal(self.read(JOURNAL) or b"")

    def read(self, path: str) -> bytes | None:
        """Return the bytes of a file; None where there is none. Raises GongkaiError where it cannot be read."""
        if path in self.changes:
            return self.changes[path]
        place = self.root / path
        try:
            if not os.path.realpath(place).startswith(os.path.realpath(self.root) + os.sep):
                raise GongkaiError(f"“{path}”是链接，指向网站目录之外，没有改动。")
            return place.read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise GongkaiError(f"“{path}”读不出来：{reason_of(error)}。") from error

    def names(self, folder: str) -> list[str]:
        """Return the paths of all files below a folder."""
        on_disk = {
            each.path
            for each in walk(str(self.root / folder), f"{folder}/")
            if not (each.path.endswith("/") or each.fault)
        }
        made = {
            path for path, data in self.changes.items() if data is not None and path.startswith(f"{folder}/")
        }
        return sorted((on_disk | made) - {path for path, data in self.changes.items() if data is None})

    def write(self, path: str, data: bytes) -> None:
        """Let a file have these bytes."""
        if self.read(path) != data:
            self.changes[path] = data

    def remove(self, path: str) -> None:
        """Let a file go."""
        if self.read(path) is not None:
            self.changes[path] = None

    def move(self, old: str, new: str) -> None:
        """Let a file have another path. Raises GongkaiError where something else is there already."""
        data = self.read(old)
        if data is None:
            return
        there = self.read(new)
        # An upgrade that was cut off may have written it, and not yet taken the old one away.
        if there not in (None, data) and _digest(there or b"") != self._ours.get(new):
            raise GongkaiError(f"“{old}”要改名为“{new}”，但那里已经有文件。请先核对，移走其中一个。")
        self.remove(old)
        self.changes[new] = data


def check_writable(root: Path, changes: Mapping[str, bytes | None]) -> None:
    """Raise GongkaiError for the first change that would leave the folder, or that a folder is in the way of."""
    top = Path(os.path.realpath(root))
    for path in changes:
        place = top / path
        parent = Path(os.path.realpath(place.parent))
        if parent != top and top not in parent.parents:
            raise GongkaiError(f"“{path}”所在的文件夹是链接，指向网站目录之外，没有改动。")
        if place.is_dir() and not place.is_symlink():
            raise GongkaiError(f"“{path}”应是文件，这里却是文件夹，没有改动。请先移走它。")


def write_changes(
    root: Path, changes: Mapping[str, bytes | None], executable: tuple[str, ...], last: str
) -> None:
    """Make the changes: first what is written, then what goes, and at the very end the file ``last``.

    Each file is put in place whole, and never through a link; a journal says meanwhile which are ours. Raises
    GongkaiError with what is not done.
    """
    check_writable(root, {**changes, JOURNAL: None})
    order = sorted(changes, key=lambda path: (path == last, changes[path] is None, path))
    steps = [(JOURNAL, _journal(changes)), *((path, changes[path]) for path in order), (JOURNAL, None)]
    for path, data in steps:
        try:
            _put(root / path, data, path in executable)
        except OSError as error:
            raise GongkaiError(
                f"“{path}”写不进去：{reason_of(error)}。排除原因以后再运行一次，会接着做完。"
            ) from error


def _journal(changes: Mapping[str, bytes | None]) -> bytes:
    lines = (f"{_digest(data)}  {path}\n" for path, data in sorted(changes.items()) if data is not None)
    return "".join(lines).encode("utf-8", "surrogateescape")


def _read_journal(data: bytes) -> dict[str, str]:
    pairs = (line.partition("  ") for line in data.decode("utf-8", "surrogateescape").splitlines())
    return {path: digest for digest, _, path in pairs if path}


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _put(place: Path, data: bytes | None, executable: bool) -> None:
    if data is None:
        place.unlink(missing_ok=True)
        with contextlib.suppress(OSError):  # others are still in it
            place.parent.rmdir()
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    made = place.with_name(f".{place.name}.gongkai")
    with contextlib.suppress(FileNotFoundError):
        made.unlink()
    with made.open("xb") as stream:
        stream.write(data)
    if executable:
        made.chmod(0o755)
    made.replace(place)
