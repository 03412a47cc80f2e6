"""Write many small files fast, and tell a full disk from other faults."""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import sys
from pathlib import Path

# O_BINARY is of Windows alone, where line ends would be altered without it.
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)

# Not emptied first: ext4 would write what is emptied to the disk at once.
_SAME_FILE = os.O_WRONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)

_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0)
_CHUNK = 1 << 20

_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))


def write_file(path: str, data: bytes) -> None:
    """Write a file whose folder is there. Raises OSError.

    Without the layers of open(), which ask the system four times what a new file is like; and the path is a
    text, because putting a Path together takes longer than opening its file.
    """
    file = os.open(path, _NEW_FILE, 0o666)
    try:
        _write_all(file, data)
    finally:
        os.close(file)


def rewrite_file(path: str, data: bytes) -> None:
    """Write a file whose folder is there, over what stands at its path if that is nobody else's. Raises OSError.

    To remove a file and make a new one takes several times as long, and a file system that has just removed many
    may look for room for a long while. What has another name, or is being read, stays as it is for its reader.
    """
    try:
        file = os.open(path, _SAME_FILE)
    except OSError:
        _replace(path, data)
        return
    try:
        alone = _is_alone(file)
        if alone:
            _write_all(file, data)
            os.ftruncate(file, len(data))
    finally:
        os.close(file)
    if not alone:
        _replace(path, data)


def _replace(path: str, data: bytes) -> None:
    with contextlib.suppress(FileNotFoundError):
        os.unlink(path)  # noqa: PTH108 - as above
    write_file(path, data)


def _write_all(file: int, data: bytes) -> None:
    left = memoryview(data)
    while left:
        left = left[os.write(file, left) :]


def _is_alone(file: int) -> bool:
    """Tell whether an open file has one name and nobody else has it open: Linux gives a lease of such a file alone.

    Elsewhere that cannot be told.
    """
    if sys.platform != "linux" or os.fstat(file).st_nlink != 1:
        return False
    import fcntl

    try:
        # Who opens it in this moment would end this process by the signal that is usual.
        fcntl.fcntl(file, fcntl.F_SETSIG, signal.SIGURG)
        fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_WRLCK)
        fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except OSError:
        return False
    return True


def read_file(path: str) -> bytes:
    """Return the bytes of a file, without the layers of open(). Raises OSError."""
    file = os.open(path, _READ)
    try:
        data = os.read(file, os.fstat(file).st_size + 1)
        parts = [data]
        while data:
            data = os.read(file, _CHUNK)
            parts.append(data)
        return b"".join(parts)
    finally:
        os.close(file)


def remove(path: Path) -> None:
    """Remove what stands at a path, a folder with all in it, a link as such; nothing there is as good. Raises OSError."""
    if path.is_dir() and not path.is_symlink():
        import shutil  # with every kind of archive

        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def disk_full(error: BaseException) -> bool:
    """Tell whether a fault comes of a disk without room, whatever was made of it on its way."""
    import shutil

    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, OSError) and seen.errno in _FULL:
            return True
        # What copies a whole folder tells all that went wrong in one text.
        if isinstance(seen, shutil.Error) and os.strerror(errno.ENOSPC) in str(seen):
            return True
        seen = seen.__cause__ or seen.__context__
    return False
