"""Words that mean the same in a question: those of the search (words/synonyms.py), and those that only people use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from generator.search.questions.cut import runs
from generator.search.words.synonyms import Group, all_synonyms

_RELATED = "~ "


@lru_cache(maxsize=2)
def colloquial(*, related: bool) -> tuple[Group, ...]:
    """Return the groups of colloquial.txt: of words that mean the same, or that only go with the same matter."""
    text = (Path(__file__).parent / "colloquial.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return tuple(
        tuple(line.removeprefix(_RELATED).split()) for line in lines if line.startswith(_RELATED) is related
    )


class Lexicon:
    """Finds words of groups in runs of characters."""

    def __init__(self, own: Iterable[Group]) -> None:
        """Read the groups of a portal beside those that come with the program; by the former one is known from another."""
        own = tuple(own)
        self.key = repr(own)
        self._same = _Groups((*all_synonyms(own), *colloquial(related=False)))
        self._related = _Groups(colloquial(related=True))
        self._words = frozenset(self)
        self._sizes: dict[str, list[int]] = {}
        for word in self:
            sizes = self._sizes.setdefault(word[:2], [])
            if len(word) not in sizes:
                sizes.append(len(word))

    def words_in(self, run: str, pairs: Iterable[str]) -> Iterator[str]:
        """Yield every word in a run, those within others as well; ``pairs`` are those of its neighbouring characters."""
        sizes, words = self._sizes, self._words
        for at, pair in enumerate(pairs):
            if pair in sizes:
                for size in sizes[pair]:
                    word = run[at : at + size]
                    if word in words:
                        yield word

    def same(self, word: str) -> set[str]:
        """Return the words that mean the same as a word, itself left out."""
        return self._same.others(word)

    def related(self, word: str) -> set[str]:
        """Return the words that go with the same matter as a word, itself left out."""
        return self._related.others(word)

    def __iter__(self) -> Iterator[str]:
        """Yield every word of any group."""
        return iter(dict.fromkeys((*self._same.numbers, *self._related.numbers)))

    def __contains__(self, word: object) -> bool:
        """Tell whether a word is of any group."""
        return word in self._same.numbers or word in self._related.numbers


class _Groups:
    """Groups of words, looked up by each of them."""

    def __init__(self, groups: Iterable[Group]) -> None:
        self._words = [tuple(dict.fromkeys(_plain(group))) for group in groups]
        self.numbers: dict[str, set[int]] = {}
        for number, words in enumerate(self._words):
            for word in words:
                self.numbers.setdefault(word, set()).add(number)

    def others(self, word: str) -> set[str]:
        numbers = self.numbers.get(word, ())
        return {other for number in numbers for other in self._words[number]} - {word}


def _plain(group: Group) -> Iterator[str]:
    """Yield the words of a group that are one run of two characters or more: others cannot be found in one."""
    for word in group:
        cut = runs(word)
        if len(cut) == 1 and 1 < len(cut[0]) == len(word):
            yield cut[0]
