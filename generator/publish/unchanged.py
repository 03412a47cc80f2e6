"""Tell, without loading anything heavy, that nothing changed since the last build.

Imports next to nothing: on a large portal this is the whole run of an unneeded build.
"""

from __future__ import annotations

import contextlib
import hashlib
import marshal
import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict, field
from datetime import date
from pathlib import Path
from typing import Any

from generator.data import dataclass
from generator.load.cache.seal import read_sealed, write_sealed
from generator.load.history.origin import history_key
from generator.load.source.known_name import known_name
from generator.load.source.stamp import stamp_of
from generator.load.source.walk import Entry, walk
from generator.model.calendar.clock import day_of, moment_of
from generator.program import program_digest
from generator.publish.collector import no_collector

SOURCES = (
    "columns.yml",
    "urls.lock",
    "old_urls.csv",
    "mkdocs.yml",
    "ledger.yml",
    "synonyms.yml",
    "known.csv",
    "registers",
    "packs",
    "theme",
    "public",
)
_CONTENT = "content"


@dataclass(frozen=True)
class BuildRecord:
    """What the last build was made from, for which day, and what it said.

    ``since`` and ``until`` are the moments between which the same documents are public, and notices stay open or over.
    ``history`` is the key of the commits that the audit pages tell of; empty where there are no such pages.
    """

    inputs: str
    day: str
    inode: int
    findings: dict[str, int]
    stats: dict[str, Any]
    since: str = ""
    until: str = ""
    history: str = ""


@dataclass(frozen=True)
class Inputs:
    """All that a build is made from: a digest of it, what was met below content/, and the stamps of the other sources."""

    digest: str
    content: tuple[Entry, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict)

    @property
    def texts(self) -> int:
        """How many texts (Markdown files) are among it."""
        return sum(1 for entry in self.content if entry.path.endswith(".md"))


def survey_inputs(root: Path, drafts: bool, audit: bool | None = None) -> Inputs:
    """Look at the names, sizes, times and inodes of all sources, and at the program."""
    digest = hashlib.blake2b(f"{program_digest()} {drafts} {audit}".encode(), digest_size=16)
    with no_collector():
        content = tuple(walk(f"{root / _CONTENT}"))
        sources = survey_sources(root)
        # The older way of writing values knows no references, so that the same values are always the same bytes.
        digest.update(marshal.dumps([(path, stamp, fault) for path, _, stamp, _, fault, _ in content], 2))
    digest.update("\n".join(map(" ".join, sources.items())).encode("utf-8", "surrogateescape"))
    return Inputs(digest.hexdigest(), content, sources)


def survey_sources(root: Path) -> dict[str, str]:
    """Return the stamp of each file of a portal's sources but those of content/, by its path from the root."""
    return {
        entry.path: _line(entry)
        for name in (*SOURCES, *_listed(root))
        for entry in _entries(root / name, name)
    }


def _listed(root: Path) -> tuple[str, ...]:
    """Return the file that known.csv names in place of itself."""
    name = known_name(root)
    return (name,) if name and name not in SOURCES else ()


def _line(entry: Entry) -> str:
    path, _, stamp, _, fault, _ = entry
    return path if stamp is None else f"{path} {' '.join(map(str, stamp))}{fault}"


def _entries(path: Path, name: str) -> Iterator[Entry]:
    # Not asked of the Path, which raises where it cannot tell.
    if os.path.isdir(path):  # noqa: PTH112
        yield from walk(f"{path}", f"{name}/")
    elif os.path.exists(path):  # noqa: PTH110
        status = path.stat()
        yield Entry(name, status.st_mode, stamp_of(status))


def record_file(cache: Path, site: str) -> Path:
    """Return where the record of an output is kept."""
    return cache / f"build-{site.replace('/', '-').strip('.-')}.bin"


def write_record(cache: Path, site: str, record: BuildRecord) -> None:
    """Keep the record of a build that went through."""
    write_sealed(record_file(cache, site), marshal.dumps(asdict(record)))


def still_good(root: Path, cache: Path, site: str, as_of: date, inputs: str) -> BuildRecord | None:
    """Return the record of the last build if the same would come out today; None when in any doubt.

    ``inputs`` is the digest of the sources as they are now.
    """
    with contextlib.suppress(Exception):
        record = BuildRecord(**marshal.loads(read_sealed(record_file(cache, site))))
        if (
            # Another day publishes other documents, and finds other things overdue.
            record.day == day_of(as_of).isoformat()
            # And so does another hour, if something appears, ends or is taken down between the two. As text, moments keep their order.
            and record.since <= moment_of(as_of).isoformat()
            and (not record.until or moment_of(as_of).isoformat() < record.until)
            and (root / site).stat().st_ino == record.inode
            and record.inputs == inputs
            # A commit changes no file, but the trail that the audit pages show.
            and (not record.history or record.history == history_key(root, cache))
        ):
            return record
    return None


def peak_memory() -> int:
    """Return the peak memory of this process or of its largest child in bytes, 0 where it is not known."""
    try:
        import resource
    except ImportError:
        return 0
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return max(own, children) * 1024
