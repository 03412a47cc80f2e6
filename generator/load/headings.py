"""The headings of a document's text, with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.load.front_matter import Parts, split_document
from generator.load.reading import Reading
from generator.load.source_marks import heading_words
from generator.load.text import Source, read_source
from generator.model.filings import Heading
from generator.model.finding import Place

_FENCE = re.compile(r"\s{0,3}(?:```|~~~)")


def read_text(reading: Reading) -> Parts | None:
    """Return head and text of the document being read; None when it cannot be read any more."""
    source = read_source(reading.files.folder / reading.path, reading.name)
    parts = split_document(source.text, reading.name) if isinstance(source, Source) else None
    return parts if isinstance(parts, Parts) else None


def find_headings(parts: Parts, name: str) -> Iterator[Heading]:
    """Yield the headings of a text, leaving code out."""
    in_code = False
    for number, line in enumerate(parts.body.split("\n"), parts.body_line):
        if _FENCE.match(line):
            in_code = not in_code
        elif not in_code and (words := heading_words(line)):
            yield Heading(words.replace("*", ""), Place(name, number, line.index("#") + 1))
