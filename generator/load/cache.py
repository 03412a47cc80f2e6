"""What was read before, by file: a document whose file did not change is not parsed again, an
attached file that did not change is not opened again.

A file counts as unchanged when size, both times and inode are the same; the change time moves with every
write, so that an edit that keeps the size and resets the clock is still seen. A cache of another version
of this program, or one that cannot be read, is as good as none.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from pathlib import Path

from generator.load.kept import read_kept, write_kept
from generator.load.parse import ParsedDocument
from generator.model.finding import Finding

Stamp = tuple[int, int, int, int]
_NAME = "documents.pickle"


@dataclass
class ParseCache:
    """Parsed documents, and findings about other files, by path with the stamp of the file.

    ``shares`` are the measured repeats of interpretations, by the digests of both texts; ``changed`` tells
    whether to save it all.
    """

    entries: dict[str, tuple[Stamp, ParsedDocument]] = field(default_factory=dict)
    files: dict[str, tuple[Stamp, tuple[Finding, ...]]] = field(default_factory=dict)
    changed: bool = False
    shares: dict[str, float] = field(default_factory=dict)

    def get(self, path: str, stamp: Stamp) -> ParsedDocument | None:
        """Return what is known of a file with this stamp."""
        entry = self.entries.get(path)
        return entry[1] if entry and entry[0] == stamp else None

    def put(self, path: str, stamp: Stamp, parsed: ParsedDocument) -> None:
        """Remember a parsed file."""
        self.entries[path] = (stamp, parsed)
        self.changed = True

    def keep_only(self, paths: set[str]) -> None:
        """Forget files that are gone."""
        for path in [path for path in self.entries if path not in paths]:
            del self.entries[path]
            self.changed = True

    def get_file(self, path: str, stamp: Stamp) -> tuple[Finding, ...] | None:
        """Return what was found in an attached file with this stamp; None if it is to be opened."""
        entry = self.files.get(path)
        return entry[1] if entry and entry[0] == stamp else None

    def put_file(self, path: str, stamp: Stamp, found: tuple[Finding, ...]) -> None:
        """Remember what was found in an attached file."""
        self.files[path] = (stamp, found)
        self.changed = True

    def keep_only_files(self, paths: set[str]) -> None:
        """Forget attached files that are gone."""
        for path in [path for path in self.files if path not in paths]:
            del self.files[path]
            self.changed = True


def stamp_of(status: os.stat_result) -> Stamp:
    """Return what tells a changed file from an unchanged one."""
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def read_cache(folder: Path) -> ParseCache:
    """Read the cache below ``folder``; an unusable one is empty."""
    kept = read_kept(folder / _NAME)
    if isinstance(kept, tuple) and kept[0] == reading_code():
        _, entries, shares, files = kept
        return ParseCache(entries, files, shares=shares)
    return ParseCache(changed=True)


def write_cache(folder: Path, cache_: ParseCache) -> None:
    """Save a cache that changed; not being able to costs only time."""
    if not cache_.changed:
        return
    with contextlib.suppress(OSError):
        write_kept(folder / _NAME, (reading_code(), cache_.entries, cache_.shares, cache_.files))
        cache_.changed = False


@cache
def reading_code() -> str:
    """Return a digest of the code and libraries that decide what a document says."""
    digest = hashlib.sha256()
    for package in ("pydantic", "pyyaml", "pillow", "pymediainfo", "pypdf"):
        digest.update(version(package).encode())
    here = Path(__file__).parent
    for folder in (here, here.parent / "model"):
        for path in sorted(folder.glob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()
