"""Measure how much of an interpretation repeats its policy word for word (以文件解读文件)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.load.documents.parse_cache import ParseCache
from generator.load.markdown.front_matter import SplitDocument, split_document
from generator.load.source.digest import digest_of_file
from generator.load.source.text import Source, read_source
from generator.model.document import Document
from generator.model.interpretation import Repeat

RUN = 8
_SILENT = re.compile(r"[\W_]+")


def measure_repeats(documents: Iterable[Document], content: Path, cache: ParseCache) -> tuple[Repeat, ...]:
    """Return the share of each interpretation that its policy holds already, known pairs from the cache."""
    found: dict[str, float] = {}
    repeats = []
    for document, policy in _pairs(list(documents)):
        key = f"{document.digest} {policy.digest}"
        share = cache.shares.get(key)
        if share is None:
            texts = _text(content, document), _text(content, policy)
            if None in texts:
                continue  # being changed: the build will not go through
            share = shared_part(*map(str, texts))
        found[key] = share
        repeats.append(Repeat(document.path, policy.path, share))
    if found != cache.shares:
        cache.shares, cache.changed = found, True
    return tuple(repeats)


def _pairs(documents: list[Document]) -> Iterator[tuple[Document, Document]]:
    interpreting = [each for each in documents if each.interprets]
    wanted = {path for document in interpreting for path in document.interprets}
    policies = {each.path: each for each in documents if each.path in wanted} if wanted else {}
    for document in interpreting:
        for path in document.interprets:
            if path in policies:
                yield document, policies[path]


def shared_part(text: str, source: str) -> float:
    """Return which share of the runs of eight characters of ``text`` stands in ``source`` too, from 0 to 1.

    Only letters, figures and Chinese characters count, so that marks and layout do not hide a copy. A text
    of fewer than eight has none.
    """
    words, known = _SILENT.sub("", text), _runs(_SILENT.sub("", source))
    runs = _runs(words)
    return len(runs & known) / len(runs) if runs else 0.0


def _runs(text: str) -> set[str]:
    return {text[start : start + RUN] for start in range(len(text) - RUN + 1)}


def _text(content: Path, document: Document) -> str | None:
    """Return the text of a document, None if its file is another than was read before."""
    source = read_source(content / document.path, document.path)
    if not isinstance(source, Source) or digest_of_file(source.raw) != document.digest:
        return None
    parts = split_document(source.text, document.path)
    return parts.body if isinstance(parts, SplitDocument) else ""
