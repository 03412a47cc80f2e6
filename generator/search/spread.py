"""Over how many files the cells of a segment are spread. Loads nothing: the page's list of files says it too."""

from __future__ import annotations

from generator.data import dataclass

# All lists are divided into so many cells, by their characters.
CELLS = 1024
# A search asks for the places of few grams of a cell, and these are what is largest: they are cut by the grams into so many
# parts, each packed by itself. More parts would save little, and each shard tells the size of every part.
PARTS = 8
# A file of lists is to have some eight thousand bytes, packed; a document gives some 700 of them to all cells.
_DOCUMENTS_A_FILE = 12
_HEADS_A_FILE = 20
_FEWEST = 16
_PLACES_TOGETHER = 4


@dataclass(frozen=True)
class Spread:
    """Over how many files the cells are spread: lists, and places."""

    lists: int
    places: int


@dataclass(frozen=True)
class Files:
    """How the cells of a segment are spread: those of titles, and those of all text."""

    heads: Spread
    body: Spread


def files_for(documents: int) -> Files:
    """Return how the files of a segment of so many documents are spread."""
    return Files(*(_spread(documents // each) for each in (_HEADS_A_FILE, _DOCUMENTS_A_FILE)))


def _spread(files: int) -> Spread:
    lists = _power(files)
    return Spread(lists, max(_FEWEST, lists // _PLACES_TOGETHER))


def _power(number: int) -> int:
    return min(CELLS, max(_FEWEST, 1 << max(0, number - 1).bit_length()))
