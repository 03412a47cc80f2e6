"""The lists of search shards, kept in the cache from one build to the next, and joined by other processes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Executor
from contextlib import suppress
from pathlib import Path

from generator.data import dataclass
from generator.load.cache.seal import read_sealed, write_sealed
from generator.search.index import IndexPlan
from generator.search.joining import join_kept, joins_of
from generator.workers import hand_over

FOLDER = "lists"


@dataclass(frozen=True)
class SealedLists:
    """Keeps the lists of each shard in a sealed file of a folder."""

    folder: Path

    def read(self, name: str) -> bytes | memoryview:
        """Return what was kept by this name, empty where there is nothing to be trusted."""
        return read_sealed(self.folder / name)

    def write(self, name: str, data: bytes) -> None:
        """Keep bytes by this name; where that fails they are made again when they are needed."""
        with suppress(OSError):
            write_sealed(self.folder / name, data)

    def drop_others(self, names: Iterable[str]) -> None:
        """Forget all but these."""
        kept = frozenset(names)
        with suppress(OSError):
            for path in self.folder.iterdir():
                if path.name not in kept:
                    path.unlink(missing_ok=True)


def take_joined(
    plan: IndexPlan, absent: set[str], bundle: Path, joined: Mapping[str, Callable[[], Path | None]]
) -> set[str]:
    """Move what was joined ahead into the bundle; return those of the ``absent`` outputs that are there now."""
    taken = set()
    for key, job in joins_of(plan).items():
        made = joined[key]() if key in joined and f"{job.folder}/" in absent else None
        if made:
            made.replace(bundle / job.folder)
            taken.add(f"{job.folder}/")
    return taken


def join_in_others(
    plan: IndexPlan,
    absent: set[str],
    bundle: Path,
    pool: Executor | None,
    *,
    kept: SealedLists,
    live: Path | None = None,
) -> set[str]:
    """Let the processes that drew the pages join lists, side by side; return the outputs that are there now."""
    if pool is None:
        return set()
    jobs = [job for job in joins_of(plan).values() if f"{job.folder}/" in absent]
    works = {f"{job.folder}/": hand_over(pool, join_kept, job, bundle, kept, live) for job in jobs}
    return {name for name, work in works.items() if work.result()}
