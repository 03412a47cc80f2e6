"""One process that opens foreign files for many runs of the program within this one.

Each run starts its own, which takes longer than the rest of a run on a small portal.
"""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Iterator
from unittest import mock

from generator.load.assets.foreign import Foreign, foreign_files


@contextlib.contextmanager
def one_opener() -> Iterator[None]:
    """Let what loads portals here share one such process; as ever, it is started anew after a death.

    Each run begins with no deaths. A run within or beside another, or in a fork, has a process of its own.
    """
    kept, taken, here = Foreign(), threading.Lock(), os.getpid()

    @contextlib.contextmanager
    def lent() -> Iterator[Foreign]:
        if os.getpid() != here or not taken.acquire(blocking=False):
            with foreign_files() as own:
                yield own
            return
        try:
            kept.deaths = 0
            yield kept
        finally:
            taken.release()

    with (
        mock.patch("generator.load.portal.foreign_files", lent),
        mock.patch("generator.load.pictures.foreign_files", lent),
    ):
        try:
            yield
        finally:
            kept.end()
