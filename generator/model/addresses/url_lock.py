"""The recorded addresses of columns and documents (urls.lock): what was published keeps its address."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from generator.data import dataclass
from generator.model.column import Column
from generator.model.document import Document
from generator.model.finding import Place
from generator.model.portal import Move

# A name may hold the sign that stands between names; it is written behind a backslash then.
_NAME = re.compile(r"(?:[^\\>]++|\\.)++")
_ESCAPED = re.compile(r"\\(.)")
_NOTHING: Mapping[str, str] = {}
_RECORDED = Place("urls.lock")


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
    """The recorded address of a document, by its file below content/."""

    address: str
    file: str
    line: int = 0


@dataclass(frozen=True)
class UrlLock:
    """All recorded addresses. A column is known by the address of the column above and by its own name.

    So the columns below one that is renamed but keeps its address keep theirs too. ``moves`` are the addresses
    that were left for others.
    """

    entries: tuple[LockEntry, ...] = ()
    documents: tuple[DocumentEntry, ...] = ()
    moves: tuple[Move, ...] = ()

    @cached_property
    def by_file(self) -> dict[str, str]:
        """The recorded addresses of documents by their files."""
        return {entry.file: entry.address for entry in self.documents}

    @cached_property
    def _slugs(self) -> dict[str, dict[str, str]]:
        below: dict[str, dict[str, str]] = {}
        for entry in self.entries:
            below.setdefault(entry.parent, {})[entry.name] = entry.slug
        for move in self.moves:
            if move.whole:
                # By a name that no column has: nobody takes an address that leads elsewhere.
                parent, _, slug = move.old.rpartition("/")
                below.setdefault(parent, {})[f"\0{slug}"] = slug
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
        each.settled(address=address)
        if (address := known.get(each.path))
        and address != each.address
        and address.rpartition("/")[0] == each.column
        else each
        for each in documents
    ]


def unrecorded_documents(lock: UrlLock, documents: Iterable[Document]) -> list[Document]:
    """Return the documents whose addresses are not recorded; drafts have time."""
    known = lock.by_file
    return [
        each
        for each in documents
        if known.get(each.path) != each.address
        and not each.draft
        # A name with a line break would be two lines.
        and each.path.isprintable()
    ]


def recorded(
    lock: UrlLock,
    columns: Iterable[Column],
    documents: Iterable[Document] = (),
    moves: Iterable[Move] = (),
) -> UrlLock:
    """Return the lock with every column of a tree, and every document, in it, and what moved where.

    No address is dropped. ``moves`` are those that are not recorded yet, of columns and documents that are where
    they were moved to: of a document the line of its old address becomes that of the move, of a column too where
    its name would otherwise have two addresses.

    A column whose written slug contradicts the record stays out with all below it, unless it is among the
    moves: which of the two holds is for people to say.
    """
    everything, pages = tuple(columns), tuple(documents)
    # A page that is back where it was has not moved.
    back = {each.address for each in pages if not each.draft}
    known = {move.old: move for move in lock.moves if move.old not in back}
    known |= {move.old: move for move in moves if move.old not in known}
    left = {move.old for move in known.values() if move.whole}
    entries = {entry.address: entry for entry in lock.entries}
    for _, old in find_drift(lock, everything).moved:
        if old.address in left:
            del entries[old.address]
    kept = replace(lock, entries=tuple(entries.values()))
    for column in find_drift(kept, everything).unrecorded:
        entries[column.address] = LockEntry(column.address, column.path)
    files = {entry.file: entry for entry in lock.documents if entry.address not in known}
    for document in unrecorded_documents(lock, pages):
        before = lock.by_file.get(document.path)
        if before and before not in known:
            known[before] = Move(before, document.address, _RECORDED)
        files[document.path] = DocumentEntry(document.address, document.path)
    return UrlLock(tuple(entries.values()), tuple(files.values()), tuple(known.values()))


def join_names(path: Iterable[str]) -> str:
    """Return the names of a column from the top as the lock writes them: 政务公开>政策解读."""
    return ">".join(name.replace("\\", "\\\\").replace(">", "\\>") for name in path)


def split_names(text: str) -> tuple[str, ...]:
    """Return the names that ``join_names`` joined."""
    return tuple(_ESCAPED.sub(r"\1", name) for name in _NAME.findall(text))
