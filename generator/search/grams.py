"""The grams of the texts of a shard (codes.py), in order, and what stands beside each.

A shard has a million tokens, but far fewer different grams. These are found first, by their places in a table, and put in
the order of the index; then all tokens are sorted once, by the place that the gram of each has in that order. Such places
are numbers of sixteen bits or a little more, and follow each other without a pattern, as keys are mixed: that sorts fastest.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from generator.data import dataclass
from generator.search import codes
from generator.search.numbers import Numbers, different, fewer, looked_up, ordered, spans, sums

# What stands beside a gram is told where so many documents have it: of fewer the places are read sooner.
LEAST_BESIDE = 8
_OTHERS = 8  # of so many documents one may be an exception
_SHORT = 1 << 16
Places = NDArray[np.int32]


@dataclass(frozen=True)
class Tokens:
    """Tokens of some texts, one after the other: of each its place among ``codes``, and where it stands among all tokens.

    ``codes`` are the numbers of the different ones; the last is NO_CODE, for what stands before and behind all. A token of
    that number is in no gram. ``pages`` tell in which text each of all tokens is.
    """

    codes: Places
    numbers: Numbers
    where: Places
    pages: Numbers


@dataclass(frozen=True)
class Run:
    """Where grams of one length stand, and what each is: its place among all different grams, that behind the last if none."""

    length: int
    where: Places
    grams: Numbers


@dataclass(frozen=True)
class Grouped:
    """Grams in order: of each its key, how many tokens it has and how many documents have it, then where it begins in each.

    ``groups`` and ``firsts`` tell at which of the places each document of a gram and each gram begins, ``first_groups``
    at which of the groups, and ``pages`` which document a group is. ``order`` tells of each place which it is among those
    of the ``runs``, one after the other.
    """

    keys: NDArray[np.uint64]
    lengths: Places
    counts: Numbers
    where: Places
    groups: Numbers
    firsts: Numbers
    first_groups: Numbers
    pages: Places
    order: Numbers
    runs: Sequence[Run]


@dataclass(frozen=True)
class _Valued:
    """Where grams of one length stand, each a value; of the different ones, ``present`` in order, the halves.

    A value that is not present is no gram.
    """

    length: int
    where: Places
    values: Numbers
    present: Numbers
    first: Numbers
    second: Numbers


def make_tokens(names: Places, numbers: Places, pages: Places) -> Tokens:
    """Return all tokens, given as places among the numbers of the different ones."""
    few = not len(pages) or int(pages[-1]) < _SHORT
    return Tokens(
        np.append(names, np.int32(codes.NO_CODE)),
        numbers.astype(np.uint16 if len(names) < _SHORT else np.int32),
        np.arange(len(numbers), dtype=np.int32),
        pages.astype(np.uint16) if few else pages,
    )


def grams_of(tokens: Tokens) -> Grouped:
    """Return all grams, those of a gram by their places; a token alone is given once a text, at its first place."""
    return _in_order(tokens, [_alone(tokens), _pairs(tokens), *_longer(tokens)])


def _alone(tokens: Tokens) -> _Valued:
    """Return each token of a text at its first place there."""
    each, texts = len(tokens.codes), int(tokens.pages[-1]) + 1 if len(tokens.pages) else 0
    firsts = np.full(texts * each, -1, dtype=np.int32)
    # Of what is put in the same row, what is put last stays there: from the last token to the first.
    for span in reversed(spans(len(tokens.where))):
        where = tokens.where[span][::-1]
        firsts[tokens.pages.take(where).astype(np.intp) * each + tokens.numbers[span][::-1]] = where
    kept = np.flatnonzero(tokens.codes >= 0)
    firsts = firsts.reshape(texts, each).T.take(kept, axis=0)
    there = firsts >= 0
    often = np.count_nonzero(there, axis=1)
    present = kept.compress(often > 0)
    second = tokens.codes.take(present)
    first = np.full_like(second, codes.ALONE)
    return _Valued(1, firsts[there], np.repeat(kept, often), present, first, second)


def _pairs(tokens: Tokens) -> _Valued:
    """Return two neighbouring tokens, wherever they are."""
    one = tokens.numbers
    return _valued(2, tokens.where[:-1], (one[:-1], tokens.codes), (one[1:], tokens.codes))


def _longer(tokens: Tokens) -> list[_Valued]:
    """Return two letters or digits with what follows them, and four in a row."""
    one, place = tokens.numbers, codes.alnum_places(tokens.codes)
    is_alnum = (place >= 0).take(one)
    two = np.flatnonzero(is_alnum[:-2] & is_alnum[1:-1])
    four = two[:-2].compress((two[2:] == two[:-2] + 2) & is_alnum.take(two[:-2] + 3, mode="clip"))
    made = []
    for length, prefix, here in ((3, codes.PREFIX_2, two), (4, codes.PREFIX_3, four)):
        before = np.zeros(len(here), dtype=np.int32)
        for further in range(length - 1):
            before = before * np.int32(36) + place.take(one.take(here + further))
        last = one.take(here + (length - 1))
        halves = fewer(before, np.arange(prefix, prefix + 36 ** (length - 1))), fewer(last, tokens.codes)
        made.append(_valued(length, tokens.where.take(here), *halves))
    return made


def _valued(
    length: int, where: Places, first: tuple[Numbers, Numbers], second: tuple[Numbers, Numbers]
) -> _Valued:
    """Return grams by their halves: places among numbers, and these."""
    each, most = len(second[1]), len(first[1]) * len(second[1])
    values: Numbers = first[0].astype(np.uint32 if most < 1 << 32 else np.int64)
    np.multiply(values, each, out=values, casting="unsafe")
    np.add(values, second[0], out=values, casting="unsafe")
    present = different(values, most)
    one, other = first[1].take(present // each), second[1].take(present % each)
    good = (one >= 0) & (other >= 0)
    return _Valued(length, where, values, present.compress(good), one.compress(good), other.compress(good))


def _in_order(tokens: Tokens, valued: Sequence[_Valued]) -> Grouped:
    """Return all grams by their keys."""
    keys = np.concatenate([codes.mixed(each.first, each.second) for each in valued])
    each_length = np.array([each.length for each in valued], dtype=np.int32)
    lengths = np.repeat(each_length, [len(each.present) for each in valued])
    by_key, number = ordered(keys, (1 << codes.BITS) - 1), len(keys)
    places: Numbers = np.empty(number, dtype=np.uint16 if number < _SHORT else np.int32)
    places[by_key] = np.arange(number)
    runs, start = [], 0
    for each in valued:
        end = start + len(each.present)
        found = looked_up(each.values, each.present, places[start:end], number)
        runs.append(Run(each.length, each.where, found))
        start = end
    grams = np.concatenate([run.grams for run in runs])
    often = np.bincount(grams, minlength=number)[:number]
    # Behind the last is what is no gram.
    order = ordered(grams, number)[: int(often.sum())]
    where = np.concatenate([run.where for run in runs]).take(order)
    page = tokens.pages.take(where)
    new = np.ones(len(page), dtype=bool)
    np.not_equal(page[1:], page[:-1], out=new[1:])
    firsts = np.cumsum(often) - often
    new[firsts] = True
    groups = np.flatnonzero(new)
    first_groups = np.cumsum(new, dtype=np.int32).take(firsts) - 1
    counts, pages = np.diff(first_groups, append=len(groups)), page.take(groups).astype(np.int32)
    keys, lengths = keys.take(by_key), lengths.take(by_key)
    return Grouped(keys, lengths, counts, where, groups, firsts, first_groups, pages, order, runs)


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
        return Beside(*np.zeros((3, 0), dtype=np.int64))
    # Where a token alone is said to begin is any place of its text.
    enough = (grams.counts >= LEAST_BESIDE) & (grams.lengths > 1)
    # What most documents have is, as a rule, what the one in the middle has.
    middle = grams.where.take(grams.groups.take(grams.first_groups + grams.counts // 2))
    # Behind the last token of all, and before the first, nothing stands.
    nothing = tokens.numbers.dtype.type(len(tokens.codes) - 1)
    padded = np.concatenate(([nothing], tokens.numbers, [nothing]))
    usual = [padded.take(at + 1) for at in (middle - 1, middle + grams.lengths)]
    otherwise = _otherwise(padded, grams, usual)
    named = np.zeros((len(grams.keys), 2), dtype=np.int64)
    counts = np.zeros_like(named)
    entries, pages = [], []
    for side in range(2):
        other = (otherwise & np.uint8(1 << side)).astype(bool)
        number = sums(other, grams.first_groups)
        usual_code = tokens.codes.take(usual[side])
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


def _otherwise(padded: Numbers, grams: Grouped, usual: Sequence[Numbers]) -> NDArray[np.uint8]:
    """Tell of each document of a gram whether something else than usual stands anywhere before it (1), behind it (2)."""
    told = np.zeros(sum(len(run.where) for run in grams.runs), dtype=np.uint8)
    start = 0
    for run in grams.runs:
        for span in spans(len(run.where)) if run.length > 1 else ():
            which, where = run.grams[span].astype(np.intp), run.where[span].astype(np.intp)
            before, behind = (numbers.take(which, mode="clip") for numbers in usual)
            other = (behind != padded.take(where + (run.length + 1))).view(np.uint8) << np.uint8(1)
            told[start + span.start : start + span.stop] = other | (before != padded.take(where))
        start += len(run.where)
    together: NDArray[np.uint8] = np.bitwise_or.reduceat(told.take(grams.order), grams.groups)
    return together
