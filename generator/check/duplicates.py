"""Rules on documents that say the same twice."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.catalogue import finding
from generator.model.finding import Finding
from generator.model.portal import Document, Portal


def check_duplicate_titles(portal: Portal) -> Iterator[Finding]:
    """In a column every title stands for one document, else a list leaves its readers to guess."""
    seen: dict[tuple[str, str], Document] = {}
    for document in portal.documents:
        other = seen.setdefault((document.column, document.title), document)
        if other is not document:
            message = f"同一栏目已有“{document.title}”（{other.place.path}）。"
            yield finding("title-duplicate", document.place, message)


def check_duplicate_texts(portal: Portal) -> Iterator[Finding]:
    """No text was published twice; short texts, which may well be alike, are not compared."""
    seen: dict[str, Document] = {}
    for document in portal.documents:
        if not document.text.digest:
            continue
        other = seen.setdefault(document.text.digest, document)
        if other is not document:
            message = f"正文与{other.place.path}相同。"
            yield finding("text-duplicate", document.place, message)
