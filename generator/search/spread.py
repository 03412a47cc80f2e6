"""Over how many files the cells of a segment are spread. Loads nothing: the page's list of files says it too."""

from __future__ import annotations

from dataclasses import dataclass

# All lists are divided into so many cells, by their characters.
CELLS = 1024
# A file of lists is to have some eight thousand bytes, packed; a document gives some 700 of them to all cells.
_DOCUMENTS_A_FILE = 12
_HEADS_A_FILE = 20
_FEWEST = 16
_PLACES_TOGETHER = 4


@dataclass(frozen=True)
class Files:
    """Over how many files the cells of a segment are spread: those of titles, of lists, and of places."""

    heads: int
    lists: int
    places: int


def files_for(documents: int) -> Files:
    """Return how many files a segment of so many documents has."""
    lists = _power(documents // _DOCUMENTS_A_FILE)
    return Files(_power(documents // _HEADS_A_FILE), lists, max(_FEWEST, lists // _PLACES_TOGETHER))


def _power(number: int) -> int:
    return min(CELLS, max(_FEWEST, 1 << max(0, number - 1).bit_length()))
