"""Over how many files the cells of a segment are spread. Loads nothing: the page's list of files says it too."""

from __future__ import annotations

from collections.abc import Container
from typing import TYPE_CHECKING

from generator.data import dataclass

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

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
SUFFIX = ".pagefind"  # every server that serves a portal knows it already


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


@dataclass(frozen=True)
class Layout:
    """The names that files of lists and of places begin with, and over how many of them the cells are spread.

    ``repeats`` tells whether it is worth looking for what repeats in places, which takes twice the time.
    """

    lists: str
    places: str
    spread: Spread
    repeats: bool

    def file(self, kind: str, number: int) -> str:
        """Return the name of a file."""
        return f"{kind}{number}{SUFFIX}"

    def is_of(self, files: Container[str]) -> bool:
        """Tell whether a folder with these files is laid out so."""
        numbers = ((self.lists, self.spread.lists), (self.places, self.spread.places))
        return all(
            self.file(kind, number - 1) in files and self.file(kind, number) not in files
            for kind, number in numbers
        )

    def starts(self, lengths: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return where in its file each piece of places begins."""
        rows = lengths.reshape(self.spread.places, -1)
        starts: NDArray[np.int64] = rows.cumsum(axis=1) - rows
        return starts.ravel()


def files_for(documents: int) -> Files:
    """Return how the files of a segment of so many documents are spread."""
    return Files(*(_spread(documents // each) for each in (_HEADS_A_FILE, _DOCUMENTS_A_FILE)))


def _spread(files: int) -> Spread:
    lists = _power(files)
    return Spread(lists, max(_FEWEST, lists // _PLACES_TOGETHER))


def _power(number: int) -> int:
    return min(CELLS, max(_FEWEST, 1 << max(0, number - 1).bit_length()))
