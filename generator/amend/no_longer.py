"""What a directive no longer asks for: columns that only the one whose place it takes did."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator.check.proofs.places import plain_name
from generator.load.columns.columns import Tree
from generator.mandates.plan import asked_paths, full_path, standing_paths
from generator.model.column import Column
from generator.model.mandate import Pack
from generator.model.proof import Names


def _walk(columns: Iterable[Column]) -> Iterator[Column]:
    for column in columns:
        yield from column.walk()


def no_longer_asked(pack: Pack, others: Sequence[Pack], tree: Tree) -> Iterator[Names]:
    """Yield the columns of the tree that only the superseded pack asked for."""
    old = next((other for other in others if other.id == pack.supersedes), None)
    if old is None:
        return
    level = tree.portal.level
    still = asked_paths((pack, *(other for other in others if other is not old)), level)
    kept = {path[:depth] for path in still for depth in range(1, len(path) + 1)} | standing_paths(level)
    was = tuple(asked_paths((old,), level))
    for column in _walk(tree.columns):
        if _rests_elsewhere(column, old) or any(_same_path(column.path, path) for path in kept):
            continue
        if any(_same_path(column.path, path) for path in was):
            yield column.path


def _rests_elsewhere(column: Column, old: Pack) -> bool:
    """Tell whether a column or one below it states a basis other than the old pack: a statute, another directive."""
    return any(ref.partition("#")[0] != old.id for each in column.walk() for ref in each.basis)


def _same_path(one: Names, other: Names) -> bool:
    full = full_path(other)
    return len(one) == len(full) and all(alike(a, b) for a, b in zip(one, full, strict=True))


def alike(one: str, other: str) -> bool:
    """Tell whether two names of columns are one, though written otherwise."""
    return one == other or plain_name(one) == plain_name(other)
