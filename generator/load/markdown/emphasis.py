"""Mark emphasis in Chinese text so that the parser reads it as meant.

CommonMark asks for blanks around what is emphasised next to punctuation, and Chinese has none: it closes
neither ``**注意：**请`` nor ``*（斜体）*文字``. The amendment known as CJK-friendly emphasis lets Chinese
punctuation, and any punctuation beside a Chinese character, count as a letter there. It is applied here by a
mark, a character of private use set between such punctuation and the stars: the parser sees a letter, and
its own rules do the rest, so that nesting, links, code, pictures and ends of lines are as it reads them.
A single tilde (3~5月, ~18岁) is a tilde in a Chinese text, never the beginning of struck words.
The mark of a note right before a link (办法[^1][全文](a.md)) is parted from it in the same way.
All marks are taken out of what it makes.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote

from generator.data import dataclass
from generator.patterns import pattern

_RUN = pattern(r"(?<!\*)\*++|(?<!~)~{1,2}+(?!~)")
# Characters that a text does not hold stand for a letter, for a blank (between blanks a star is a star), and
# for punctuation, which parts the letter from an underscore: that must not take it for a letter of its own.
_LETTERS = tuple(chr(code) for code in range(0xE000, 0xE010))
_BLANKS = tuple(chr(code) for code in (0x2005, 0x2006, 0x2004, 0x2008, 0x200A, 0x205F, 0x1680))
_NOTE = pattern(r"(\[\^[^\[\]\s]++\]):")
_NOTED = pattern(r"(\[\^[^\[\]\s]++\])(?=[\[(](?!\^))")
_STOPS = tuple(chr(code) for code in range(0x2E40, 0x2E50))
_CHINESE = pattern(
    r"[\u2e80-\u303f\u3105-\u312f\u31a0-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
    r"\U00020000-\U0003ffff‘’“”…—·]"
)
# A number, with its unit or without, before a star that a number follows: 3*4米, 5个*6元.
_NUMBER_BEFORE = pattern(r"\d[^\W\d]{0,3}\Z")
# How many characters on either side tell whether the line around a star is Chinese.
_AROUND = 40


@dataclass(frozen=True)
class _Marks:
    """The characters that are set in a text: for a letter, for a blank and for punctuation."""

    letter: str
    blank: str
    stop: str

    def before(self, left: str) -> str:
        """Return what is set between a character and the stars behind it."""
        if left == "_":
            return self.stop + self.letter
        return self.letter if _is_punctuation(left) else ""

    def after(self, right: str) -> str:
        """Return what is set between stars and the character behind them."""
        if right == "_":
            return self.letter + self.stop
        return self.letter if _is_punctuation(right) else ""


def mark_emphasis(text: str) -> tuple[str, str]:
    """Return a text in which stars mean to the parser what they mean in Chinese, and the marks set in it."""
    noted = "[^" in text and _NOTED.search(text) is not None
    if "*" not in text and "~" not in text and not noted:
        return text, ""
    found = [next((each for each in kind if each not in text), "") for kind in (_LETTERS, _BLANKS, _STOPS)]
    if not all(found):
        return text, ""
    marks = _Marks(*found)
    tildes = "~" in text and _CHINESE.search(text) is not None
    marked = _RUN.sub(lambda run: _marked_run(run, marks, tildes), text)
    if noted:
        notes = set(_NOTE.findall(text))
        marked = _NOTED.sub(lambda note: note[1] + (marks.letter if note[1] in notes else ""), marked)
    return (marked, "".join(found)) if len(marked) > len(text) else (text, "")


def take_marks_out(html: str, marks: str) -> str:
    """Return what the parser made of a marked text without the marks, in addresses too."""
    for mark in marks:
        html = html.replace(mark, "").replace(quote(mark), "")
    return html


def _marked_run(run: re.Match[str], marks: _Marks, tildes: bool) -> str:
    text, start, end = run.string, run.start(), run.end()
    left, right = text[start - 1 : start], text[end : end + 1]
    if run[0] == "~":
        # Between letters it opens and closes nothing; behind a backslash it does not anyway.
        before = "" if left == "\\" else marks.letter
        return f"{before}~{marks.letter}" if tildes else "~"
    if end - start == 1 and _is_times(text, start):
        return f"{marks.blank}*{marks.blank}"
    if not (_CHINESE.match(left) or _CHINESE.match(right)):
        return run[0]
    return f"{marks.before(left)}{run[0]}{marks.after(right)}"


def _is_punctuation(character: str) -> bool:
    return bool(character) and unicodedata.category(character)[0] in "PS" and character not in "*~\\`"


def _is_times(text: str, star: int) -> bool:
    """Tell whether a star multiplies two numbers with Chinese around them: CommonMark's own 5*6*78 stays."""
    if not (text[star + 1 : star + 2].isdigit() and _NUMBER_BEFORE.search(text, max(0, star - 4), star)):
        return False
    start = max(0, star - _AROUND)
    around = text[start : star + _AROUND]
    before, after = around[: star - start].rsplit("\n", 1)[-1], around[star - start :].split("\n", 1)[0]
    return bool(_CHINESE.search(before + after))
