"""The files that a browser asks for an answer.

    questions.json                   what there is, where to ask a person, and how questions are cut
    questions/<key>/p<n>.pagefind    terms and which entries have them (index.py)
    questions/<key>/a<n>.pagefind    what is shown of some entries

The folder is named by a digest of all that is in it: a page that was opened before a release finds what it knows of.
Entries are in the order of their rank; of each rank so many are together in a file.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from generator.search.packing import pack
from generator.search.questions import cut
from generator.search.questions.entry import Entry, Rank
from generator.search.questions.index import Part, looked_at, make_parts, parts_for
from generator.search.questions.lexicon import Lexicon
from generator.search.questions.terms import Terms
from generator.search.spread import SUFFIX
from generator.search.words.synonyms import Group

# A file of answers is to have some two thousand bytes, packed; of policies little is shown, and there are many.
_TOGETHER = {Rank.ANSWER: 6, Rank.GUIDE: 4, Rank.POLICY: 32}


class Told(NamedTuple):
    """What an entry is known by: where it stands among others, a digest of all it says, and how many characters are looked
    at.
    """

    rank: int
    length: int
    asked: str
    said: str
    size: int


def tell(entry: Entry) -> Told:
    """Return what an entry is known by. By rank, then the shorter question first, which says the more by each word."""
    said = hashlib.blake2b(repr(entry).encode("utf-8", "replace"), digest_size=12).hexdigest()
    return Told(int(entry.rank), len(entry.asked), entry.asked, said, looked_at(entry))


class QuestionFiles:
    """The files of some entries. What is in them is made when the first of them is asked for."""

    def __init__(
        self,
        entries: Iterable[Entry],
        synonyms: tuple[Group, ...],
        program: str,
        told: Iterable[Told] | None = None,
        terms: Callable[[Lexicon], Iterable[Terms]] | None = None,
    ) -> None:
        """Put entries in their order. Where it is known what they are ``told`` by, they are gone through only for a file.

        ``terms`` gives those of all entries, of some after the other, where they may be known.
        """
        self._given = entries if told is not None else list(entries)
        listed = list(map(tell, self._given) if told is None else told)
        self._order = sorted(range(len(listed)), key=listed.__getitem__)
        ordered = [listed[place] for place in self._order]
        self._synonyms, self._terms = synonyms, terms
        said = ", ".join([each.said for each in ordered])
        self.key = hashlib.sha256(
            f"({program!r}, {synonyms!r}, [{said}])".encode("utf-8", "replace")
        ).hexdigest()[:12]
        self._number = parts_for(each.size for each in ordered)
        ranks = Counter(each.rank for each in ordered)
        self._counts = [ranks[rank] for rank in Rank]

    @property
    def names(self) -> list[str]:
        """The names of the packed files, in the folder that the key names."""
        terms = [f"p{number}{SUFFIX}" for number in range(self._number)]
        groups = sum(-(-count // _TOGETHER[rank]) for rank, count in zip(Rank, self._counts, strict=True))
        return terms + [f"a{number}{SUFFIX}" for number in range(groups)]

    def contents(self, places: Sequence[object]) -> bytes:
        """Return the list of contents. ``places`` are where to ask a person, ready for JSON."""
        told = {
            "folder": self.key,
            "parts": self._number,
            "counts": self._counts,
            "together": [_TOGETHER[rank] for rank in Rank],
            "places": list(places),
            "asking": cut.ASKING,
            "joining": cut.JOINING,
            "soft": cut.SOFT,
            "light": cut.LIGHT,
        }
        return _json(told) + b"\n"

    def file(self, name: str) -> bytes:
        """Return the bytes of a packed file."""
        number = int(name[1:].partition(".")[0])
        return pack(
            _json(self._parts[number] if name[0] == "p" else [each.shown for each in self._groups[number]])
        )

    @cached_property
    def _entries(self) -> list[Entry]:
        given = list(self._given)
        return [given[place] for place in self._order]

    @cached_property
    def _groups(self) -> list[Sequence[Entry]]:
        return list(_together(self._entries))

    @cached_property
    def _parts(self) -> list[Part]:
        lexicon = Lexicon(self._synonyms)
        if self._terms is None:
            return make_parts(self._entries, lexicon)
        known = [(group, own) for group in self._terms(lexicon) for own in range(len(group.of))]
        return make_parts(self._entries, lexicon, [known[place] for place in self._order])


def _together(entries: Sequence[Entry]) -> Iterable[Sequence[Entry]]:
    """Yield the entries that are in a file together."""
    for rank in Rank:
        of_rank = [entry for entry in entries if entry.rank is rank]
        for start in range(0, len(of_rank), _TOGETHER[rank]):
            yield of_rank[start : start + _TOGETHER[rank]]


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
