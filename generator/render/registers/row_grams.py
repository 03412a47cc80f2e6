"""Which pieces of a register may hold a text: what a filter over all rows asks first, to read only a few of them.

Each character and each two that follow each other in a cell are listed with the pieces they stand in. The lists are
divided into files by a number that the browser works out too (theme/assets/register-all.js).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import pairwise

# What stands in more than a fourth of the pieces leaves too many to be worth a list.
_COMMON = 4
_STEP = 31


def plain(text: str) -> str:
    """Return a text as it is compared: of normal width, in small letters, without blanks."""
    return "".join(unicodedata.normalize("NFKC", text).lower().split())


def gram_files(pieces: Sequence[Sequence[str]], count: int) -> list[dict[str, list[int]]]:
    """Return ``count`` files of grams: for each the numbers of its pieces, each as its distance from the last.

    ``pieces`` hold the plain texts of their cells. A gram that is common to too many has an empty list.
    """
    found: dict[str, list[int]] = {}
    for number, texts in enumerate(pieces):
        for gram in _grams(texts):
            found.setdefault(gram, []).append(number)
    most = max(len(pieces) // _COMMON, 1)
    files: list[dict[str, list[int]]] = [{} for _ in range(count)]
    for gram in sorted(found):
        numbers = found[gram]
        files[_bucket(gram, count)][gram] = _steps(numbers) if len(numbers) <= most else []
    return files


def _grams(texts: Sequence[str]) -> set[str]:
    joined = "\n".join(texts)
    pairs = {first + second for first, second in pairwise(joined)}
    return {gram for gram in pairs | set(joined) if "\n" not in gram}


def _bucket(gram: str, count: int) -> int:
    number = 0
    for sign in gram:
        number = number * _STEP + ord(sign)
    return number % count


def _steps(numbers: Sequence[int]) -> list[int]:
    return [numbers[0], *(after - before for before, after in pairwise(numbers))]
