"""Match columns and documents of an older portal with those of a newer one, whatever their names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from functools import partial
from typing import TypeVar

from generator.data import dataclass
from generator.model.column import Column
from generator.model.document import Document
from generator.model.portal import Portal

Item = TypeVar("Item")


@dataclass(frozen=True)
class Matching:
    """Pairs of old and new, by the address of the old column and the path of the old document."""

    columns: dict[str, Column]
    documents: dict[str, Document]


def match(old: Portal, new: Portal) -> Matching:
    """Pair the columns and documents of two states of a portal.

    A column is known by its path; failing that by its name, slug or description below the same column, by
    its name if only one column of that name is left on either side, or by most of its documents. A document is known
    by its file, its index number, or its text.
    """
    documents = _match_documents(old.documents, new.documents)
    return Matching(_match_columns(old, new, documents), documents)


def _match_documents(old: Iterable[Document], new: Iterable[Document]) -> dict[str, Document]:
    left = {document.path: document for document in old}
    right = {document.path: document for document in new}
    pairs = {path: right.pop(path) for path in list(left) if path in right}
    for path in pairs:
        del left[path]
    for key in (_index_no, _digest):
        there = _unique(right.values(), key)
        for word, document in _unique(left.values(), key).items():
            if word in there:
                pairs[document.path] = right.pop(there[word].path)
                del left[document.path]
    return pairs


def _index_no(document: Document) -> str:
    return document.index_no


def _digest(document: Document) -> str:
    return document.digest


def _unique(items: Iterable[Item], key: Callable[[Item], str]) -> dict[str, Item]:
    """Return the items by their key, those left out that have none or share it."""
    kept = list(items)
    count = Counter(map(key, kept))
    return {key(item): item for item in kept if key(item) and count[key(item)] == 1}


def _match_columns(old: Portal, new: Portal, documents: dict[str, Document]) -> dict[str, Column]:
    state = _Pairing(old, new)
    state.pair_each(lambda column: state.new_by_path.get(column.path))
    state.pair_below()
    names = _unique(state.free(), lambda column: column.name)
    lonely = {column.address for column in _unique(state.left(), lambda column: column.name).values()}
    state.pair_each(lambda column: names.get(column.name) if column.address in lonely else None)
    state.pair_below()
    votes: dict[str, Counter[str]] = {}
    sizes = Counter(document.column for document in old.documents)
    for document in old.documents:
        if document.path in documents:
            votes.setdefault(document.column, Counter())[documents[document.path].column] += 1
    state.pair_each(lambda column: state.by_votes(votes.get(column.address), sizes[column.address]))
    state.pair_below()
    return state.pairs


def _same_but_for_name(old: Column, new: Column) -> bool:
    return old.slug == new.slug or (bool(old.description) and old.description == new.description)


class _Pairing:
    """Columns paired so far, in the order of the old tree."""

    def __init__(self, old: Portal, new: Portal) -> None:
        self.old = list(old.walk())
        self.new = list(new.walk())
        self.new_by_path = {column.path: column for column in self.new}
        self.old_by_path = {column.path: column for column in self.old}
        self.pairs: dict[str, Column] = {}
        self.taken: set[str] = set()

    def left(self) -> list[Column]:
        """Old columns without a pair."""
        return [column for column in self.old if column.address not in self.pairs]

    def free(self) -> list[Column]:
        """New columns without a pair."""
        return [column for column in self.new if column.address not in self.taken]

    def pair_each(self, find: Callable[[Column], Column | None]) -> None:
        """Pair each old column that is left with what ``find`` gives, if that is free."""
        for column in self.left():
            found = find(column)
            if found and found.address not in self.taken:
                self.pairs[column.address] = found
                self.taken.add(found.address)

    def pair_below(self) -> None:
        """Pair columns below paired columns: by name, then as renamed by slug or description."""
        # Parents come before children in the walk, so that one pass reaches any depth.
        for column in self.left():
            siblings = self._siblings(column)
            found = siblings.get(column.name) or next(
                filter(partial(_same_but_for_name, column), siblings.values()), None
            )
            if found:
                self.pairs[column.address] = found
                self.taken.add(found.address)

    def _siblings(self, column: Column) -> dict[str, Column]:
        """Return the free new columns below the pair of the column's parent, by name."""
        above: tuple[str, ...] = ()
        if len(column.path) > 1:
            parent = self.pairs.get(self.old_by_path[column.path[:-1]].address)
            if parent is None:
                return {}
            above = parent.path
        return {other.name: other for other in self.free() if other.path[:-1] == above}

    def by_votes(self, votes: Counter[str] | None, size: int) -> Column | None:
        """Return the free new column that most of an old column's documents went to."""
        free = {column.address: column for column in self.free()}
        going = [(count, address) for address, count in (votes or {}).items() if address in free]
        if not going or max(going)[0] * 2 < size:
            return None
        return free[max(going)[1]]
