"""The grams of the texts of a shard (codes.py), in order, and what stands beside each.

All is done with the places of tokens among the different ones: of sixteen bits, they are sorted in a fifth of the time
that longer ones take. Only what is different is mixed, and put in the order of the index.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from generator.data import dataclass
from generator.search import codes

# What stands beside a gram is told where so many documents have it: of fewer the places are read sooner.
LEAST_BESIDE = 8
_OTHERS = 8  # of so many documents one may be an exception
_SHORT = 1 << 16
Places = NDArray[np.int32]
Numbers = NDArray[np.uint16] | NDArray[np.int32]


@dataclass(frozen=True)
class Tokens:
    """The tokens of some texts, one after the other: of each its place among ``codes``, its text and its place there.

    ``codes`` are the numbers of the different ones; the last is NO_CODE, for what stands before and behind all.
    """

    codes: NDArray[np.int32]
    numbers: Numbers
    pages: Places
    places: Places


@dataclass(frozen=True)
class Grouped:
    """Grams in order: of each its key, how many tokens it has and how many documents have it, then where it begins in each.

    ``groups`` and ``firsts`` tell at which of the places each document of a gram and each gram begins, ``first_groups``
    at which of the groups, and ``pages`` which document a group is.
    """

    keys: NDArray[np.uint64]
    lengths: NDArray[np.int32]
    counts: NDArray[np.int64]
    where: Places
    groups: NDArray[np.int64]
    firsts: NDArray[np.int64]
    first_groups: NDArray[np.int64]
    pages: Places


@dataclass(frozen=True)
class _Runs:
    """Grams of one length: the numbers of their halves, how often each stands and, one after the other, where."""

    length: int
    first: NDArray[np.int32]
    second: NDArray[np.int32]
    often: NDArray[np.int64]
    where: Places


def make_tokens(names: Places, numbers: Places, pages: Places, places: Places) -> Tokens:
    """Return tokens given as places among the numbers of the different ones."""
    given = numbers.astype(np.uint16) if len(names) < _SHORT else numbers
    return Tokens(np.append(names, np.int32(codes.NO_CODE)), given, pages, places)


def grams_of(
    tokens: Tokens, at: Places, *, first_places: bool, attached: NDArray[np.bool_] | None = None
) -> Grouped:
    """Return all grams of the tokens at ``at``, those of a gram by their places.

    A token alone is given once a text, at its first place where ``first_places``, somewhere otherwise: but not within
    what is ``attached`` to a text, which comes last in it, unless it stands nowhere else.
    """
    one = tokens.numbers.take(at)
    # Neighbours among the chosen are neighbours in the text.
    after = np.append(at[1:], 0) == at + 1
    alone = _first_of_text(tokens, at, one) if first_places else _any_of_text(tokens, at, one, attached)
    return _in_order(tokens, [alone, _pairs(tokens, at, one, after), *_longer(tokens, at, one, after)])


def _first_of_text(tokens: Tokens, at: Places, one: Numbers) -> _Runs:
    """Return each token of a text at its first place there."""
    order = np.argsort(one, kind="stable")
    firsts = order.compress(_new(one.take(order), tokens.pages.take(at).take(order)))
    return _counted(tokens, one.take(firsts), at.take(firsts))


def _any_of_text(tokens: Tokens, at: Places, one: Numbers, attached: NDArray[np.bool_] | None) -> _Runs:
    """Return each token of a text, said to stand where the text begins, or at its end where that is attached to it."""
    pages = tokens.pages.take(at)
    count = int(pages[-1]) + 1 if len(pages) else 0
    # A mark for each token and text is quicker than to sort them all.
    marks = np.zeros(len(tokens.codes) * count, dtype=bool)
    mark = one.astype(np.int64) * count + pages
    marks[mark] = True
    found = np.flatnonzero(marks)
    number = found // max(count, 1)
    page = found - number * count
    where = np.searchsorted(tokens.pages, np.arange(count)).astype(np.int32).take(page)
    if attached is not None:
        marks[:] = False
        marks[mark.compress(~attached.take(at))] = True
        in_file = np.flatnonzero(~marks.take(found))
        where[in_file] = at[np.searchsorted(pages, page[in_file], side="right") - 1]
    return _counted(tokens, number, where)


def _counted(tokens: Tokens, numbers: NDArray[np.integer], where: Places) -> _Runs:
    """Return tokens alone, given in order."""
    begins = np.flatnonzero(_new(numbers))
    second = tokens.codes.take(numbers[begins])
    return _Runs(1, np.full_like(second, codes.ALONE), second, np.diff(begins, append=len(numbers)), where)


def _pairs(tokens: Tokens, at: Places, one: Numbers, after: NDArray[np.bool_]) -> _Runs:
    """Return two neighbouring tokens, wherever they are."""
    here = np.flatnonzero(after)
    first, second, often, where = _runs(one.take(here), one.take(here + 1), at.take(here))
    return _Runs(2, tokens.codes.take(first), tokens.codes.take(second), often, where)


def _longer(tokens: Tokens, at: Places, one: Numbers, after: NDArray[np.bool_]) -> list[_Runs]:
    """Return two letters or digits with what follows them, and four in a row."""
    place = codes.alnum_places(tokens.codes).take(one)
    is_alnum = place >= 0
    two = after & is_alnum
    two[:-1] &= is_alnum[1:]
    three = np.flatnonzero(two[:-1] & after[1:])
    four = three[is_alnum[three + 2] & after[three + 2]]
    four = four[is_alnum[four + 3]]
    made = []
    for length, prefix, here in ((3, codes.PREFIX_2, three), (4, codes.PREFIX_3, four)):
        last = here + (length - 1)
        before = place[here] * 36 + place[here + 1]
        if length == 4:
            before = before * 36 + place[here + 2]
        first, second, often, where = _runs(before.astype(np.uint16), one.take(last), at.take(here))
        made.append(_Runs(length, first.astype(np.int32) + prefix, tokens.codes.take(second), often, where))
    return made


def _runs(
    first: Numbers, second: Numbers, starts: Places
) -> tuple[Numbers, Numbers, NDArray[np.int64], Places]:
    """Return the different pairs of numbers, how often each stands and where, one after the other by their places."""
    order = np.argsort(second, kind="stable")
    order = order.take(np.argsort(first.take(order), kind="stable"))
    one, other = first.take(order), second.take(order)
    begins = np.flatnonzero(_new(one, other))
    return one[begins], other[begins], np.diff(begins, append=len(order)), starts.take(order)


def _new(*values: NDArray[np.integer]) -> NDArray[np.bool_]:
    """Tell of each of the values whether any is another than the one before."""
    new = np.ones(len(values[0]), dtype=bool)
    np.not_equal(values[0][1:], values[0][:-1], out=new[1:])
    for each in values[1:]:
        new[1:] |= each[1:] != each[:-1]
    return new


def _in_order(tokens: Tokens, runs: list[_Runs]) -> Grouped:
    """Return all of the runs by their keys."""
    first, second, often, where = (
        np.concatenate([getattr(each, name) for each in runs])
        for name in ("first", "second", "often", "where")
    )
    lengths = np.concatenate([np.full(len(each.often), each.length, dtype=np.int32) for each in runs])
    keys = codes.mixed(first, second)
    order = np.argsort(keys)
    begins = (np.cumsum(often) - often).take(order)
    often = often.take(order)
    ends = np.cumsum(often)
    firsts = ends - often
    # From the run that each place is in, as it was, to where it is now.
    where = where.take(np.repeat(begins - firsts, often) + np.arange(len(where)))
    page = tokens.pages.take(where)
    new_group = _new(page)
    new_group[firsts] = True
    groups = np.flatnonzero(new_group)
    first_groups = np.searchsorted(groups, firsts)
    counts = np.diff(first_groups, append=len(groups))
    return Grouped(
        keys.take(order), lengths.take(order), counts, where, groups, firsts, first_groups, page.take(groups)
    )


@dataclass(frozen=True)
class Beside:
    """What always stands before and behind each gram: one after the other, two values a gram.

    ``tokens`` has the number of the token and one more, 0 where there is none. ``counts`` tells for each of them in how
    many documents it is otherwise at least once, and ``others`` in which: steps from one to the next.
    """

    tokens: NDArray[np.int64]
    counts: NDArray[np.int64]
    others: NDArray[np.int64]


def beside(tokens: Tokens, grams: Grouped) -> Beside:
    """Return what stands beside grams that LEAST_BESIDE documents and more have, nothing of the rest.

    A document that has such a gram has what always stands beside it, too: a search need not read places to know.
    """
    if not len(grams.keys):
        none = np.zeros(0, dtype=np.int64)
        return Beside(none, none, none)
    named = np.zeros((len(grams.keys), 2), dtype=np.int64)
    counts = np.zeros_like(named)
    entries, pages = [], []
    # Where a token alone is said to begin is any place of its text.
    enough = (grams.counts >= LEAST_BESIDE) & (grams.lengths > 1)
    often = np.diff(grams.firsts, append=len(grams.where))
    # What most documents have is, as a rule, what the one in the middle has.
    middle = grams.groups[grams.first_groups + grams.counts // 2]
    # Behind the last token of all, and before the first, nothing stands.
    nothing = np.array([len(tokens.codes) - 1], dtype=tokens.numbers.dtype)
    padded = np.concatenate((tokens.numbers, nothing))
    for side, at in enumerate((grams.where - 1, grams.where + np.repeat(grams.lengths, often))):
        there = padded.take(at)
        usual = there.take(middle)
        other = sums(there != np.repeat(usual, often), grams.groups) > 0
        number = sums(other, grams.first_groups)
        usual_code = tokens.codes.take(usual)
        good = enough & (usual_code >= 0) & (number * _OTHERS <= grams.counts)
        named[good, side] = usual_code[good] + 1
        counts[good, side] = number[good]
        exceptions = np.flatnonzero(other & np.repeat(good, grams.counts))
        entries.append((np.searchsorted(grams.first_groups, exceptions, side="right") - 1) * 2 + side)
        pages.append(grams.pages[exceptions])
    entry, page = np.concatenate(entries), np.concatenate(pages).astype(np.int64)
    order = np.argsort(entry, kind="stable")
    entry, page = entry[order], page[order]
    steps = np.diff(page, prepend=0)
    begins = np.flatnonzero(np.diff(entry, prepend=-1))
    steps[begins] = page[begins]
    return Beside(named.ravel(), counts.ravel(), steps)


def sums(values: NDArray[np.bool_], begins: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return how many of the values hold from each of the places on, up to the next: all together are counted once."""
    up_to = np.zeros(len(values) + 1, dtype=np.int64)
    np.cumsum(values, out=up_to[1:])
    return np.diff(up_to.take(np.append(begins, len(values))))
