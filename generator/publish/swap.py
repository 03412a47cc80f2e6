"""Put a finished tree in the place of the live one in a single step."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from pathlib import Path

from generator.errors import BuildError, reason_of

_RENAME_EXCHANGE = 2
_AT_FDCWD = -100


def swap_tree(new: Path, live: Path) -> None:
    """Make ``new`` the tree at ``live``; the old tree, if any, is afterwards at ``new``.

    On Linux the two names are exchanged by one system call, so that at no moment, whatever is
    killed, is there anything but the old or the new tree, whole. Elsewhere the old tree is first
    moved aside; ``recover`` puts it back when the second move never came.
    Raises BuildError when the file system refuses.
    """
    aside = _aside(live)
    try:
        live.parent.mkdir(parents=True, exist_ok=True)
        if not live.exists():
            new.rename(live)
        elif not _exchange(new, live):
            shutil.rmtree(aside, ignore_errors=True)
            live.rename(aside)
            try:
                new.rename(live)
            finally:
                recover(live)
            aside.rename(new)
    except OSError as error:
        raise BuildError(f"无法替换{live.name}目录：{reason_of(error)}。请确认没有程序占用它。") from error


def recover(live: Path) -> None:
    """Finish a swap that was cut off between its two moves (systems without an exchange call)."""
    aside = _aside(live)
    if aside.exists() and not live.exists():
        aside.rename(live)


def _aside(live: Path) -> Path:
    return live.with_name(f".{live.name}.old")


def _exchange(one: Path, other: Path) -> bool:
    if not sys.platform.startswith("linux"):
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    result = rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    return bool(result == 0)
