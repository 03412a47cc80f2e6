"""Open files by address inside one folder, and nothing outside of it."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import BinaryIO

from generator.load.gate.published_types import why_unusable

# A pipe put in the place of a file would keep its reader waiting; a link may have come after it was resolved.
_SAFE = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


def file_inside(folder: Path, address: str) -> Path | None:
    """Return the file that a decoded address means below ``folder``, links followed; None when there is none.

    None also for what leads out of the folder, is no regular file, or is no name on every system (drives,
    backslashes, devices, streams of Windows). Never raises.
    """
    if why_unusable(address):
        return None
    try:
        top = folder.resolve(strict=True)
        path = top.joinpath(*address.split("/")).resolve(strict=True)
        return path if path.is_relative_to(top) and path.is_file() else None
    except (OSError, ValueError, RuntimeError):
        return None


def open_inside(path: Path) -> BinaryIO | None:
    """Open a file that ``file_inside`` has given; None when it is no regular file any more."""
    try:
        handle = os.open(path, os.O_RDONLY | _SAFE)
    except (OSError, ValueError):
        return None
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        return None
    return os.fdopen(handle, "rb")
