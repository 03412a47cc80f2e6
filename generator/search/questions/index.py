"""The index of what answers questions: for every term, which entries have it. Spread over parts by the term's beginning.

A word of a group (lexicon.py) finds the entries that have any word of its group. The page asks for the parts of the
pairs that are typed, so that what it reads grows with the question: parts are all the more numerous the more there is,
and a list is cut where it names so many entries that it tells them apart no more.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import itemgetter

from generator.search.questions.entry import Entry
from generator.search.questions.lexicon import Lexicon
from generator.search.questions.terms import ABOUT, MOST_ANSWER, SAME, Terms, terms_of

MOST_NAMED = 150
FEWEST_PARTS, MOST_PARTS = 16, 1024
# A part is to have some two thousand bytes, packed; so much a character of what is looked at gives to all parts.
_CHARACTERS_A_PART = 700

Part = dict[str, list[int]]


def part_of(term: str, parts: int) -> int:
    """Return the part that has the terms with the same two characters at their beginning. The page does the same."""
    mixed = (ord(term[0]) * 0x9E3779B1 + ord(term[1:2] or "\0") * 0x85EBCA77) & 0xFFFFFFFF
    return (mixed ^ mixed >> 15) % parts


def looked_at(entry: Entry) -> int:
    """Return how many characters of an entry are looked at."""
    return len(entry.asked) + len(entry.about) + min(MOST_ANSWER, len(entry.answer))


def parts_for(sizes: Iterable[int]) -> int:
    """Return over how many parts the terms of entries are spread, by how much of each is looked at. Makes no term."""
    size = sum(sizes)
    number = FEWEST_PARTS
    while number < MOST_PARTS and number * _CHARACTERS_A_PART < size:
        number *= 2
    return number


def make_parts(
    entries: Sequence[Entry], lexicon: Lexicon, known: Sequence[tuple[Terms, int]] | None = None
) -> list[Part]:
    """Return the parts. A term has how many entries have it (negative for a word of a group), and which.

    Each entry that is named is its place among all, times four, and how the term stands in it. ``known`` are the terms of
    each entry, and its place among those these are of.
    """
    if known is None:
        found_now = terms_of(entries, lexicon)
        known = [(found_now, place) for place in range(len(entries))]
    terms = _by_term(known)
    # A word that no entry has is told as well: who asks for it asks for something else than what is here.
    joined = _Joined(terms)
    words = {word: _with_same(word, joined, lexicon) for word in lexicon}
    number = parts_for(map(looked_at, entries))
    parts: list[Part] = [{} for _ in range(number)]
    for term, found in sorted((terms | words).items()):
        count = -len(found) if term in words else len(found)
        named = [place * 4 + how for place, how in _best(found)]
        parts[part_of(term, number)][term] = [count, *named]
    return parts


def _by_term(known: Iterable[tuple[Terms, int]]) -> dict[str, dict[int, int]]:
    """Return for each term the entries that have it, by their places, and how it stands in each."""
    terms: dict[str, dict[int, int]] = {}
    lists: dict[int, list[dict[int, int]]] = {}
    for place, (group, own) in enumerate(known):
        found = lists.get(id(group))
        if found is None:
            found = lists[id(group)] = [terms.setdefault(word, {}) for word in group.words]
        # As many steps as all entries have terms: no more in each than is needed.
        for number in group.of[own]:
            found[number >> 2][place] = number & 3
    return terms


class _Joined:
    """What has any of several terms. The words of a group have nearly the same others: these are joined once."""

    def __init__(self, terms: dict[str, dict[int, int]]) -> None:
        self.terms = terms
        self._known: dict[tuple[frozenset[str], int], dict[int, int]] = {}

    def any_of(self, words: set[str], most: int) -> dict[int, int]:
        """Return the entries that have any of some words, and how at best, which counts as ``most`` at the most."""
        key = frozenset(words & self.terms.keys()), most
        if key not in self._known:
            self._known[key] = _better(
                *({place: min(how, most) for place, how in self.terms[word].items()} for word in key[0])
            )
        return self._known[key]


def _with_same(word: str, joined: _Joined, lexicon: Lexicon) -> dict[int, int]:
    related, same = lexicon.related(word), lexicon.same(word)
    return _better(joined.any_of(related, ABOUT), joined.any_of(same, SAME), joined.terms.get(word, {}))


def _better(*several: dict[int, int]) -> dict[int, int]:
    """Return what any of several has, the larger number where more than one has it."""
    found, *others = sorted(filter(None, several), key=len, reverse=True) or [{}]
    if others:
        found = dict(found)
    for each in others:
        for place, how in each.items():
            if how > found.get(place, -1):
                found[place] = how
    return found


def _best(found: dict[int, int]) -> list[tuple[int, int]]:
    """Return which entries are named, in their order: those first that have the term in the question itself."""
    if len(found) > MOST_NAMED:
        # Of those that have it alike the first ones: sorting keeps their order.
        best = sorted(sorted(found.items()), key=itemgetter(1), reverse=True)
        return sorted(best[:MOST_NAMED])
    return sorted(found.items())
