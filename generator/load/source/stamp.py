"""The stamp of a file: values that tell it from a changed one without reading it."""

from __future__ import annotations

import os
from collections.abc import Callable
from operator import attrgetter

Stamp = tuple[int, int, int, int]


# Size, both times and inode: the change time moves with every write, even of the same size. Asked of every file of a
# portal, without a step of Python's own.
stamp_of: Callable[[os.stat_result], Stamp] = attrgetter("st_size", "st_mtime_ns", "st_ctime_ns", "st_ino")
