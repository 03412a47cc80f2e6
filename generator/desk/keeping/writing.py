"""Write what the desk keeps so that a killed process or a full disk leaves the old or the new, never half of it."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path

_PRIVATE, _OWN_FOLDER = 0o600, 0o700
_IGNORE = "*\n"


def own_folder(path: Path) -> Path:
    """Return a folder that only this account of the system may open, made if it is not there. Raises OSError."""
    path.mkdir(parents=True, exist_ok=True, mode=_OWN_FOLDER)
    return path


def desk_folder(root: Path) -> Path:
    """Return the folder in which the desk keeps its things below a portal, which git does not look at.

    It is not part of the cache, which may be deleted at any time: drafts lie in it. Raises OSError.
    """
    folder = own_folder(root / ".desk")
    ignore = folder / ".gitignore"
    if not ignore.exists():
        write_whole(ignore, _IGNORE.encode())
    return folder


def write_whole(path: Path, raw: bytes) -> None:
    """Put bytes in the place of a file in one step, after they have reached the disk. Raises OSError."""
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
    try:
        handle = os.open(
            temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), _PRIVATE
        )
        with os.fdopen(handle, "wb") as stream:
            stream.write(raw)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
