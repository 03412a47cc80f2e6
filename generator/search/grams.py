"""The grams of the texts of a shard (codes.py), in order, and what stands beside each."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from generator.data import dataclass
from generator.search import codes

# What stands beside a gram is told where so many documents have it: of fewer the places are read sooner.
LEAST_BESIDE = 8
_OTHERS = 8  # of so many documents one may be an exception
_PLACE_BITS = 22
_MOST = 1 << _PLACE_BITS  # tokens that are sorted at once
Places = NDArray[np.int32]


@dataclass(frozen=True)
class Tokens:
    """The tokens of some texts, one after the other: of each its number, its text and its place there."""

    codes: NDArray[np.int32]
    pages: Places
    places: Places


def grams_of(
    tokens: Tokens, at: Places, *, first_places: bool, attached: NDArray[np.bool_] | None = None
) -> tuple[NDArray[np.uint64], Places]:
    """Return all grams of the tokens at ``at`` in order, and where each begins; those of a gram by their places.

    A token alone is given once a text, at its first place where ``first_places``, somewhere otherwise: but not within
    what is ``attached`` to a text, which comes last in it, unless it stands nowhere else.
    """
    one = tokens.codes[at]
    firsts, seconds, starts = _alone(tokens, at, one, first=first_places, attached=attached)
    parts = [(firsts, seconds, starts)]
    # Neighbours among the chosen are neighbours in the text.
    after = np.zeros(len(at), dtype=bool)
    after[:-1] = at[1:] == at[:-1] + 1
    here = np.flatnonzero(after)
    parts.append((one[here], one[here + 1], at[here]))
    place = codes.alnum_places()[one]
    here = here[(place[here] >= 0) & (place[here + 1] >= 0)]
    three = here[after[here + 1]]
    parts.append((codes.PREFIX_2 + place[three] * 36 + place[three + 1], one[three + 2], at[three]))
    four = three[(place[three + 2] >= 0) & after[three + 2]]
    four = four[place[four + 3] >= 0]
    prefix = (place[four] * 36 + place[four + 1]) * 36 + place[four + 2]
    parts.append((codes.PREFIX_3 + prefix, one[four + 3], at[four]))
    first, second, start = (
        np.concatenate(each).astype(np.int32, copy=False) for each in zip(*parts, strict=True)
    )
    return _in_order(codes.mixed(first, second), start, len(tokens.codes))


def _alone(
    tokens: Tokens,
    at: Places,
    one: NDArray[np.int32],
    *,
    first: bool,
    attached: NDArray[np.bool_] | None,
) -> tuple[NDArray[np.int32], NDArray[np.int32], Places]:
    """Return each token of a text once, as a gram."""
    pages = tokens.pages[at]
    if first:
        both = pages.astype(np.int64) << 21 | one
        _, index = np.unique(both, return_index=True)
        found, where = one[index], at[index]
    else:
        # A mark for each text and token is quicker than to sort them all.
        names, number = np.unique(one, return_inverse=True) if len(one) < _MOST // 64 else ranked(one)
        count = int(pages[-1]) + 1 if len(pages) else 0
        marks = np.zeros((count, len(names)), dtype=bool)
        marks[pages, number] = True
        page, name = np.nonzero(marks)
        begins = np.searchsorted(tokens.pages, np.arange(count))
        found, where = names[name], begins[page].astype(np.int32)
        if attached is not None:
            own = ~attached[at]
            marks[:] = False
            marks[pages[own], number[own]] = True
            in_file = np.flatnonzero(~marks[page, name])
            where[in_file] = at[np.searchsorted(pages, page[in_file], side="right") - 1]
    return np.full(len(found), codes.ALONE, dtype=np.int32), found, where


def ranked(values: NDArray[np.int32]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return the different numbers of tokens in order, and each as its place there."""
    seen = np.zeros(codes.HALF + 1, dtype=np.int32)
    seen[values] = 1
    names = np.flatnonzero(seen).astype(np.int32)
    seen[names] = np.arange(len(names))
    return names, seen.take(values)


def _in_order(grams: NDArray[np.uint64], starts: Places, tokens: int) -> tuple[NDArray[np.uint64], Places]:
    if tokens > _MOST:  # rarely: a shard of books
        order = np.lexsort((starts, grams))
        return grams[order], starts[order]
    grams <<= np.uint64(_PLACE_BITS)
    grams |= starts.view(np.uint32)
    grams.sort()
    starts = (grams.astype(np.uint32) & np.uint32(_MOST - 1)).view(np.int32)
    grams >>= np.uint64(_PLACE_BITS)
    return grams, starts


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
    padded = np.append(tokens.codes, np.int32(codes.NO_CODE))
    for side, at in enumerate((grams.where - 1, grams.where + np.repeat(grams.lengths, often))):
        there = padded[at]
        usual = there[middle]
        other = np.logical_or.reduceat(there != np.repeat(usual, often), grams.groups)
        number = np.add.reduceat(other, grams.first_groups, dtype=np.int64)
        good = enough & (usual >= 0) & (number * _OTHERS <= grams.counts)
        named[good, side] = usual[good] + 1
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
