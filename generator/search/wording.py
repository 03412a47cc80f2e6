"""The words and tokens of all texts of a shard at once, by tables of its characters.

A shard has a million characters but only a few thousand different ones: what each becomes (folding.py) is
asked once and then looked up for all of them in arrays.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generator.search.folding import Folder

_UNICODE = 0x110000
_CODE = "utf-32-le"


@dataclass(frozen=True)
class Worded:
    """Texts as words: ``contents`` of each for Pagefind (UTF-8), and the tokens of all, one after the other.

    ``numbers`` are the tokens as places in ``names``, which are in order; ``pages`` tell in which text
    each stands; ``counts`` how many each text has.
    """

    contents: tuple[bytes, ...]
    names: tuple[str, ...]
    numbers: NDArray[np.int32]
    pages: NDArray[np.int32]
    counts: NDArray[np.int64]


class Liner:
    """Makes texts of characters and of ready tokens, which get code points beyond those of Unicode."""

    def __init__(self) -> None:
        self._tokens = _Tokens()

    def text(self, text: str) -> bytes:
        """Return characters."""
        return text.encode(_CODE, "surrogatepass")

    def token(self, token: str) -> bytes:
        """Return a token that stands for no character."""
        return self._tokens[token]

    def line(self, tokens: Iterable[str]) -> bytes:
        """Return tokens that stand for no characters, one after the other."""
        return b"".join(map(self._tokens.__getitem__, tokens))

    def tokens(self) -> tuple[str, ...]:
        """Return the tokens made so far, in the order of their code points."""
        return tuple(self._tokens)


class _Tokens(dict[str, bytes]):
    """The tokens made so far; one that is new gets the next code point."""

    def __missing__(self, token: str) -> bytes:
        code = self[token] = (_UNICODE + len(self)).to_bytes(4, "little")
        return code


def word_lines(lines: Sequence[bytes], liner: Liner, folder: Folder) -> Worded:
    """Return the words and tokens of texts that ``liner`` made."""
    codes = np.frombuffer(b"".join(lines), dtype=np.uint32)
    sizes = np.array([len(line) // 4 for line in lines], dtype=np.int64)
    made = liner.tokens()
    written = _Table.of(codes, len(made))
    words: list[bytes] = []
    tokens: list[list[str]] = []
    for code in written.present:
        own = code >= _UNICODE
        token = made[code - _UNICODE] if own else ""
        words.append((f"{token} " if own else folder[code]).encode())
        tokens.append([token] if own else folder.tokens_of(code))
    names = sorted({token for each in tokens for token in each})
    rank = {name: number for number, name in enumerate(names)}
    shown, ends = np.array(words, dtype=object), np.cumsum(sizes).tolist()
    # Each text ends in a word; the blank behind it belongs to no other.
    contents = tuple(
        b"".join(shown[written.places[start:end]].tolist())[:-1]
        for start, end in zip([0, *ends], ends, strict=False)
    )
    numbers, of_text = written.spread(
        [np.array([rank[token] for token in each], dtype=np.int32) for each in tokens], sizes
    )
    pages = np.repeat(np.arange(len(lines), dtype=np.int32), of_text)
    return Worded(contents, tuple(names), numbers, pages, of_text)


@dataclass(frozen=True)
class _Table:
    """The characters of some texts as places in ``present``, the list of the different ones."""

    present: tuple[int, ...]
    places: NDArray[np.int32]

    @staticmethod
    def of(codes: NDArray[np.uint32], own: int) -> _Table:
        seen = np.zeros(_UNICODE + own, dtype=np.int32)
        seen[codes] = 1
        present = np.flatnonzero(seen)
        seen[present] = np.arange(len(present))
        return _Table(tuple(present.tolist()), seen[codes])

    def spread(
        self, values: Sequence[NDArray[np.int32]], sizes: NDArray[np.int64]
    ) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """Put in place of each character its values; return them all, and how many each text has."""
        lengths = np.array([len(each) for each in values], dtype=np.int32)
        starts = (np.cumsum(lengths) - lengths).astype(np.int32)
        of_each = lengths[self.places]
        ends = np.cumsum(of_each)
        first = starts[self.places] - (ends - of_each).astype(np.int32)
        index = np.repeat(first, of_each) + np.arange(ends[-1] if len(ends) else 0, dtype=np.int32)
        pool = np.concatenate(values) if values else np.zeros(0, dtype=np.int32)
        up_to = np.concatenate(([0], ends))[np.concatenate(([0], np.cumsum(sizes)))]
        return pool[index], np.diff(up_to)
