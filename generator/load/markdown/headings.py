"""The headings of a document's text, with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.load.markdown.front_matter import SplitDocument
from generator.load.markdown.source_marks import heading_words
from generator.model.finding import Place
from generator.model.headings import Heading

_FENCE = re.compile(r"\s{0,3}(?:```|~~~)")


def find_headings(parts: SplitDocument, name: str) -> Iterator[Heading]:
    """Yield the headings of a text, leaving code out."""
    in_code = False
    for number, line in enumerate(parts.body.split("\n"), parts.body_line):
        if _FENCE.match(line):
            in_code = not in_code
        elif not in_code and (words := heading_words(line)):
            yield Heading(words.replace("*", ""), Place(name, number, line.index("#") + 1))
