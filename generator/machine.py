"""The files that the program keeps on this machine outside of portals: a secret, compiled templates, what the program came to.

A portal's folder may come from anywhere, caches and all. What the program itself left there it tells by the
secret; what would be code is not kept there at all.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

_KEY_BYTES = 32


@cache
def machine_key() -> bytes:
    """Return the secret of this user on this machine; where none can be kept, one for this process alone."""
    folder = machine_folder()
    return (folder and _key_in(folder)) or os.urandom(_KEY_BYTES)


@cache
def machine_folder() -> Path | None:
    """Return the folder of this user's own, which nobody else may write to; None where there can be none."""
    for folder in _candidates():
        with suppress(OSError):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if is_own(folder.lstat(), stat.S_IFDIR):
                return folder
    return None


def is_own(status: os.stat_result, kind: int) -> bool:
    """Tell whether this is a file or folder (``stat.S_IFREG``, ``S_IFDIR``) that this user alone may touch.

    Git keeps no such permissions: what came with a clone is told by them. Windows guards a user's folders
    itself.
    """
    if stat.S_IFMT(status.st_mode) != kind:
        return False
    return sys.platform == "win32" or (status.st_uid == os.getuid() and not status.st_mode & 0o077)


def _candidates() -> Iterator[Path]:
    if sys.platform == "win32":
        yield Path(os.environ.get("LOCALAPPDATA") or Path.home()) / "gongkai"
        return
    stated = Path(os.environ.get("XDG_STATE_HOME", ""))
    with suppress(RuntimeError):  # a user without a home
        yield (stated if stated.is_absolute() else Path.home() / ".local/state") / "gongkai"
    yield Path(f"/tmp/gongkai-{os.getuid()}")


def _key_in(folder: Path) -> bytes | None:
    path = folder / "key"
    with suppress(OSError):
        return _read_key(path) or _make_key(path)
    return None


def _read_key(path: Path) -> bytes | None:
    try:
        status = path.lstat()
    except FileNotFoundError:
        return None
    key = path.read_bytes() if is_own(status, stat.S_IFREG) else b""
    if len(key) == _KEY_BYTES:
        return key
    path.unlink()
    return None


def _make_key(path: Path) -> bytes | None:
    """Make the key, whole or not at all; of two that do so at once, that of the first stays."""
    made = path.with_name(f"key.{os.getpid()}")
    made.unlink(missing_ok=True)
    file = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(file, "wb") as out:
        out.write(os.urandom(_KEY_BYTES))
    try:
        os.link(made, path)
    except FileExistsError:
        pass
    except OSError:  # a disk without links
        made.replace(path)
    made.unlink(missing_ok=True)
    return _read_key(path)
