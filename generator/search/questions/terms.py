"""The terms of what answers questions, and how each stands in an entry.

A term is a pair of neighbouring characters, a run of letters and digits, or a word of a group (lexicon.py).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from generator.search.questions.cut import SOFT, is_han, runs
from generator.search.questions.entry import MOST_ANSWER, Entry
from generator.search.questions.lexicon import Lexicon

# How a term stands in an entry, the better the larger: in the answer, in what it is about or as a word that goes
# with the same matter, in the question as a word of the same meaning, and as it is.
ANSWER, ABOUT, SAME, OWN = 0, 1, 2, 3
NUMBERS = np.dtype("<u4")


class Terms(NamedTuple):
    """The terms of some entries. ``keys`` are by what each entry is known.

    ``words`` has all terms once. ``numbers`` are those of each entry, one entry after the other: the place of a term among
    all times four, and how it stands in the entry. ``sizes`` are how many each entry has. Both are numbers of four bytes:
    a portal has millions.
    """

    keys: list[str]
    words: list[str]
    numbers: bytes
    sizes: bytes


def terms_of(
    keys: Sequence[str], entry: Callable[[int], Entry], lexicon: Lexicon, last: Terms | None = None
) -> Terms:
    """Return the terms of entries by their keys; those of entries that are among the ``last`` are taken from there.

    ``entry`` gives one by its place.
    """
    last = last or Terms([], [], b"", b"")
    numbers = np.frombuffer(last.numbers, NUMBERS)
    ends = np.cumsum(np.frombuffer(last.sizes, NUMBERS)).tolist()
    known = {key: slice(start, end) for key, start, end in zip(last.keys, [0, *ends], ends, strict=False)}
    words = {word: number for number, word in enumerate(last.words)}
    parts = [
        numbers[known[key]] if key in known else _numbers_of(entry(place), words, lexicon)
        for place, key in enumerate(keys)
    ]
    every = np.concatenate(parts) if parts else numbers[:0]
    # What no entry has any more is left out.
    used = np.bincount(every >> 2, minlength=len(words)) > 0
    now = (np.cumsum(used) - 1).astype(NUMBERS)
    named = list(words)
    return Terms(
        list(keys),
        [named[number] for number in np.flatnonzero(used).tolist()],
        (now[every >> 2] << 2 | every & 3).astype(NUMBERS).tobytes(),
        np.array([len(part) for part in parts], dtype=NUMBERS).tobytes(),
    )


def _numbers_of(entry: Entry, words: dict[str, int], lexicon: Lexicon) -> NDArray[np.uint32]:
    """Return the numbers of one entry; its terms are added to the ``words``."""
    found: dict[str, int] = {}
    for how, text in ((ANSWER, entry.answer[:MOST_ANSWER]), (ABOUT, entry.about), (OWN, entry.asked)):
        found.update(dict.fromkeys(_terms_in(text, lexicon), how))
    return np.array(
        [words.setdefault(term, len(words)) << 2 | how for term, how in found.items()], dtype=NUMBERS
    )


def _terms_in(text: str, lexicon: Lexicon) -> set[str]:
    found: set[str] = set()
    for run in runs(text):
        if is_han(run):
            pairs = [a + b for a, b in pairwise(run)]
            found |= set(pairs) - _soft_pairs()
            found.update(lexicon.words_in(run, pairs))
        elif len(run) > 1:
            found.add(run)
    return found


@cache
def _soft_pairs() -> frozenset[str]:
    return frozenset(a + b for a in SOFT for b in SOFT)
