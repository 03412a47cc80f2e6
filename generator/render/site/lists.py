"""The lists of search shards, kept in the cache from one build to the next."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from generator.load.cache.seal import read_sealed, write_sealed

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
