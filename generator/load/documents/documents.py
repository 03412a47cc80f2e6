"""Read content/**/*.md into documents. Bodies stay on disk; what they refer to is looked up here."""

from __future__ import annotations

from generator.load.documents.parse_cache import ParseCache
from generator.load.documents.read_many import read_many
from generator.load.documents.resolve import ContentContext, read_document
from generator.load.source.content import ContentFiles
from generator.model.column import Column
from generator.model.document import Document
from generator.model.finding import Finding
from generator.workers import Workers


def load_documents(
    files: ContentFiles,
    tree: dict[str, Column],
    whole: bool,
    cache: ParseCache,
    findings: list[Finding],
    *,
    workers: Workers | None = None,
) -> list[Document]:
    """Read every document of content/; ``whole`` tells whether the column tree is complete."""
    paths = [path for path in files.sizes if path.endswith(".md")]
    cache.begin({address: deciding(column) for address, column in tree.items()}, files.stamps)
    documents = cache.documents.get_all(paths, files.stamps)
    rest = [path for path, document in documents.items() if document is None]
    around = ContentContext(files.folder, files.sizes, tree, whole)
    if workers:
        read_many(rest, around, files.stamps, cache, workers)
    for path in rest:
        document = cache.documents.get(path, files.stamps[path])
        if document is None:
            document, found = read_document(path, files, around, cache.parsed, cache.documents)
            findings += found
        documents[path] = document
    return [document for document in documents.values() if document]


def deciding(column: Column) -> tuple[str, str]:
    """Return what a document takes from its column besides the address; names appear in findings alone.

    A document without findings stays good while this does. A column renamed, or given to another unit,
    does not cost the reading of all documents again.
    """
    return column.kind.value, column.type
