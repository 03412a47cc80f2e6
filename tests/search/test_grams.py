"""The grams of a shard are those that its texts have, each gone through once, and numbers are read back as they were."""

from __future__ import annotations

import random
from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from generator.search import codes, grams
from generator.search.folding import BREAK
from generator.search.numbers import different, looked_up, ordered, varint, varints

LETTERS = "0123456789ab"
Entry = tuple[int, list[int], list[int]]


def make_texts(others: int, count: int, size: int, used: int = 40) -> tuple[list[str], list[list[int]]]:
    """Return tokens, and texts of the first of them; each text ends in what parts words, as the first of all does."""
    names = [BREAK, *LETTERS, *(chr(0x4E00 + number) for number in range(others))]
    chosen = random.Random(size)
    return names, [[chosen.randrange(used) for _ in range(size)] + [0] for _ in range(count)]


def tokens_of(names: list[str], texts: list[list[int]]) -> grams.Tokens:
    """Return the tokens of texts."""
    numbers = np.array([number for text in texts for number in text], dtype=np.int32)
    pages = np.repeat(np.arange(len(texts), dtype=np.int32), [len(text) for text in texts])
    return grams.make_tokens(codes.token_codes(names), numbers, pages)


def expected(names: list[str], texts: list[list[int]]) -> dict[int, Entry]:
    """Return by its key how long each gram is, in which texts it stands, and where."""
    found: defaultdict[tuple[int, int, int], list[tuple[int, int]]] = defaultdict(list)
    alone: set[tuple[int, int]] = set()
    for page, text in enumerate(texts):
        signs = [names[number] if number else "" for number in text]
        number = [codes.token_code(names[each]) for each in text]
        letters = [codes.ALNUM.find(sign) if sign else -1 for sign in signs]
        for at, sign in enumerate(signs):
            if sign and (page, number[at]) not in alone:
                alone.add((page, number[at]))
                found[1, codes.ALONE, number[at]].append((page, at))
            for length, prefix in ((2, 0), (3, codes.PREFIX_2), (4, codes.PREFIX_3)):
                before = letters[at : at + (length - 1 if length < 4 else 4)]
                if not all(signs[at : at + length]) or at + length > len(text):
                    continue
                if length == 2:
                    found[2, number[at], number[at + 1]].append((page, at))
                elif min(before) >= 0:
                    value = 0
                    for each in before[: length - 1]:
                        value = value * 36 + each
                    found[length, prefix + value, number[at + length - 1]].append((page, at))
    halves = np.array([each[1:] for each in found], dtype=np.int32)
    keys = codes.mixed(halves[:, 0], halves[:, 1]).tolist()
    return {
        key: (length, [page for page, _ in where], [at for _, at in where])
        for key, ((length, _, _), where) in zip(keys, found.items(), strict=True)
    }


# As well: so many different tokens that their places among them need more than sixteen bits, and no table has a place for
# all their pairs; and so many different grams that theirs do.
@pytest.mark.parametrize(("others", "used", "size"), [(30, 40, 300), (66_000, 40, 300), (900, 900, 9_000)])
def test_grams_are_those_of_the_texts_in_order(others: int, used: int, size: int) -> None:
    names, texts = make_texts(others, 12, size, used)
    tokens = tokens_of(names, texts)
    begins = np.cumsum([0, *(len(text) for text in texts)])
    made = grams.grams_of(tokens)
    ends = np.append(made.firsts[1:], len(made.where))
    given = {
        key: (
            length,
            tokens.pages[made.where[start:end]].tolist(),
            (made.where[start:end] - begins[tokens.pages[made.where[start:end]]]).tolist(),
        )
        for key, length, start, end in zip(
            made.keys.tolist(), made.lengths.tolist(), made.firsts, ends, strict=True
        )
    }
    assert given == expected(names, texts)
    assert list(given) == sorted(given)
    assert made.counts.tolist() == [len(set(pages)) for _, pages, _ in given.values()]


def test_each_gram_is_mixed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    names, texts = make_texts(30, 40, 500)
    tokens = tokens_of(names, texts)
    mixed: list[int] = []
    mix = codes.mixed

    def counted(first: NDArray[np.int32], second: NDArray[np.int32]) -> NDArray[np.uint64]:
        mixed.append(len(first))
        return mix(first, second)

    monkeypatch.setattr(codes, "mixed", counted)
    made = grams.grams_of(tokens)
    assert sum(mixed) == len(made.keys) < len(made.where) / 2


@given(st.lists(st.integers(0, 2**35 - 1) | st.integers(0, 300)), st.randoms())
def test_numbers_are_written_one_after_the_other(values: list[int], chosen: random.Random) -> None:
    left_out = np.array([chosen.random() < 0.3 for _ in values], dtype=bool)
    data, ends = varints(np.array(values, dtype=np.int64), left_out)
    each = [b"" if out else varint(value) for value, out in zip(values, left_out, strict=True)]
    assert data.tobytes() == b"".join(each)
    assert ends.tolist() == np.cumsum([len(one) for one in each]).tolist()


@given(st.integers(1, 60), st.lists(st.integers(0, 2**60 - 1)), st.booleans())
def test_numbers_are_sorted_those_that_are_the_same_as_they_stand(
    bits: int, given_ones: list[int], often: bool
) -> None:
    most = (1 << bits) - 1
    values = np.array([each % (min(most, 5) if often else most) for each in given_ones], dtype=np.uint64)
    assert ordered(values, most).tolist() == np.argsort(values, kind="stable").tolist()


@pytest.mark.parametrize("most", [1_000, 1 << 40])
def test_different_values_are_found_and_looked_up(most: int) -> None:
    values = np.array([7, 3, 999, 3, 500], dtype=np.int64)
    assert different(values, most).tolist() == [3, 7, 500, 999]
    present = np.array([3, 7] if most < 1 << 24 else [3, 7, most], dtype=np.int64)
    by = np.arange(10, 10 + len(present), dtype=np.uint16)
    assert looked_up(values, present, by, 99).tolist() == [11, 10, 99, 10, 99]
