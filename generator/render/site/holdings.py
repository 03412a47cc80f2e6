"""What columns hold, as digests: what the pages that list their documents show, without going through these.

A document that changed is told by the mark of its column (views/shelf.py). What a mark does not tell, the words of
the day and pictures that were measured, is asked of the few documents that have any.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, time, timedelta
from itertools import takewhile

from generator.model.column import Column
from generator.model.document import Document, mark_of
from generator.model.register import Register
from generator.render.site.jobs import pictures_of
from generator.render.site.states import states_of
from generator.render.templates.digest import digest_of
from generator.views.shelf import Shelf


def special_documents(shelf: Shelf) -> dict[str, Document]:
    """Return the documents, by path, whose page shows more than the document itself and its neighbours."""
    lookups, portal = shelf.portal.lookups, shelf.portal
    tomorrow = datetime.combine(portal.as_of, time()) + timedelta(days=1)
    # They come newest first.
    later = takewhile(lambda each: each.published >= tomorrow, portal.documents)
    shown = (
        lookups.stated,
        lookups.interpreting,
        lookups.with_files,
        lookups.linking,
        lookups.passing,
        later,
    )
    special = {document.path: document for group in shown for document in group}
    for path in (*shelf.interpretations, *shelf.replaced, *shelf.ties.of):
        if path in lookups.by_path:
            special[path] = lookups.by_path[path]
    return special


def document_marks(shelf: Shelf) -> Mapping[str, str]:
    """Return by path what lists show of a document: what its file says, where it stands, its state on the day.

    What its column is called is none of it: it is told where it is shown.
    """
    return _Marks(shelf)


class _Marks(Mapping[str, str]):
    """The marks of documents: of most none is asked for, as the lists they stand on are those of the last build."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._known: dict[str, str] = {}

    def __getitem__(self, path: str) -> str:
        known = self._known.get(path)
        if known is None:
            known = self._known[path] = _list_mark(self._shelf.by_path[path], self._shelf)
        return known

    def __iter__(self) -> Iterator[str]:
        return iter(self._shelf.by_path)

    def __len__(self) -> int:
        return len(self._shelf.by_path)


def _list_mark(document: Document, shelf: Shelf) -> str:
    seen, states = _seen(document, shelf), states_of(document, shelf.portal.as_of)
    return f"{document.digest} {document.address} {document.validity} {states} {seen}"


def _seen(document: Document, shelf: Shelf) -> object:
    # Most documents show no picture.
    shows = document.picture or document.poster or document.parts
    return tuple(pictures_of(document, shelf)) if shows else ""


def holdings(shelf: Shelf) -> dict[str, str]:
    """Return a digest for each column of what the lists of its documents show, and of what its registers hold."""
    registers = {column: _register_mark(tables, shelf) for column, tables in shelf.tables.items()}
    special = {
        each.path: told
        for each in special_documents(shelf).values()
        if any(told := (states_of(each, shelf.portal.as_of), _seen(each, shelf)))
    }
    by_column: dict[str, list[object]] = {}
    for path, told in special.items():
        by_column.setdefault(shelf.by_path[path].column, []).append((path, told))
    return {
        column.address: digest_of(
            _listed_with_guests(column, shelf, special)
            if shelf.has_guests(column)
            else (shelf.mark(column), column.name, by_column.get(column.address)),
            registers.get(column.address, ()),
            declaration(column),
        )
        for column in shelf.portal.walk()
    }


def _listed_with_guests(column: Column, shelf: Shelf, special: Mapping[str, object]) -> object:
    listed = shelf.listed(column)
    names = [shelf.columns[each.column].name for each in listed]
    return mark_of(listed), names, [special.get(each.path) for each in listed]


def _register_mark(tables: Sequence[Register], shelf: Shelf) -> object:
    linked = [path for table in tables for path in table.documents]
    documents = [(each.title, each.address) if (each := shelf.by_path.get(path)) else None for path in linked]
    return [table.digest for table in tables], documents


def declaration(column: Column) -> Iterable[object]:
    return (
        column.path,
        column.address,
        column.kind,
        column.description,
        column.unit,
        column.owner,
        column.cycle,
        column.basis,
        column.home,
        column.layout,
        column.links,
    )
