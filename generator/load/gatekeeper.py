"""Refuse files that documents name and that may not be published, each with the place that names it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from generator.kinds.heads import sources_of
from generator.load.documents.resolve import parse_file
from generator.load.heads.parsed import ParsedDocument
from generator.load.markdown.links import resolve, resolve_file
from generator.load.source.content import CONTENT, ContentFiles
from generator.load.yaml.marked import Spot
from generator.model.catalogue import finding
from generator.model.column import Column
from generator.model.document import Document
from generator.model.finding import Finding, Place
from generator.model.gate import Gate
from generator.model.portal import used_assets
from generator.model.words import ColumnKind


def make_gate(columns: Iterable[Column], documents: Iterable[Document], files: ContentFiles) -> Gate:
    """Return the gate of a portal; ``documents`` are all there are, published or not."""
    registers = (column.address for column in columns if column.kind is ColumnKind.REGISTER)
    data = (path for document in documents if document.parts for path in sources_of(document.parts))
    return Gate(frozenset(registers), frozenset(data), files.gate.same)


def refused_files(documents: Collection[Document], files: ContentFiles, gate: Gate) -> Iterator[Finding]:
    """Yield a finding for each place where a document names a file that is never published as it is.

    Documents without findings are not read again from build to build: the files and columns around them may be
    other ones by now. So all names are asked for, and only where one is refused is its place looked up.
    """
    named = {asset.path for asset in used_assets(documents, ())}
    refused = {path: word for path in named if (word := gate.refusal(path))}
    for document in documents if refused else ():
        for path in dict.fromkeys(asset.path for asset in used_assets([document], ())):
            if path in refused:
                message = f"“{path.rpartition('/')[2]}”是{refused[path]}，不能这样发布。"
                for place in places_of(document, path, files.folder):
                    yield finding("file-unpublishable", place, message)


def places_of(document: Document, path: str, content: Path) -> list[Place]:
    """Return where a document names a file, in its head and in its text."""
    parsed = parse_file(content, document.path)
    if isinstance(parsed, Finding):
        return [document.place]
    folder, name = document.path.rpartition("/")[0], f"{CONTENT}/{document.path}"
    found = [
        place
        for spot, place in parsed.places.items()
        if isinstance(said := _said(parsed, spot), str) and resolve_file(said, folder) == path
    ]
    found += [
        Place(name, reference.line, reference.column)
        for reference in parsed.references
        if resolve(reference.target, folder) == path
    ]
    return found or [document.place]


def _said(parsed: ParsedDocument, spot: Spot) -> object:
    """Return what a head says at a spot, None where that is not known."""
    value: object = parsed.declared
    for step in spot:
        if isinstance(step, int):
            value = value[step] if isinstance(value, list) and step < len(value) else None
        else:
            value = getattr(value, step, None)
    return value
