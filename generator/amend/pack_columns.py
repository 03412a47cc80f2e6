"""Put the columns that a pack asks for into an existing columns.yml, and say what was done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field, replace
from datetime import date

from generator.amend.columns_edit import (
    CHILDREN,
    COLUMNS,
    CannotAddError,
    NewColumn,
    add_columns,
    add_pack,
)
from generator.amend.insertions import Insertion, insert
from generator.amend.no_longer import alike, no_longer_asked
from generator.amend.verified import verify
from generator.check.proofs.places import Places
from generator.data import dataclass
from generator.load.columns.columns import Tree, build_tree
from generator.load.gate.written import read_written
from generator.load.structure import without_content
from generator.load.yaml.spans import Span, read_spans
from generator.mandates.plan import MandatedColumn, asked_columns, asked_paths, full_path, named_paths
from generator.model.addresses.slug import full_pinyin, initials
from generator.model.addresses.url_lock import UrlLock
from generator.model.column import Column
from generator.model.finding import Finding
from generator.model.identity import Identity
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

    ``added`` and ``kept`` are the paths of columns that the pack asks for, put in and there already; ``unnamed``
    those of the former that only proofs name; ``dropped`` those that the pack it supersedes asked for, and it and
    all others no longer do; ``pack`` tells whether its id was added; ``made`` is the tree afterwards.
    """

    insertions: tuple[Insertion, ...]
    added: tuple[Names, ...]
    unnamed: frozenset[Names]
    kept: tuple[Names, ...]
    dropped: tuple[Names, ...]
    pack: bool
    tree: Tree
    made: Tree


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
    spans = dict(_spans(tree.columns, root.value(*COLUMNS)))
    _Descent(text, pack, _found(pack, tree), spans, plan).below(asked, None, tree.columns, root)
    named = pack.id in portal.packs
    if not named:
        plan.insertions[:0] = add_pack(text, root, pack.id)
    made = tree
    if plan.insertions:
        made = verify(text, insert(text, plan.insertions), tree, lock, plan.added)
    return Addition(
        tuple(plan.insertions),
        tuple(plan.added),
        frozenset(_unnamed(pack, tree, plan.added)),
        tuple(dict.fromkeys(plan.kept)),
        tuple(no_longer_asked(pack, others, tree)),
        not named,
        tree,
        made,
    )


def _read(text: str, lock: UrlLock | None) -> Tree | None:
    findings: list[Finding] = []
    return build_tree(read_written(text, _FILE), findings, lock)


def _found(pack: Pack, tree: Tree) -> dict[Names, Column]:
    """Return, by their paths, the columns that the ledger finds for a pack: by basis, under another name or elsewhere."""
    places = Places(without_content(tree, Identity(), date.min))
    return {
        full_path(path): columns[0]
        for mandate in pack.mandates
        for path, columns in places.of(mandate).items()
        if columns
    }


@dataclass(frozen=True)
class _Descent:
    """Goes down the asked and the existing tree side by side. ``found`` are the columns that need not be added."""

    text: str
    pack: Pack
    found: dict[Names, Column]
    spans: dict[Names, Span]
    plan: _Plan

    def below(
        self,
        asked: Sequence[MandatedColumn],
        parent: Column | None,
        there: Sequence[Column],
        span: Span,
        above: Names = (),
    ) -> None:
        """Add below a column (the top where there is none) what is asked for there and missing.

        ``above`` is the path by which the pack calls that column.
        """
        key = CHILDREN if parent else COLUMNS
        missing = []
        for each in asked:
            at = next((n for n, column in enumerate(there) if alike(column.name, each.name)), None)
            if at is None:
                missing.append(each)
                continue
            if self._own(each):
                self.plan.kept.append(there[at].path)
            self._inside(each, there[at], (*above, each.name))
        left = [column for each in missing if (column := self._left(each, above))]
        self._put_in(left, parent, there, span, key)

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

    def _inside(self, asked: MandatedColumn, column: Column, path: Names) -> None:
        """Go on below a column that stands for an asked one."""
        wanted = [child for child in asked.children if self._asks(child)]
        if wanted:
            span = self.spans.get(column.path, _SHARED)
            self.below(wanted, column, column.children, span, path)

    def _left(self, column: MandatedColumn, above: Names) -> MandatedColumn | None:
        """Return what of a missing column and those below it is to be added: what stands elsewhere is not."""
        here = (*above, column.name)
        known = self.found.get(here)
        if known:
            self.plan.kept.append(known.path)
            self._inside(column, known, here)
            return None
        below = tuple(child for each in column.children if (child := self._left(each, here)))
        if below or self._own(column) or not column.children:
            return replace(column, children=below)
        return None


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


def _unnamed(pack: Pack, tree: Tree, added: Sequence[Names]) -> Iterator[Names]:
    """Yield the added columns in which a proof looks and that no mandate names: a slip would be one."""
    level = tree.portal.level
    named = named_paths(pack, level)
    above = {path[:depth] for path in named for depth in range(1, len(path) + 1)}
    asked = asked_paths((pack,), level)
    yield from (path for path in added if path in asked and path not in above)


def _spans(columns: Sequence[Column], listed: Span | None) -> Iterator[tuple[Names, Span]]:
    """Yield each column's path with where it is written; of one that stands by reference, nothing below it."""
    for column, span in zip(columns, listed.below if listed else (), strict=False):
        yield column.path, span
        yield from _spans(column.children, span.value(*CHILDREN))


def _paths(column: MandatedColumn, above: Names) -> Iterator[Names]:
    here = (*above, column.name)
    yield here
    for child in column.children:
        yield from _paths(child, here)
