"""Words that mean the same: those of the administration in general, which come with the program, beside a portal's own."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

Group = tuple[str, ...]


@lru_cache(maxsize=1)
def common_synonyms() -> tuple[Group, ...]:
    """Return the groups that come with the program, the official word first in each."""
    text = (Path(__file__).parent / "synonyms.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return tuple(tuple(line.split()) for line in lines)


def all_synonyms(own: Iterable[Group]) -> tuple[Group, ...]:
    """Return all groups. A portal's own stand first: what is looked up in order is found there before."""
    return (*own, *common_synonyms())
