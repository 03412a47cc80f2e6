"""Words that mean the same: those of the administration in general, which come with the program, beside a portal's own.

What people say is not always another word for what is written: 卖房 leads to 不动产转移登记 and not back. Such lines stand in
everyday.txt; only the search for the best matches reads them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

Group = tuple[str, ...]


@lru_cache(maxsize=1)
def common_synonyms() -> tuple[Group, ...]:
    """Return the groups that come with the program, the official word first in each."""
    return tuple(tuple(line.split()) for line in _lines("synonyms.txt"))


@lru_cache(maxsize=1)
def everyday_words() -> tuple[str, ...]:
    """Return lines "said = written": what people say, and the words of documents about it, with blanks between words.

    修|补…路|桥 is said where one of each stand near each other. Lines "said > common" are of dialect: the common word takes
    its place before anything is looked up. All that leads to the same words is one line, and like lines stand together: so
    the file that browsers read packs better.
    """
    lines: dict[tuple[str, str], list[str]] = {}
    for line in _lines("everyday.txt"):
        said, sign, written = _parted(line)
        lines.setdefault((written, sign), []).append(said)
    return tuple(f"{' '.join(said)} {sign} {written}" for (written, sign), said in sorted(lines.items()))


def _parted(line: str) -> tuple[str, str, str]:
    """Return what is said, the sign, and what that leads to."""
    sign = "=" if " = " in line else ">"
    said, _, written = line.partition(f" {sign} ")
    return said, sign, written


def _lines(name: str) -> Iterator[str]:
    text = (Path(__file__).parent / name).read_text(encoding="utf-8")
    return (line for line in text.splitlines() if line and not line.startswith("#"))


def all_synonyms(own: Iterable[Group]) -> tuple[Group, ...]:
    """Return all groups. A portal's own stand first: what is looked up in order is found there before."""
    return (*own, *common_synonyms())
