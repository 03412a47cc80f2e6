"""Put the columns that a pack asks for into an existing columns.yml, and say what was done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from generator.amend.columns_edit import (
    CHILDREN,
    COLUMNS,
    CannotAddError,
    NewColumn,
    add_columns,
    add_pack,
)
from generator.amend.insertions import Insertion, insert
from generator.amend.verified import verify
from generator.load.columns.columns import Tree, build_tree
from generator.load.yaml.marked import parse_marked
from generator.load.yaml.spans import Span, read_spans
from generator.mandates.names import same_name
from generator.mandates.plan import MandatedColumn, asked_columns, asked_paths, full_path, standing_paths
from generator.model.addresses.slug import full_pinyin, initials
from generator.model.addresses.url_lock import UrlLock
from generator.model.column import Column
from generator.model.finding import Finding
from generator.model.mandate import Pack
from generator.model.proof import Names
from generator.report.columns_text import Above

_FILE = "columns.yml"
# A column that is written somewhere else and stands here by reference.
_SHARED = Span(0, 0, 0, shared=True)


@dataclass
class _Plan:
    """What is found on the way through the tree: to be put in, put in where, and there already."""

    insertions: list[Insertion] = field(default_factory=list)
    added: list[Names] = field(default_factory=list)
    kept: list[Names] = field(default_factory=list)


@dataclass(frozen=True)
class Addition:
    """What adding a pack does to columns.yml: ``insertions`` into its text, none where nothing is to be done.

    ``added`` and ``kept`` are the paths of columns that the pack asks for, put in and there already; ``dropped``
    those that the pack it supersedes asked for, and it and all others no longer do; ``pack`` tells whether its
    id was added.
    """

    insertions: tuple[Insertion, ...]
    added: tuple[Names, ...]
    kept: tuple[Names, ...]
    dropped: tuple[Names, ...]
    pack: bool
    tree: Tree


def plan_addition(text: str, lock: UrlLock | None, pack: Pack, others: Sequence[Pack]) -> Addition:
    """Return how a pack is added to a columns.yml without errors.

    ``others`` are the packs that the portal names already, and the one that is superseded. Raises
    CannotAddError where the text cannot be added to, or would not be good afterwards.
    """
    tree, root = _read(text, lock), read_spans(text)
    if tree is None or root is None:
        raise CannotAddError("columns.yml读不出来")
    portal, plan = tree.portal, _Plan()
    asked = asked_columns(pack, portal.level, portal.organizer or portal.name)
    elsewhere = {ref: column for column in _walk(tree.columns) for ref in column.basis}
    _Descent(text, pack, elsewhere, plan).below(asked, None, tree.columns, root)
    named = pack.id in portal.packs
    if not named:
        plan.insertions[:0] = add_pack(text, root, pack.id)
    if plan.insertions:
        verify(text, insert(text, plan.insertions), tree, lock, plan.added)
    return Addition(
        tuple(plan.insertions),
        tuple(plan.added),
        tuple(plan.kept),
        tuple(_dropped(pack, others, tree)),
        not named,
        tree,
    )


def _read(text: str, lock: UrlLock | None) -> Tree | None:
    findings: list[Finding] = []
    return build_tree(parse_marked(text, _FILE), findings, lock)


def _walk(columns: Iterable[Column]) -> Iterator[Column]:
    for column in columns:
        yield from column.walk()


@dataclass(frozen=True)
class _Descent:
    """Goes down the asked and the existing tree side by side."""

    text: str
    pack: Pack
    elsewhere: dict[str, Column]
    plan: _Plan

    def below(
        self, asked: Sequence[MandatedColumn], parent: Column | None, there: Sequence[Column], span: Span
    ) -> None:
        """Add below a column (the top where there is none) what is asked for there and missing."""
        key = CHILDREN if parent else COLUMNS
        listed = span.value(*key)
        missing = []
        for each in asked:
            at = next((n for n, column in enumerate(there) if same_name(column.name, each.name)), None)
            if at is None:
                missing.append(each)
                continue
            if self._own(each):
                self.plan.kept.append(there[at].path)
            wanted = [child for child in each.children if self._asks(child)]
            if wanted and listed:
                inside = listed.below[at] if at < len(listed.below) else _SHARED
                self.below(wanted, there[at], there[at].children, inside)
        self._put_in(self._not_elsewhere(missing), parent, there, span, key)

    def _put_in(
        self,
        missing: list[MandatedColumn],
        parent: Column | None,
        there: Sequence[Column],
        span: Span,
        key: tuple[str, str],
    ) -> None:
        if not missing:
            return
        above = Above(parent.unit, str(parent.cycle or ""), parent.type) if parent else Above()
        new = tuple(_with_slugs(missing, there))
        path = parent.path if parent else ()
        try:
            made = add_columns(self.text, span, key, new, above, top=parent is None)
        except CannotAddError as error:
            where = f"栏目“{'>'.join(path)}”的" if path else ""
            raise CannotAddError(f"{where}{error.why}") from error
        self.plan.insertions.append(made)
        for column in missing:
            self.plan.added.extend(_paths(column, path))

    def _own(self, column: MandatedColumn) -> bool:
        return any(ref.partition("#")[0] == self.pack.id for ref in column.basis)

    def _asks(self, column: MandatedColumn) -> bool:
        return self._own(column) or any(self._asks(child) for child in column.children)

    def _not_elsewhere(self, missing: list[MandatedColumn]) -> list[MandatedColumn]:
        """Leave out a column that stands in another place, or has another name, and states this basis."""
        left = []
        for column in missing:
            moved = next((self.elsewhere[ref] for ref in column.basis if self._stands(ref)), None)
            if moved and not column.children:
                self.plan.kept.append(moved.path)
            elif self._asks(column):
                left.append(column)
        return left

    def _stands(self, ref: str) -> bool:
        """A mandate that names one column only is told by the basis alone."""
        if ref.partition("#")[0] != self.pack.id or ref not in self.elsewhere:
            return False
        mandate = next((each for each in self.pack.mandates if each.ref == ref), None)
        return mandate is not None and len(mandate.paths) == 1


def _with_slugs(new: Sequence[MandatedColumn], there: Sequence[Column]) -> Iterator[NewColumn]:
    """Yield new columns; one whose address a sibling has already gets its own, so that none of them moves."""
    taken = {column.slug for column in there}
    for column in new:
        short = initials(column.name)
        if short not in taken:
            yield NewColumn(column)
            continue
        slug, number = full_pinyin(column.name), 2
        while slug in taken:
            slug, number = f"{full_pinyin(column.name)}-{number}", number + 1
        taken.add(slug)
        yield NewColumn(column, slug)


def _paths(column: MandatedColumn, above: Names) -> Iterator[Names]:
    here = (*above, column.name)
    yield here
    for child in column.children:
        yield from _paths(child, here)


def _dropped(pack: Pack, others: Sequence[Pack], tree: Tree) -> Iterator[Names]:
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
    return len(one) == len(full) and all(same_name(a, b) for a, b in zip(one, full, strict=True))
