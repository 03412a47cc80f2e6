"""Rules on documents that say the same twice."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable, Iterator, Sequence
from functools import partial
from operator import attrgetter

from generator.check.versions import are_versions
from generator.model.catalogue import finding
from generator.model.document import Document
from generator.model.finding import Finding
from generator.model.portal import Portal

_TEXT = attrgetter("text.digest")
_BYTES = 8
# No law was changed more often; of more documents of a title, the first are compared.
_MOST_VERSIONS = 60


def check_duplicate_titles(portal: Portal) -> Iterator[Finding]:
    """In a column every title stands for one document, else a list leaves its readers to guess.

    The versions of a law that name each other have one title, and are none of these.
    """
    titles = list(map(attrgetter("column", "title"), portal.documents))
    alike: dict[Hashable, list[Document]] = {}
    for document, first in find_repeats(portal.documents, titles):
        others = alike.setdefault((document.column, document.title), [first])
        other = next((each for each in others if not are_versions(document, each)), None)
        if len(others) < _MOST_VERSIONS:
            others.append(document)
        if other is None:
            continue
        message = f"同一栏目已有“{document.title}”（{other.place.path}）。"
        yield finding("title-duplicate", document.place, message)


def check_duplicate_texts(portal: Portal) -> Iterator[Finding]:
    """No text was published twice; short texts, which may well be alike, are not compared."""
    if not may_repeat(portal, "texts", _TEXT):
        return
    digests = [document.text.digest for document in portal.documents]
    for document, other in find_repeats(portal.documents, digests):
        message = f"正文与{other.place.path}相同。"
        yield finding("text-duplicate", document.place, message)


def may_repeat(
    portal: Portal, what: str, key: Callable[[Document], str], others: Sequence[Document] = ()
) -> bool:
    """Tell whether any two of a portal's documents, and of ``others``, may have the same key; an empty one counts as none.

    Asked of short digests, those of a column as they were kept: hardly ever are any two alike that do not stand for the
    same.
    """
    if not portal.lookups.is_kept:
        return True
    make = partial(_digests, key)
    digests = [found for _, found in portal.lookups.told(what, bytes, make)]
    every = memoryview(b"".join((*digests, make(others)))).cast("Q")
    return len(set(every)) < len(every)


def _digests(key: Callable[[Document], str], documents: Sequence[Document]) -> bytes:
    keys = filter(None, map(key, documents))
    return b"".join(
        hashlib.blake2b(each.encode("utf-8", "surrogatepass"), digest_size=_BYTES).digest() for each in keys
    )


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
