"""Find what must not be public in a text: personal numbers, marks of secrecy, invisible links."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import accumulate

from generator.data import dataclass
from generator.load.gate.hidden_links import find_hidden_links
from generator.load.gate.personal import CODES, WORDS, find_personal_numbers
from generator.model.catalogue import finding
from generator.model.finding import Finding, Place

_KEEP = r"(?:注意保存|妥善保管|严禁外传|请勿外传|不得外传|不得翻印|不予公开)"
# The mark as official papers bear it, with a star or on a line of its own; the words in a sentence are none.
SECRET_MARK = re.compile(
    r"(?:绝密|机密|秘密)[ \u3000]*+[★☆]"
    r"|^[ \u3000>#*|（(【\[]*+(?:绝密|机密|秘密|内部资料|内部文件|内部使用)"
    r"(?:[ \u3000]*+(?:\d{1,2}|[一二三四五六七八九十]{1,3})年|[ \u3000]*+长期)?"
    rf"(?:[，,；;：: \u3000]*+{_KEEP})*+[ \u3000*|）)】\]]*+$"
    rf"|内部(?:资料|文件)[，,；;：: \u3000]*+{_KEEP}",
    re.MULTILINE,
)
# Each piece stands on lines of its own, and no number is written across a comma.
_BETWEEN = "\n、\n"


@dataclass(frozen=True)
class TextPlaces:
    """Turns an offset in a file's text into its line and column."""

    name: str
    text: str

    @cached_property
    def _begins(self) -> list[int]:
        """Where the lines begin: counted once, since a text may have a hundred thousand findings."""
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    def place(self, offset: int) -> Place:
        """Return the place of a character."""
        line = bisect_right(self._begins, offset)
        return Place(self.name, line, offset - self._begins[line - 1] + 1)

    def offset(self, line: int, column: int) -> int:
        """Return where in the text a line and column are."""
        return self._begins[line - 1] + column - 1


@dataclass(frozen=True)
class Suspect:
    """What must not be public: the code of its finding, what to call it, and where in a text it begins."""

    code: str
    words: str
    start: int


def find_sensitive(text: str) -> Iterator[Suspect]:
    """Yield the personal numbers of a text, and then its marks of secrecy."""
    for number in find_personal_numbers(text):
        yield Suspect(CODES[number.kind], f"{WORDS[number.kind]}（{number.shown}）", number.start)
    # A single character is found four times as fast as two.
    if "密" in text or ("内" in text and "内部" in text):
        for match in SECRET_MARK.finditer(text):
            words = match[0].strip(" \u3000>#*|")
            yield Suspect("secret-mark", f"标志“{words}”", match.start())


def find_in_pieces(pieces: Sequence[str]) -> Iterator[tuple[int, Suspect]]:
    """Yield the number of each piece that holds what must not be public, with what it holds.

    The pieces are looked through as one text, which is quick however many there are. Between them stands what
    no number goes across.
    """
    begins: list[int] = []
    for suspect in find_sensitive(_BETWEEN.join(pieces)):
        if not begins:
            begins = [0, *accumulate(len(piece) + len(_BETWEEN) for piece in pieces)]
        number = bisect_right(begins, suspect.start) - 1
        yield number, replace(suspect, start=suspect.start - begins[number])


def check_text(text: str, name: str) -> Iterator[Finding]:
    """Yield what is wrong with the words of a file, wherever in it they stand."""
    places = TextPlaces(name, text)
    for suspect in find_sensitive(text):
        yield finding(suspect.code, places.place(suspect.start), f"这里有{suspect.words}。")


def check_links(text: str, name: str) -> Iterator[Finding]:
    """Yield the links to other sites that a reader would not see."""
    if "//" not in text or not ("](" in text or "<" in text):
        return
    places = TextPlaces(name, text)
    for start in find_hidden_links(text):
        yield finding("link-hidden", places.place(start), "这里有看不见的站外链接。")
