"""A target that is a folder of this machine."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import ParamSpec, TypeVar

from filelock import FileLock, Timeout

from generator.errors import UsageError, reason_of
from generator.files import remove
from generator.publish.releases.errors import ReleaseError
from generator.publish.releases.manifest import digests_of
from generator.publish.releases.ordering import run_here
from generator.publish.releases.place import (
    CURRENT,
    LOCK,
    MANIFESTS,
    NEXT,
    NOTES,
    PATIENCE,
    RELEASES,
    Filling,
)

_FOLDER_MODE, _FILE_MODE, _OWN_FOLDER, _OWN_FILE = 0o755, 0o644, 0o700, 0o600
Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


def _told(method: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
    """Make of what the system refuses a ReleaseError that says where and why."""

    def telling(*arguments: Arguments.args, **named: Arguments.kwargs) -> Result:
        try:
            return method(*arguments, **named)
        except OSError as error:
            where = f"“{error.filename}”" if isinstance(error.filename, str) else "发布目标"
            raise ReleaseError(f"{where}：{reason_of(error)}。") from error

    return telling


class Folder:
    """A target in the folder ``top``."""

    def __init__(self, top: Path) -> None:
        # Not resolved: where a part of the path is a link, the webmaster may move it.
        self.top = top.absolute()
        self._releases = self.top / RELEASES
        self._notes = self.top / NOTES

    @_told
    def open(self) -> None:
        """Look whether there is a target."""
        if os.name == "nt":
            raise UsageError(
                "Windows上不能发布到文件夹：换上新网站要用符号链接。见docs/部署/发布到服务器.md。"
            )
        for folder in (self.top, self._releases, self._notes):
            if os.path.lexists(folder) and not folder.is_dir():
                raise UsageError(f"“{folder}”应是一个文件夹。请换一个发布目标。")
        if self._notes.is_symlink():
            raise UsageError(f"“{self._notes}”不能是链接。")
        link = self.top / CURRENT
        if os.path.lexists(link) and not self.current():
            raise UsageError(f"“{link}”应是指向{RELEASES}里一个文件夹的链接。请改名或删除它，再发布。")

    @_told
    def make(self) -> None:
        """Make the folders that are missing."""
        missing = [each for each in (self.top, *self.top.parents) if not each.exists()]
        for folder in reversed([self._releases, *missing] if not self._releases.exists() else missing):
            folder.mkdir(exist_ok=True)
            folder.chmod(_FOLDER_MODE)
        for folder in (self._notes, self._notes / MANIFESTS):
            folder.mkdir(exist_ok=True)
            folder.chmod(_OWN_FOLDER)

    @contextmanager
    def lock(self, patience: float = PATIENCE) -> Iterator[None]:
        """Keep others from changing the target."""
        lock = FileLock(self._notes / LOCK)
        try:
            lock.acquire(timeout=patience)
        except Timeout as error:
            raise ReleaseError("另一个发布正在进行，请等它结束后再试。") from error
        except OSError as error:
            raise ReleaseError(f"“{self._notes}”：{reason_of(error)}。") from error
        try:
            yield
        finally:
            lock.release()

    @_told
    def current(self) -> str:
        """Return the id of the release that is served."""
        link = self.top / CURRENT
        if not link.is_symlink():
            return ""
        folder, _, name = str(link.readlink()).rstrip("/").rpartition("/")
        return name if folder in (RELEASES, f"./{RELEASES}", str(self._releases)) else ""

    @_told
    def releases(self) -> list[str]:
        """Return the names of all that lies in releases/."""
        return sorted(each.name for each in self._releases.iterdir()) if self._releases.is_dir() else []

    @_told
    def notes(self, folder: str) -> list[str]:
        """Return the names of the notes in a folder."""
        where = self._notes / folder
        return sorted(each.name for each in where.iterdir()) if where.is_dir() else []

    @_told
    def read(self, note: str) -> bytes | None:
        """Return a note, None where there is none."""
        try:
            return (self._notes / note).read_bytes()
        except FileNotFoundError:
            return None

    @_told
    def write(self, note: str, data: bytes) -> None:
        """Put a note in the place of the one there is."""
        path = self._notes / note
        fresh = path.with_name(f"{path.name}.new")
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _OWN_FILE)
        with open(handle, "wb") as file:  # noqa: PTH123 - a descriptor
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)

    @_told
    def append(self, note: str, data: bytes) -> None:
        """Add a line to a note; after one that was cut off, on a line of its own."""
        handle = os.open(self._notes / note, os.O_RDWR | os.O_CREAT | os.O_APPEND, _OWN_FILE)
        with open(handle, "ab+", buffering=0) as file:  # noqa: PTH123 - a descriptor
            if file.seek(0, os.SEEK_END):
                file.seek(-1, os.SEEK_END)
                data = data if file.read(1) == b"\n" else b"\n" + data
            file.write(data)

    @_told
    def forget(self, notes: Iterable[str]) -> None:
        """Remove notes."""
        for note in notes:
            (self._notes / note).unlink(missing_ok=True)

    @_told
    def fill(self, name: str, filling: Filling) -> None:
        """Make a tree in releases/."""
        there, base = f"{self._releases}/{name}", f"{self._releases}/{filling.base}"
        made = filling.made
        packed = (
            [path.relative_to(made).as_posix() for path in made.rglob("*") if path.is_file()] if made else []
        )
        _make_folders(there, (*filling.linked, *filling.copied, *packed))
        for each in filling.linked:
            _link(f"{base}/{each}", f"{there}/{each}")
        for each in filling.copied:
            _copy(f"{filling.site}/{each}", f"{there}/{each}")
        for each in packed:
            _copy(f"{made}/{each}", f"{there}/{each}")

    @_told
    def digests(self, name: str) -> dict[str, str]:
        """Return the SHA-256 of every file of a tree in releases/."""
        return digests_of(self._releases / name)

    @_told
    def settle(self) -> None:
        """See that what was written outlives a power cut."""
        os.sync()

    @_told
    def rename(self, old: str, new: str) -> None:
        """Give a tree in releases/ another name."""
        (self._releases / old).rename(self._releases / new)

    @_told
    def remove(self, name: str) -> None:
        """Remove a tree in releases/."""
        remove(self._releases / name)

    @_told
    def point(self, release: str) -> None:
        """Let ``current`` lead to a release."""
        fresh = self.top / f"{NEXT}{release}"
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(f"{RELEASES}/{release}", target_is_directory=True)
        fresh.replace(self.top / CURRENT)

    @_told
    def order(self, command: str) -> str:
        """Run a command; return why it failed."""
        return run_here(command)

    @_told
    def tidy(self) -> None:
        """Remove links that a deploy which died has left."""
        for left in self.top.glob(f"{NEXT}*"):
            with suppress(OSError):
                remove(left)


def _make_folders(top: str, names: Iterable[str]) -> None:
    folders = {top}
    for name in names:
        folder = os.path.dirname(f"{top}/{name}")  # noqa: PTH120 - asked of every file of a site
        while folder not in folders:
            folders.add(folder)
            folder = os.path.dirname(folder)  # noqa: PTH120
    for folder in sorted(folders, key=len):
        os.mkdir(folder)  # noqa: PTH102
        os.chmod(folder, _FOLDER_MODE)  # noqa: PTH101


def _link(source: str, there: str) -> None:
    try:
        os.link(source, there)
    except FileNotFoundError:
        return  # gone from the release before: what is missing is found when the tree is looked through
    except OSError:  # a disk without links, or too many of one file
        _copy(source, there)


def _copy(source: str, there: str) -> None:
    """Copy a file with its time of writing, by which a browser tells whether it has it already."""
    shutil.copyfile(source, there, follow_symlinks=False)
    os.chmod(there, _FILE_MODE)  # noqa: PTH101
    status = os.stat(source)  # noqa: PTH116
    os.utime(there, ns=(status.st_atime_ns, status.st_mtime_ns))
