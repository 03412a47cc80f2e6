"""The processes of a build, begun before the build itself is even loaded."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from generator.workers import Workers, workers

PAGE_DRAWERS = ("generator.render.batch", "generator.search.build", "generator.search.bundle", "pypinyin")


@contextmanager
def crew_for(texts: int, processes: int) -> Iterator[Workers]:
    """Give up to ``processes`` for the build of a portal of so many texts; of a large one, one begins at once.

    The one that begins loads what draws pages and writes shards, with its dictionaries.
    """
    with workers(processes) as crew:
        crew.begin(texts, PAGE_DRAWERS)
        yield crew
