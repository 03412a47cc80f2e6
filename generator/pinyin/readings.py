"""How characters and phrases are read: pypinyin's answers, in a thirtieth of the room and of the time to load.

pypinyin's own dictionaries take fifty megabytes in each process that reads a single name. The file beside this one says
the same in three texts (make.py), which are kept as they are and looked through when a sign is first met. It names the
pypinyin that it was made of: where another is installed, that one is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from generator.data import dataclass
from generator.patterns import pattern
from generator.pinyin.file import FILE, maker

# What pypinyin takes for Chinese writing: phrases are looked for within a run of it.
HAN = (
    "\u3007\ue815-\ue864\ufa18\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002a6df\U0002a703-\U0002b73f"
    "\U0002b740-\U0002b81d\U0002b825-\U0002bf6e\U0002c029-\U0002ce93\U0002d016\U0002d11b-\U0002ebd9"
    "\U0002f80a-\U0002fa1f\U00030000-\U0003134a\U00031350-\U00032389"
)
_RUN = pattern(f"[{HAN}]+|.", re.DOTALL)


@dataclass(frozen=True)
class Readings:
    """The three parts of the file: ``characters`` as one text, the ``rests`` of phrases by their first sign, and how phrases
    are ``otherwise`` read than sign by sign.
    """

    characters: str
    rests: Mapping[str, str]
    otherwise: Mapping[str, str]

    def begins(self, text: str) -> bool:
        """Tell whether a phrase begins so, or is this."""
        return f" {text[1:]}" in self.rests.get(text[0], "")

    def knows(self, text: str) -> bool:
        """Tell whether this is a phrase."""
        return f" {text[1:]} " in self.rests.get(text[0], "")

    def read(self, word: str) -> list[str]:
        """Return the syllables of a phrase, or of signs one by one; what has no reading stands for itself."""
        known = self.otherwise.get(word)
        return known.split() if known else [_character(each) for each in word]


@lru_cache(maxsize=1)
def readings() -> Readings:
    """Return what the file says, or what is to be in it where it was made of another pypinyin than is installed."""
    text = FILE.read_text(encoding="utf-8")
    if text[: text.index("\n")] != maker():
        from generator.pinyin.make import made_text  # takes seconds, and pypinyin's dictionaries

        text = made_text()
    _, characters, phrases, otherwise = text.split("\n\n")
    return Readings(
        f"\n{characters}\n",
        {line[0]: f"{line[1:]} " for line in phrases.splitlines()},
        dict(line.split(" ", 1) for line in otherwise.splitlines()),
    )


def words(run: str) -> Iterator[str]:
    """Yield what a run of Chinese writing is read by, as pypinyin cuts it: always the longest phrase, else one sign."""
    begins = readings().begins
    start, size = 0, len(run)
    while start < size:
        end = start + 1
        if _two_begin(run[start : start + 2]):
            end += 1
            # All beginnings of a phrase are known, so that the first gap ends the longest.
            while end < size and begins(run[start : end + 1]):
                end += 1
        longest = _longest(run[start:end])
        if end == size and not longest:
            # So does pypinyin: within what at the end of a run only begins a phrase, it looks for no other.
            yield from run[start:]
            return
        yield run[start : start + max(longest, 1)]
        start += max(longest, 1)


# Where a word ends is asked at each sign of each title, and the same signs meet again and again.
@lru_cache(maxsize=1 << 15)
def _two_begin(signs: str) -> bool:
    return len(signs) == 2 and readings().begins(signs)


@lru_cache(maxsize=1 << 16)
def _longest(beginning: str) -> int:
    """Return how many signs the longest phrase has that is in the beginning of one, from its first sign on; 0 for none."""
    knows = readings().knows
    return next((size for size in range(len(beginning), 1, -1) if knows(beginning[:size])), 0)


# A portal is written in a few thousand signs.
@lru_cache(maxsize=1 << 14)
def _character(sign: str) -> str:
    known = readings().characters
    # The syllables are written in letters.
    place = -1 if sign.isascii() else known.find(sign)
    if place < 0:
        return sign
    line = known.rindex("\n", 0, place) + 1
    return known[line : known.index(" ", line)]


def syllables(text: str) -> list[str]:
    """Return the syllables of a text; every sign without a reading stands for itself."""
    known = readings()
    return [syllable for run in _RUN.findall(text) for word in words(run) for syllable in known.read(word)]
