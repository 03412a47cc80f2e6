"""Numbers of tokens and of grams: what the index has a list for.

A token is a number of 21 bits: a character its code point, a token of pinyin one beyond Unicode. A gram is two
such numbers:

- one token alone (``ALONE`` and the token),
- two neighbouring tokens,
- two letters or digits and what follows them, as one number and another,
- four letters or digits in a row: pairs of digits stand in every text, a whole year in few.

The two halves are mixed so that every pair has a place of its own (nothing is lost, hence no two grams are ever
taken for one another) and neighbours lie far apart: ten bits name the cell that a gram's list is kept in, the
other 32 the gram within the cell. The search page does the same (theme/assets/search-grams.js).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from generator.search.pinyin import INITIAL, SYLLABLE, SYLLABLES

HALF = (1 << 21) - 1
BITS = 42  # of a gram
NO_CODE = -1  # parts words: what has it is in no gram

ALNUM = "0123456789abcdefghijklmnopqrstuvwxyz"
_INITIALS = 0x110000
_SYLLABLES = 0x110040
PREFIX_2, PREFIX_3 = 0x111000, 0x112000
ALONE = HALF
# Odd factors of the four rounds of mixing; any will do, as long as both sides use the same.
ROUNDS = (0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D, 0x27D4EB2F)

_LETTERS = "abcdefghijklmnop"


@cache
def _pinyin_codes() -> dict[str, int]:
    spelt = dict.fromkeys([*SYLLABLES.split(), *ALNUM])
    codes = {SYLLABLE + each: _SYLLABLES + number for number, each in enumerate(spelt)}
    return codes | {INITIAL + each: _INITIALS + number for number, each in enumerate(ALNUM)}


def token_code(token: str) -> int:
    """Return the number of a token of the index (folding.py, pinyin.py); ``NO_CODE`` for one that parts words."""
    if len(token) == 1:
        return ord(token)
    if token[0] == "q":
        return int("".join(format(_LETTERS.index(each), "x") for each in token[1:]), 16)
    return _pinyin_codes().get(token, NO_CODE)


def token_codes(names: Sequence[str]) -> NDArray[np.int32]:
    """Return the numbers of several tokens."""
    return np.array([token_code(name) for name in names], dtype=np.int32)


def alnum_places(numbers: NDArray[np.int32]) -> NDArray[np.int32]:
    """Return for each number of a token its place among letters and digits, -1 for any other."""
    known = np.full(128, -1, dtype=np.int32)
    known[[ord(each) for each in ALNUM]] = np.arange(len(ALNUM))
    return np.where((numbers >= 0) & (numbers < len(known)), known.take(numbers, mode="clip"), np.int32(-1))


def mixed(first: NDArray[np.integer[Any]], second: NDArray[np.integer[Any]]) -> NDArray[np.uint64]:
    """Return the 42 bits of grams given by their halves, the ten of the cell in front."""
    left, right = first.astype(np.uint32), second.astype(np.uint32)
    for number, factor in enumerate(ROUNDS):
        one, other = (left, right) if number % 2 == 0 else (right, left)
        other ^= (one * np.uint32(factor)) >> np.uint32(11)
    return left.astype(np.uint64) << np.uint64(21) | right.astype(np.uint64)
