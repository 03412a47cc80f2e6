"""The index of what answers questions: for every term, which entries have it. Spread over parts by the term's beginning.

A word of a group (lexicon.py) finds the entries that have any word of its group. The page asks for the parts of the
pairs that are typed, so that what it reads grows with the question: parts are all the more numerous the more there is,
and a list is cut where it names so many entries that it tells them apart no more.

A list is an array of numbers in order: the place of an entry times four, and how the term stands in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from generator.search.questions.lexicon import Lexicon
from generator.search.questions.terms import ABOUT, NUMBERS, OWN, SAME, Terms

MOST_NAMED = 150

Part = dict[str, list[int]]
List = NDArray[np.int64]
_NOBODY: List = np.zeros(0, dtype=np.int64)


def part_of(term: str, parts: int) -> int:
    """Return the part that has the terms with the same two characters at their beginning. The page does the same."""
    mixed = (ord(term[0]) * 0x9E3779B1 + ord(term[1:2] or "\0") * 0x85EBCA77) & 0xFFFFFFFF
    return (mixed ^ mixed >> 15) % parts


def make_parts(known: Iterable[Terms], places: Sequence[int], lexicon: Lexicon, number: int) -> list[Part]:
    """Return so many parts. A term has how many entries have it (negative for a word of a group), and which.

    ``known`` are the terms of all entries, some after the other, and ``places`` the place of each among all.
    """
    lists = _by_term(known, places)
    # A word that no entry has is told as well: who asks for it asks for something else than what is here.
    joined = _Joined(lists)
    words = {word: _with_same(word, joined, lexicon) for word in lexicon}
    parts: list[Part] = [{} for _ in range(number)]
    by_beginning: dict[str, Part] = {}
    for term in sorted(lists | words):
        found, sign = (words[term], -1) if term in words else (lists[term], 1)
        named = (found if len(found) <= MOST_NAMED else _best(found)).tolist()
        part = by_beginning.get(term[:2])
        if part is None:
            part = by_beginning[term[:2]] = parts[part_of(term, number)]
        part[term] = [sign * len(found), *named]
    return parts


def _by_term(known: Iterable[Terms], places: Sequence[int]) -> dict[str, List]:
    """Return the list of each term."""
    words: dict[str, int] = {}
    at, rows, most = 0, [_NOBODY], max(len(places), 1)
    for group in known:
        numbers, sizes = np.frombuffer(group.numbers, NUMBERS), np.frombuffer(group.sizes, NUMBERS)
        ours = np.array([words.setdefault(word, len(words)) for word in group.words], dtype=np.int64)
        where = np.repeat(np.array(places[at : at + len(sizes)], dtype=np.int64), sizes)
        rows.append((ours[numbers >> 2] * most + where) << 2 | numbers & 3)
        at += len(sizes)
    # One number for each entry of each term, in the order of both: sorted at once, then cut where a term begins.
    every = np.sort(np.concatenate(rows))
    cuts = np.searchsorted(every, np.arange(len(words) + 1, dtype=np.int64) * (most << 2)).tolist()
    every %= most << 2
    return {word: every[start:end] for word, (start, end) in zip(words, pairwise(cuts), strict=True)}


class _Joined:
    """What has any of several terms. The words of a group have nearly the same others: these are joined once."""

    def __init__(self, lists: Mapping[str, List]) -> None:
        self.lists = lists
        self._known: dict[tuple[frozenset[str], int], List] = {}

    def any_of(self, words: set[str], most: int) -> List:
        """Return the entries that have any of some words, and how at best, which counts as ``most`` at the most."""
        key = frozenset(words & self.lists.keys()), most
        if key not in self._known:
            found = (self.lists[word] for word in key[0])
            self._known[key] = _better(*((each & ~3) + np.minimum(each & 3, most) for each in found))
        return self._known[key]


def _with_same(word: str, joined: _Joined, lexicon: Lexicon) -> List:
    related, same = lexicon.related(word), lexicon.same(word)
    return _better(joined.any_of(related, ABOUT), joined.any_of(same, SAME), joined.lists.get(word, _NOBODY))


def _better(*several: List) -> List:
    """Return what any of several lists has, the larger number where more than one has an entry."""
    lists = [each for each in several if len(each)]
    if len(lists) < 2:
        return lists[0] if lists else _NOBODY
    every = np.sort(np.concatenate(lists))
    # Of the numbers of an entry the last is the largest.
    last = np.append(every[1:] >> 2 != every[:-1] >> 2, True)
    kept: List = every[last]
    return kept


def _best(found: List) -> List:
    """Return which entries of too many are named, in their order: those that have the term in the question itself first."""
    named, left = [_NOBODY], MOST_NAMED
    for how in range(OWN, -1, -1):
        # Of those that have it alike the first ones.
        alike = found[found & 3 == how][:left]
        named.append(alike)
        left -= len(alike)
    return np.sort(np.concatenate(named))
