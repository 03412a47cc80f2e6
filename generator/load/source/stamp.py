"""The stamp of a file: values that tell it from a changed one without reading it."""

from __future__ import annotations

import os

Stamp = tuple[int, int, int, int]


def stamp_of(status: os.stat_result) -> Stamp:
    """Return size, both times and inode: the change time moves with every write, even of the same size."""
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino
