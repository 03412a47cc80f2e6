"""What was read before, by file: a document whose file did not change is not parsed again, an attached
file that did not change is not opened again.

A file counts as unchanged when size, both times and inode are the same; the change time moves with every
write, so that an edit that keeps the size and resets the clock is still seen. A cache of another version
of this program, or one that cannot be read, is as good as none.

Two things are kept of a document: what its file says (``parsed``), and the document that this makes among
the columns and files around it (``documents``). The second is good only as long as all columns that
stood there are of the same kind and all files the same; columns and files may be added.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from generator.libraries import version
from generator.load.buckets import Buckets, Stamp
from generator.load.kept import read_kept, write_kept
from generator.load.parse import ParsedDocument
from generator.load.text import Source
from generator.model.finding import Finding
from generator.model.portal import Document

__all__ = ["ParseCache", "Stamp", "read_cache", "stamp_of", "write_cache"]
_TEXT = ".md"
Made = TypeVar("Made")


@dataclass
class Surroundings:
    """What the kept documents were made among: what they take of each column, and the stamps of all files.

    Kept documents bear the ``token`` of their surroundings. A new one stands for nothing kept so far, so that
    a run that was broken off leaves no document that another could take for its own.
    """

    columns: dict[str, tuple[str, str]] = field(default_factory=dict)
    texts: frozenset[str] = frozenset()
    others: dict[str, Stamp] = field(default_factory=dict)
    token: str = ""

    def still_hold(self, columns: dict[str, tuple[str, str]], stamps: Mapping[str, Stamp]) -> bool:
        """Whether no column is gone or of another kind, no text is gone, no other file gone or changed."""
        return bool(
            self.token
            and self.columns.items() <= columns.items()
            and self.texts <= stamps.keys()
            and all(stamps.get(path) == stamp for path, stamp in self.others.items())
        )


@dataclass
class ParseCache:
    """What is known of each file. ``shares`` are the measured repeats of interpretations, by the digests of
    both texts; ``made`` is what the text of each file beside content/ made, with its findings; ``changed``
    tells whether to save the small things.
    """

    parsed: Buckets[ParsedDocument] = field(default_factory=lambda: Buckets(None, ""))
    documents: Buckets[Document] = field(default_factory=lambda: Buckets(None, ""))
    files: dict[str, tuple[Stamp, tuple[Finding, ...]]] = field(default_factory=dict)
    shares: dict[str, float] = field(default_factory=dict)
    around: Surroundings = field(default_factory=Surroundings)
    made: dict[str, tuple[bytes, Any, tuple[Finding, ...]]] = field(default_factory=dict)
    changed: bool = False
    paths: frozenset[str] = frozenset()
    folder: Path | None = None

    def begin(self, columns: dict[str, tuple[str, str]], stamps: Mapping[str, Stamp]) -> None:
        """Forget what does not hold among these columns and files, and take note of them.

        ``columns`` is, by address, what documents take of a column.
        """
        token = self.around.token
        if not self.around.still_hold(columns, stamps):
            token = os.urandom(8).hex()
            self.documents.start_over(reading_code() + token)
        texts = frozenset(path for path in stamps if path.endswith(_TEXT))
        now = Surroundings(
            columns, texts, {path: s for path, s in stamps.items() if path not in texts}, token
        )
        self.changed = self.changed or now != self.around
        self.around, self.paths = now, texts

    def make(
        self, source: Source, read: Callable[[Source, list[Finding]], Made], findings: list[Finding]
    ) -> Made:
        """Return what ``read`` makes of a file's text, which must depend on its name and text alone.

        The same text is not read twice: reading YAML takes long, and checking it more code than all the rest.
        """
        known = self.made.get(source.name)
        if known is None or known[0] != source.raw:
            found: list[Finding] = []
            known = self.made[source.name] = (source.raw, read(source, found), tuple(found))
            self.changed = True
        findings.extend(known[2])
        made: Made = known[1]
        return made

    def get_file(self, path: str, stamp: Stamp) -> tuple[Finding, ...] | None:
        """Return what was found in an attached file with this stamp; None if it is to be opened."""
        entry = self.files.get(path)
        return entry[1] if entry and entry[0] == stamp else None

    def put_file(self, path: str, stamp: Stamp, found: tuple[Finding, ...]) -> None:
        """Remember what was found in an attached file."""
        self.files[path] = (stamp, found)
        self.changed = True

    def keep_only_files(self, paths: Collection[str]) -> None:
        """Forget attached files that are gone."""
        for path in [path for path in self.files if path not in paths]:
            del self.files[path]
            self.changed = True


def stamp_of(status: os.stat_result) -> Stamp:
    """Return what tells a changed file from an unchanged one."""
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def read_cache(folder: Path) -> ParseCache:
    """Return the cache below ``folder``; what cannot be used of it is empty."""
    known = ParseCache(kept_parsed(folder), folder=folder, changed=True)
    kept = read_kept(_file(folder))
    if isinstance(kept, tuple) and kept[0] == reading_code():
        _, known.files, known.shares, known.around, known.made = kept
        known.changed = False
    known.documents = kept_documents(folder, known.around.token)
    return known


def kept_parsed(folder: Path) -> Buckets[ParsedDocument]:
    """Return what is kept of what the documents' files say."""
    return Buckets(folder / "parsed", reading_code())


def kept_documents(folder: Path, token: str) -> Buckets[Document]:
    """Return what is kept of the documents made among the surroundings with this token."""
    return Buckets(folder / "documents", reading_code() + token)


def write_cache(folder: Path, known: ParseCache) -> None:
    """Save what changed of a cache; not being able to costs only time."""
    save_small(folder, known)
    if known.changed:
        return
    known.parsed.save(known.paths)
    known.documents.save(known.paths)


def save_small(folder: Path, known: ParseCache) -> None:
    """Save all but the documents, and before them: what is kept of these must never be newer than this."""
    if not known.changed:
        return
    with contextlib.suppress(OSError):
        kept = (reading_code(), known.files, known.shares, known.around, known.made)
        write_kept(_file(folder), kept)
        known.changed = False


def _file(folder: Path) -> Path:
    return folder / "reading.pickle"


@cache
def reading_code() -> str:
    """Return a digest of the code and libraries that decide what a document says."""
    digest = hashlib.sha256()
    for package in ("pydantic", "pyyaml", "pillow", "pymediainfo", "pypdf", "python-calamine"):
        digest.update(version(package).encode())
    here = Path(__file__).parent
    for folder in (here, here.parent / "model"):
        for path in sorted(folder.glob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()
