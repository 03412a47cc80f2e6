"""Add a pack to a portal: its columns to columns.yml, and a draft for each new page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from generator.amend.insertions import insert_bytes
from generator.amend.pack_columns import Addition, plan_addition
from generator.amend.writing import replace_file
from generator.data import dataclass
from generator.errors import GongkaiError
from generator.load.columns.columns import Tree
from generator.load.documents.template import DocumentDraft, draft_document
from generator.load.source.text import Source, read_source
from generator.load.structure import COLUMNS_FILE
from generator.mandates.library import known_packs, load_packs
from generator.model.mandate import Pack
from generator.model.portal import OwnPacks
from generator.model.words import ColumnKind


@dataclass(frozen=True)
class Prepared:
    """What adding a pack will do: to columns.yml, and which pages are to be written, as drafts."""

    addition: Addition
    pages: tuple[DocumentDraft, ...]
    source: Source

    @property
    def changes(self) -> bool:
        """Tell whether there is anything to do."""
        return bool(self.addition.insertions)


def prepare(root: Path, tree: Tree, pack: Pack, own: OwnPacks, day: date) -> Prepared:
    """Return how a pack is added to a portal whose columns.yml has no errors; nothing is written.

    Raises GongkaiError where columns.yml cannot be read, CannotAddError where it cannot be added to.
    """
    source = read_source(root / COLUMNS_FILE, COLUMNS_FILE)
    if not isinstance(source, Source):
        raise GongkaiError(source.message)
    ids = tuple(dict.fromkeys((*tree.portal.packs, pack.supersedes)))
    others = load_packs(
        tuple(each for each in ids if each != pack.id and each in known_packs(own.packs)), own.packs
    )
    addition = plan_addition(source.text, tree.lock, pack, others)
    return Prepared(addition, tuple(_pages(root, addition, day)), source)


def _pages(root: Path, addition: Addition, day: date) -> Iterable[DocumentDraft]:
    for column in (column for top in addition.made.columns for column in top.walk()):
        if column.kind is ColumnKind.PAGE and column.path in addition.added:
            issuer = column.unit or addition.tree.portal.organizer
            draft = draft_document(column, column.name, issuer=issuer, day=day, numbers=None, file_name=None)
            if not (root / "content" / draft.path).exists():
                yield draft


def carry_out(root: Path, prepared: Prepared) -> None:
    """Change columns.yml and write the drafts. Raises GongkaiError where that cannot be done."""
    raw = prepared.source.raw
    replace_file(root / COLUMNS_FILE, raw, insert_bytes(raw, prepared.addition.insertions))
