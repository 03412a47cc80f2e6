"""Rules on documents that say the same twice."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from operator import attrgetter

from generator.model.catalogue import finding
from generator.model.document import Document
from generator.model.finding import Finding
from generator.model.portal import Portal


def check_duplicate_titles(portal: Portal) -> Iterator[Finding]:
    """In a column every title stands for one document, else a list leaves its readers to guess."""
    titles = list(map(attrgetter("column", "title"), portal.documents))
    for document, other in find_repeats(portal.documents, titles):
        message = f"同一栏目已有“{document.title}”（{other.place.path}）。"
        yield finding("title-duplicate", document.place, message)


def check_duplicate_texts(portal: Portal) -> Iterator[Finding]:
    """No text was published twice; short texts, which may well be alike, are not compared."""
    digests = [document.text.digest for document in portal.documents]
    for document, other in find_repeats(portal.documents, digests):
        message = f"正文与{other.place.path}相同。"
        yield finding("text-duplicate", document.place, message)


def find_repeats(
    documents: Sequence[Document], keys: Sequence[Hashable]
) -> Iterator[tuple[Document, Document]]:
    """Yield each document whose key an earlier one has too, with the first that has it. No key is as none.

    Most often no key stands twice, which counting them tells without a step for each document.
    """
    stated = [key for key in keys if key]
    if len(set(stated)) == len(stated):
        return
    # Of equal keys the last counts, so from the end the first does.
    first = dict(zip(reversed(keys), reversed(documents), strict=True))
    for key, document in zip(keys, documents, strict=True):
        if key and first[key] is not document:
            yield document, first[key]
