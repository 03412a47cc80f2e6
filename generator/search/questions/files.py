"""The files that a browser asks for an answer.

    questions.json                   what there is, where to ask a person, and how questions are cut
    questions/<key>/p<n>.pagefind    terms and which entries have them (index.py)
    questions/<key>/a<n>.pagefind    what is shown of some entries

The folder is named by a digest of all that is in it: a page that was opened before a release finds what it knows of.
Entries are in the order of their rank; of each rank so many are together in a file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from generator.data import dataclass
from generator.search.packing import as_json, pack
from generator.search.questions import cut
from generator.search.questions.entry import Entry, Rank
from generator.search.questions.lexicon import Lexicon
from generator.search.spread import SUFFIX
from generator.search.words.synonyms import Group

if TYPE_CHECKING:  # with numpy: loaded by who makes a file alone
    from generator.search.questions.index import Part
    from generator.search.questions.terms import Terms

# A file of answers is to have some two thousand bytes, packed; of policies little is shown, and there are many.
_TOGETHER = {Rank.ANSWER: 6, Rank.GUIDE: 4, Rank.POLICY: 32}
FEWEST_PARTS, MOST_PARTS = 16, 1024
# A part is to have some two thousand bytes, packed; so much a character of what is looked at gives to all parts.
_CHARACTERS_A_PART = 700


class Told(NamedTuple):
    """What an entry is known by: where it stands among others, a digest of all it says, and how many characters are looked
    at. ``shown`` is what the page shows of it, in JSON.
    """

    rank: int
    length: int
    asked: str
    said: str
    size: int
    shown: bytes


class Tally(NamedTuple):
    """What some entries come to: a digest of all they say, how many there are of each rank, and of what size they are."""

    said: str
    counts: tuple[int, ...]
    size: int


def tell(entry: Entry) -> Told:
    """Return what an entry is known by. By rank, then the shorter question first, which says the more by each word."""
    said = hashlib.blake2b(repr(entry).encode("utf-8", "replace"), digest_size=12).hexdigest()
    shown = as_json(entry.shown)
    return Told(int(entry.rank), len(entry.asked), entry.asked, said, entry.looked_at, shown)


def tally(told: Iterable[Told]) -> Tally:
    """Return what entries come to; their order is none of it."""
    listed = list(told)
    said = hashlib.blake2b("".join(sorted(each.said for each in listed)).encode(), digest_size=12)
    ranks = [each.rank for each in listed]
    return Tally(
        said.hexdigest(), tuple(ranks.count(rank) for rank in Rank), sum(each.size for each in listed)
    )


def parts_for(size: int) -> int:
    """Return over how many parts terms are spread, by how many characters are looked at. Makes no term."""
    number = FEWEST_PARTS
    while number < MOST_PARTS and number * _CHARACTERS_A_PART < size:
        number *= 2
    return number


@dataclass(frozen=True)
class Answers:
    """All entries: what those of each register and column come to, and what gives all of them, in one order.

    ``told`` and ``terms`` are asked for files alone.
    """

    tallies: Sequence[Tally]
    told: Callable[[], Iterable[Told]]
    terms: Callable[[Lexicon], Iterable[Terms]]


class QuestionFiles:
    """The files of some entries. What is in them is made when the first of them is asked for."""

    def __init__(self, answers: Answers, synonyms: tuple[Group, ...], program: str) -> None:
        """Name them; no entry is made for it."""
        self._answers, self._synonyms = answers, synonyms
        said = sorted(each.said for each in answers.tallies if any(each.counts))
        self.key = hashlib.sha256(
            f"({program!r}, {synonyms!r}, {said})".encode("utf-8", "replace")
        ).hexdigest()[:12]
        self._number = parts_for(sum(each.size for each in answers.tallies))
        self._counts = [sum(each.counts[rank] for each in answers.tallies) for rank in Rank]

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
        return as_json(told) + b"\n"

    def file(self, name: str) -> bytes:
        """Return the bytes of a packed file."""
        number = int(name[1:].partition(".")[0])
        return pack(as_json(self._parts[number]) if name[0] == "p" else self._groups[number])

    @cached_property
    def _told(self) -> list[Told]:
        return list(self._answers.told())

    @cached_property
    def _order(self) -> list[int]:
        """Which entry stands at each place."""
        return sorted(range(len(self._told)), key=self._told.__getitem__)

    @cached_property
    def _groups(self) -> list[bytes]:
        """What is shown of the entries that are in a file together."""
        groups, start = [], 0
        for rank, count in zip(Rank, self._counts, strict=True):
            shown = [self._told[each].shown for each in self._order[start : start + count]]
            step = _TOGETHER[rank]
            groups += [b"[%b]" % b",".join(shown[at : at + step]) for at in range(0, count, step)]
            start += count
        return groups

    @cached_property
    def _parts(self) -> list[Part]:
        from generator.search.questions.index import make_parts

        lexicon = Lexicon(self._synonyms)
        places = [0] * len(self._order)
        for place, each in enumerate(self._order):
            places[each] = place
        return make_parts(self._answers.terms(lexicon), places, lexicon, self._number)


def answers_of(entries: Sequence[Entry]) -> Answers:
    """Return entries of which nothing is known yet."""

    def terms(lexicon: Lexicon) -> list[Terms]:
        from generator.search.questions.terms import terms_of

        return [terms_of([str(place) for place in range(len(entries))], entries.__getitem__, lexicon)]

    told = list(map(tell, entries))
    return Answers([tally(told)], lambda: told, terms)
