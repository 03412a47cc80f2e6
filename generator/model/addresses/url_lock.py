"""The recorded addresses of columns and documents (urls.lock): what was published keeps its address."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from generator.model.addresses.slug import has_plain_name
from generator.model.column import Column
from generator.model.document import Document

# A name may hold the sign that stands between names; it is written behind a backslash then.
_NAME = re.compile(r"(?:[^\\>]++|\\.)++")
_ESCAPED = re.compile(r"\\(.)")
_NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True)
class LockEntry:
    """One recorded address, and the names of its column from the top as they were then."""

    address: str
    path: tuple[str, ...]
    line: int = 0

    @property
    def parent(self) -> str:
        """The address of the column above; empty for a column at the top."""
        return self.address.rpartition("/")[0]

    @property
    def slug(self) -> str:
        """The last segment of the address."""
        return self.address.rpartition("/")[2]

    @property
    def name(self) -> str:
        """The column's own name."""
        return self.path[-1]


@dataclass(frozen=True)
class DocumentEntry:
    """The recorded address of a document, by its file below content/.

    Only files whose names are turned into pinyin need one; another name is itself the address.
    """

    address: str
    file: str
    line: int = 0


@dataclass(frozen=True)
class UrlLock:
    """All recorded addresses. A column is known by the address of the column above and by its own name.

    So the columns below one that is renamed but keeps its address keep theirs too.
    """

    entries: tuple[LockEntry, ...] = ()
    documents: tuple[DocumentEntry, ...] = ()

    @cached_property
    def by_file(self) -> dict[str, str]:
        """The recorded addresses of documents by their files."""
        return {entry.file: entry.address for entry in self.documents}

    @cached_property
    def _slugs(self) -> dict[str, dict[str, str]]:
        below: dict[str, dict[str, str]] = {}
        for entry in self.entries:
            below.setdefault(entry.parent, {})[entry.name] = entry.slug
        return below

    def below(self, address: str) -> Mapping[str, str]:
        """Return the recorded slugs of the columns just below an address ("" is the top), by name."""
        return self._slugs.get(address, _NOTHING)


@dataclass(frozen=True)
class Drift:
    """How the recorded addresses and the tree differ.

    ``unrecorded`` are columns whose line is missing or bears older names; ``moved`` columns whose written
    slug is another than the recorded one; ``gone`` the topmost recorded addresses that no column has.
    """

    unrecorded: tuple[Column, ...] = ()
    moved: tuple[tuple[Column, LockEntry], ...] = ()
    gone: tuple[LockEntry, ...] = ()


def find_drift(lock: UrlLock, columns: Iterable[Column]) -> Drift:
    """Compare the recorded addresses with the columns of a whole tree (all of them, parents first)."""
    everything = tuple(columns)
    living = {column.address: column for column in everything}
    by_address = {entry.address: entry for entry in lock.entries}
    moved = {column.address: (column, old) for column in everything if (old := _old_entry(column, lock))}
    unrecorded = [
        column
        for column in everything
        if (by_address[column.address].path if column.address in by_address else ()) != column.path
        and not _at_or_below(column.address, moved)
    ]
    gone = by_address.keys() - living.keys()
    left = {old.address for _, old in moved.values()}
    topmost = [entry for entry in lock.entries if entry.address in gone and entry.parent not in gone]
    return Drift(
        tuple(unrecorded),
        tuple(moved.values()),
        tuple(entry for entry in topmost if entry.address not in left),
    )


def _old_entry(column: Column, lock: UrlLock) -> LockEntry | None:
    """Return the entry of a column that had another address below the same parent."""
    parent = column.address.rpartition("/")[0]
    slug = lock.below(parent).get(column.name, column.slug)
    if slug == column.slug:
        return None
    address = f"{parent}/{slug}" if parent else slug
    return next(entry for entry in lock.entries if entry.address == address)


def _at_or_below(address: str, tops: Mapping[str, object]) -> bool:
    parts = address.split("/")
    return any("/".join(parts[:count]) in tops for count in range(1, len(parts) + 1))


def settle_addresses(documents: Sequence[Document], lock: UrlLock) -> list[Document]:
    """Return the documents, each at its recorded address as long as it stands in the column it stood in."""
    known = lock.by_file
    return [
        replace(each, address=address)
        if (address := known.get(each.path))
        and address != each.address
        and address.rpartition("/")[0] == each.column
        else each
        for each in documents
    ]


def unrecorded_documents(lock: UrlLock, documents: Iterable[Document]) -> list[Document]:
    """Return the documents whose addresses come from pinyin and are not recorded; drafts have time."""
    return [
        each
        for each in documents
        if not has_plain_name(each.path)
        and not each.draft
        and lock.by_file.get(each.path) != each.address
        # A name with a line break would be two lines.
        and each.path.isprintable()
    ]


def recorded(lock: UrlLock, columns: Iterable[Column], documents: Iterable[Document] = ()) -> UrlLock:
    """Return the lock with every column of a tree, and the documents that need it, in it.

    No address of a column is dropped; a document that moved to another column is recorded where it is.

    A column whose written slug contradicts the record stays out with all below it: which of the two holds
    is for people to say.
    """
    entries = {entry.address: entry for entry in lock.entries}
    for column in find_drift(lock, columns).unrecorded:
        entries[column.address] = LockEntry(column.address, column.path)
    files = {entry.file: entry for entry in lock.documents}
    for document in unrecorded_documents(lock, documents):
        files[document.path] = DocumentEntry(document.address, document.path)
    return UrlLock(tuple(entries.values()), tuple(files.values()))


def join_names(path: Iterable[str]) -> str:
    """Return the names of a column from the top as the lock writes them: 政务公开>政策解读."""
    return ">".join(name.replace("\\", "\\\\").replace(">", "\\>") for name in path)


def split_names(text: str) -> tuple[str, ...]:
    """Return the names that ``join_names`` joined."""
    return tuple(_ESCAPED.sub(r"\1", name) for name in _NAME.findall(text))
