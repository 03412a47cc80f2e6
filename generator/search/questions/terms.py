"""The terms of what answers questions, and how each stands in an entry.

A term is a pair of neighbouring characters, a run of letters and digits, or a word of a group (lexicon.py).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from generator.search.questions.cut import SOFT, is_han, runs
from generator.search.questions.entry import Entry
from generator.search.questions.lexicon import Lexicon

# How a term stands in an entry, the better the larger: in the answer, in what it is about or as a word that goes
# with the same matter, in the question as a word of the same meaning, and as it is.
ANSWER, ABOUT, SAME, OWN = 0, 1, 2, 3
MOST_ANSWER = 400  # characters of an answer that are looked at


class Terms(NamedTuple):
    """The terms of some entries: all of them once, and for each entry its own, as places among all times four and how
    each stands in the entry.

    ``said`` is by what each entry is known: a digest of all that decides its terms.
    """

    said: list[str]
    words: list[str]
    of: list[list[int]]


def terms_of(entries: Iterable[Entry], lexicon: Lexicon, last: Terms | None = None) -> Terms:
    """Return the terms of some entries; those of entries that are among the ``last`` are taken from there."""
    known = dict(zip(last.said, last.of, strict=True)) if last else {}
    words = last.words if last else []
    numbers: dict[str, int] = {}
    made = Terms([], [], [])
    for entry in entries:
        said = _said(entry, lexicon)
        before = known.get(said)
        found = (
            _terms_of(entry, lexicon)
            if before is None
            else {words[number >> 2]: number & 3 for number in before}
        )
        made.said.append(said)
        made.of.append(
            [numbers.setdefault(term, len(numbers)) * 4 + how for term, how in found.items()]
        )
    made.words.extend(numbers)
    return made


def _said(entry: Entry, lexicon: Lexicon) -> str:
    texts = "\0".join((lexicon.key, entry.asked, entry.about, entry.answer[:MOST_ANSWER]))
    return hashlib.blake2b(texts.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def _terms_of(entry: Entry, lexicon: Lexicon) -> dict[str, int]:
    """Return the terms of an entry, each with how it stands in it at best."""
    found: dict[str, int] = {}
    for how, text in ((ANSWER, entry.answer[:MOST_ANSWER]), (ABOUT, entry.about), (OWN, entry.asked)):
        found.update(dict.fromkeys(_terms_in(text, lexicon), how))
    return found


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
