"""The cache of parsed documents: a file that did not change is not parsed or opened again.

A file counts as unchanged when size, both times and inode are the same; the change time moves with every
write, so that an edit that keeps the size and resets the clock is still seen. A cache of another program,
portal or machine, or one that cannot be read, is as good as none (seal.py).

Two things are kept of a document: what its file says (``parsed``), and the document that this makes among
the columns and files around it (``documents``). The second is good only as long as all columns that
stood there are of the same kind and the files that it names are there and the same; columns and files may be added.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from generator.load.cache.buckets import Buckets, Codec
from generator.load.cache.kept import encode, read_kept, write_kept
from generator.load.cache.memo import FoundInFile, Memo
from generator.load.documents.codec import (
    decode_document,
    decode_parsed,
    encode_document,
    encode_parsed,
)
from generator.load.heads.parsed import ParsedDocument
from generator.load.source.stamp import Stamp
from generator.model.document import Document
from generator.model.finding import Finding

_TEXT = ".md"
# Of so many files that are gone or changed it is asked who names them; of more, all documents are made anew.
_FEW = 200
_PARSED, _DOCUMENTS = Codec(encode_parsed, decode_parsed), Codec(encode_document, decode_document)


@dataclass
class ParseDependencies:
    """What the kept documents were made among: what they take of each column, and the stamps of all files.

    Kept documents bear the ``token`` of their surroundings. A new one stands for nothing kept so far, so that
    a run that was broken off leaves no document that another could take for its own.
    """

    columns: dict[str, tuple[str, str]] = field(default_factory=dict)
    texts: frozenset[str] = frozenset()
    others: dict[str, Stamp] = field(default_factory=dict)
    token: str = ""

    def still_hold(self, columns: dict[str, tuple[str, str]]) -> bool:
        """Whether no column is gone or of another kind."""
        return bool(self.token and self.columns.items() <= columns.items())

    def lost(self, stamps: Mapping[str, Stamp]) -> list[str]:
        """Return the texts that are gone, and the other files that are gone or changed."""
        gone = [] if self.texts <= stamps.keys() else [*(self.texts - stamps.keys())]
        return [*gone, *(path for path, stamp in self.others.items() if stamps.get(path) != stamp)]


@dataclass
class ParseCache(Memo):
    """A memo with the documents. ``changed`` tells whether to save all but these."""

    parsed: Buckets[ParsedDocument] = field(default_factory=lambda: Buckets(None, "", _PARSED))
    documents: Buckets[Document] = field(default_factory=lambda: Buckets(None, "", _DOCUMENTS))
    around: ParseDependencies = field(default_factory=ParseDependencies)
    paths: frozenset[str] = frozenset()
    folder: Path | None = None

    def begin(self, columns: dict[str, tuple[str, str]], stamps: Mapping[str, Stamp]) -> None:
        """Forget what does not hold among these columns and files, and take note of them.

        ``columns`` is, by address, what documents take of a column.
        """
        token = self.around.token
        lost = self.around.lost(stamps)
        if (
            not self.around.still_hold(columns)
            or len(lost) > _FEW
            # Before anything else is written, so that no run finds them with these files already forgotten.
            or not self.documents.forget_naming(lost)
        ):
            token = os.urandom(8).hex()
            self.documents.start_over(token)
        texts = frozenset(path for path in stamps if path.endswith(_TEXT))
        now = ParseDependencies(
            columns, texts, {path: s for path, s in stamps.items() if path not in texts}, token
        )
        self.changed = self.changed or now != self.around
        self.around, self.paths = now, texts


@dataclass
class _Small:
    """All that is kept but the documents."""

    files: dict[str, FoundInFile]
    shares: dict[str, float]
    around: ParseDependencies
    made: dict[str, tuple[bytes, msgspec.Raw, tuple[Finding, ...]]]


def read_cache(folder: Path) -> ParseCache:
    """Return the cache below ``folder``; what cannot be used of it is empty."""
    known = ParseCache(parsed=kept_parsed(folder), folder=folder, changed=True)
    kept = read_kept(_file(folder), _Small)
    if kept:
        known.files, known.shares, known.around = kept.files, kept.shares, kept.around
        known.made.update(kept.made)
        known.changed = False
    known.documents = kept_documents(folder, known.around.token)
    return known


def kept_parsed(folder: Path) -> Buckets[ParsedDocument]:
    """Return what is kept of what the documents' files say."""
    return Buckets(folder / "parsed", "", _PARSED)


def kept_documents(folder: Path, token: str) -> Buckets[Document]:
    """Return what is kept of the documents made among the surroundings with this token."""
    return Buckets(folder / "documents", token, _DOCUMENTS)


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
    with suppress(OSError, ValueError):
        made = {
            name: (digest, value if isinstance(value, msgspec.Raw) else msgspec.Raw(encode(value)), found)
            for name, (digest, value, found) in known.made.items()
        }
        write_kept(_file(folder), _Small(known.files, known.shares, known.around, made))
        known.changed = False


def _file(folder: Path) -> Path:
    return folder / "reading.bin"
