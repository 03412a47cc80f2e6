"""What may answer a question."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from typing import NamedTuple

MOST_ANSWER = 400  # characters of an answer that are looked at


class Rank(IntEnum):
    """What answers better stands first: the answer itself, then what is to be done, then the rule."""

    ANSWER = 0
    GUIDE = 1
    POLICY = 2


class Entry(NamedTuple):
    """One thing that answers questions.

    ``asked`` is the question or title that a question is held against, ``about`` words of its matter, which count
    less, and ``answer`` what it says, which counts least. ``shown`` is what the page shows of it, ready for JSON (see
    theme/assets/search-questions.js).
    """

    rank: Rank
    asked: str
    about: str
    answer: str
    shown: Mapping[str, object]

    @property
    def looked_at(self) -> int:
        """How many of its characters are looked at."""
        return len(self.asked) + len(self.about) + min(MOST_ANSWER, len(self.answer))
