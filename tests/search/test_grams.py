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
from generator.search.varints import varint, varints

LETTERS = "0123456789ab"
Entry = tuple[int, list[int], list[int]]


def make_texts(others: int, count: int, size: int) -> tuple[list[str], list[list[int]]]:
    """Return tokens, and texts of the first of them; each text ends in what parts words, as the first of all does."""
    names = [BREAK, *LETTERS, *(chr(0x4E00 + number) for number in range(others))]
    chosen = random.Random(size)
    return names, [[chosen.randrange(40) for _ in range(size)] + [0] for _ in range(count)]


def tokens_of(names: list[str], texts: list[list[int]]) -> tuple[grams.Tokens, NDArray[np.int32]]:
    """Return the tokens of texts, and where those stand that are in grams."""
    numbers = np.array([number for text in texts for number in text], dtype=np.int32)
    pages = np.repeat(np.arange(len(texts), dtype=np.int32), [len(text) for text in texts])
    places = np.concatenate([np.arange(len(text), dtype=np.int32) for text in texts])
    tokens = grams.make_tokens(codes.token_codes(names), numbers, pages, places)
    return tokens, np.flatnonzero(numbers != 0).astype(np.int32)


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
    keys = {}
    for (length, first, second), where in found.items():
        (key,) = codes.mixed(np.array([first], dtype=np.int32), np.array([second], dtype=np.int32)).tolist()
        keys[key] = (length, [page for page, _ in where], [at for _, at in where])
    return keys


# So many different tokens that their places among them need more than sixteen bits, as well.
@pytest.mark.parametrize("others", [30, 66_000])
def test_grams_are_those_of_the_texts_in_order(others: int) -> None:
    names, texts = make_texts(others, 12, 300)
    tokens, at = tokens_of(names, texts)
    made = grams.grams_of(tokens, at, first_places=True)
    ends = np.append(made.firsts[1:], len(made.where))
    given = {
        key: (
            length,
            tokens.pages[made.where[start:end]].tolist(),
            tokens.places[made.where[start:end]].tolist(),
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
    tokens, at = tokens_of(names, texts)
    mixed: list[int] = []
    mix = codes.mixed

    def counted(first: NDArray[np.int32], second: NDArray[np.int32]) -> NDArray[np.uint64]:
        mixed.append(len(first))
        return mix(first, second)

    monkeypatch.setattr(codes, "mixed", counted)
    made = grams.grams_of(tokens, at, first_places=False)
    assert sum(mixed) == len(made.keys) < len(made.where) / 2


@given(st.lists(st.integers(0, 2**35 - 1) | st.integers(0, 300)), st.randoms())
def test_numbers_are_written_one_after_the_other(values: list[int], chosen: random.Random) -> None:
    left_out = np.array([chosen.random() < 0.3 for _ in values], dtype=bool)
    data, ends = varints(np.array(values, dtype=np.int64), left_out)
    each = [b"" if out else varint(value) for value, out in zip(values, left_out, strict=True)]
    assert data.tobytes() == b"".join(each)
    assert ends.tolist() == np.cumsum([len(one) for one in each]).tolist()
