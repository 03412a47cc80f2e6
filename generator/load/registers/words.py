"""The lists of words that a cell may hold where practice fixes them, such as channels of disclosure."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from generator.patterns import pattern

OTHER = "其他"
_MARKS = pattern(r"[■□☑☐☒●○▣√✓]")
_COMMAS = pattern(r"[、，,；;\n]+")
_EDGES = " \t\n\u3000、，,；;。.：:"


def unknown_words(text: str, words: Sequence[str]) -> Iterator[str]:
    """Yield the words of a cell that are not of the list, as they are written.

    Words stand after boxes (■政府网站 □政府公报), or between commas where there are no boxes. If 其他 is of
    the list, what begins with it is free.
    """
    known = {_normal(word) for word in words}
    for part in (_MARKS if _MARKS.search(text) else _COMMAS).split(text):
        word = _normal(part)
        free = OTHER in known and word.startswith(OTHER)
        if word and word not in known and not free:
            yield part.strip(_EDGES)


def _normal(word: str) -> str:
    return unicodedata.normalize("NFKC", word).strip(_EDGES).replace(" ", "")
