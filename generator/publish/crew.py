"""Start the processes of a build before the build itself is loaded."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from generator.workers import Workers, workers

TEXT_READERS = ("generator.load.documents.read_many",)
PAGE_DRAWERS = (
    "generator.render.site.batch",
    "generator.search.build",
    "generator.search.bundle",
)


@contextmanager
def crew_for(texts: int, processes: int, *, first: bool) -> Iterator[Workers]:
    """Give up to ``processes`` for the build of a portal of so many texts; for a large one they begin at once.

    For the ``first`` build all of them begin. Where one was built before, little may have changed: one
    begins, and loads what draws pages and writes shards.
    """
    with workers(processes) as crew:
        if not first:
            crew.begin_one(texts, PAGE_DRAWERS)
        elif crew.pool_for(texts):
            crew.prepare(TEXT_READERS)
        yield crew
