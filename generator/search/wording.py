"""The words and tokens of all texts of a shard at once, by tables of its characters.

A shard has a million characters but only a few thousand different ones: what each becomes (folding.py) is
asked once and then looked up for all of them in arrays.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from generator.data import dataclass
from generator.search.folding import FoldingTable

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


def word_lines(
    lines: Sequence[bytes], liner: Liner, folder: FoldingTable, *, with_contents: bool = True
) -> Worded:
    """Return the words and tokens of texts that ``liner`` made; the words only where they are wanted."""
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
        for start, end in zip([0, *ends], ends if with_contents else (), strict=False)
    )
    numbers, of_text = written.spread([[rank[token] for token in each] for each in tokens], sizes)
    pages = np.repeat(np.arange(len(lines), dtype=np.int32), of_text)
    return Worded(contents, tuple(names), numbers, pages, of_text)


@dataclass(frozen=True)
class _Table:
    """The characters of some texts as places in ``present``, the list of the different ones."""

    present: tuple[int, ...]
    places: NDArray[np.int32]

    @staticmethod
    def of(codes: NDArray[np.uint32], own: int) -> _Table:
        at = codes.astype(np.intp)
        seen = np.zeros(_UNICODE + own, dtype=bool)
        seen[at] = True
        present = np.flatnonzero(seen)
        places = np.zeros(_UNICODE + own, dtype=np.int32)
        places[present] = np.arange(len(present))
        return _Table(tuple(present.tolist()), places.take(at))

    def spread(
        self, values: Sequence[Sequence[int]], sizes: NDArray[np.int64]
    ) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """Put in place of each character its values; return them all, and how many each text has.

        Nearly every character has one value: those are looked up for all at once, and the others mended.
        """
        lengths = np.array([len(each) for each in values], dtype=np.uint8)
        first = np.array([each[0] if each else 0 for each in values], dtype=np.int32)
        of_each = lengths.take(self.places)
        numbers = first.take(self.places)
        more = np.flatnonzero(of_each > 1)
        if len(more):
            further = [values[place][1:] for place in self.places[more].tolist()]
            behind = np.repeat(more + 1, [len(each) for each in further])
            numbers = np.insert(numbers, behind, [number for each in further for number in each])
            # What was put in has a value; what it was put behind keeps its own.
            kept = np.insert(of_each > 0, behind, True)
        else:
            kept = of_each > 0
        up_to = np.concatenate(([0], np.cumsum(of_each, dtype=np.int64)))[
            np.concatenate(([0], np.cumsum(sizes)))
        ]
        return numbers.compress(kept), np.diff(up_to)
