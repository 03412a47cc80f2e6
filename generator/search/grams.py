"""The grams of the texts of a shard (codes.py), in order."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generator.search import codes

_PLACE_BITS = 22
_MOST = 1 << _PLACE_BITS  # tokens that are sorted at once
Places = NDArray[np.int32]


@dataclass(frozen=True)
class Tokens:
    """The tokens of some texts, one after the other: of each its number, its text and its place there."""

    codes: NDArray[np.int32]
    pages: Places
    places: Places


def grams_of(tokens: Tokens, at: Places, *, first_places: bool) -> tuple[NDArray[np.uint64], Places]:
    """Return all grams of the tokens at ``at`` in order, and where each begins; those of a gram by their places.

    A token alone is given once a text, at its first place where ``first_places``, somewhere otherwise.
    """
    one = tokens.codes[at]
    firsts, seconds, starts = _alone(tokens, at, one, first=first_places)
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
    tokens: Tokens, at: Places, one: NDArray[np.int32], *, first: bool
) -> tuple[NDArray[np.int32], NDArray[np.int32], Places]:
    """Return each token of a text once, as a gram."""
    pages = tokens.pages[at]
    if first:
        both = pages.astype(np.int64) << 21 | one
        _, index = np.unique(both, return_index=True)
        found, where = one[index], at[index]
    else:
        # A mark for each text and token is quicker than to sort them all.
        names, number = np.unique(one, return_inverse=True) if len(one) < _MOST // 64 else _ranked(one)
        count = int(pages[-1]) + 1 if len(pages) else 0
        marks = np.zeros((count, len(names)), dtype=bool)
        marks[pages, number] = True
        page, name = np.nonzero(marks)
        begins = np.searchsorted(tokens.pages, np.arange(count))
        found, where = names[name], begins[page].astype(np.int32)
    return np.full(len(found), codes.ALONE, dtype=np.int32), found, where


def _ranked(values: NDArray[np.int32]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return the different numbers of tokens in order, and each as its place there."""
    seen = np.zeros(codes.HALF + 1, dtype=np.int32)
    seen[values] = 1
    names = np.flatnonzero(seen).astype(np.int32)
    seen[names] = np.arange(len(names))
    return names, seen[values]


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
