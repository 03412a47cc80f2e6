"""Fold texts and queries into the same tokens, one a character, so that any substring is a phrase.

A token is
- the character itself for a Han character, a letter a-z and a digit (after NFC, NFKC and lower case);
- ``q`` and the code point in letters (a-p for 0-f) for every other character, ``qci`` for an opening
  bracket. A single letter is always a letter of the text, so the two kinds cannot be confused; all are
  letters, because Pagefind drops punctuation from what it indexes and the browser's word segmenter
  must leave a token whole.

Marks that people type one for the other are folded into one: all opening brackets, all closing ones,
all quotation marks, all dashes; radicals become the characters they look like. Blanks and invisible characters have no token.

The search page folds queries by the same rules in JavaScript (theme/assets/search-query.js). The tables
below travel to it inside shards.json, so that page and index agree even when an old script meets a new index.

Pagefind keeps every word of the text as it was given, but indexes only its letters and digits. What a
token stands for can therefore ride behind it, spelt in ASCII punctuation (``spell``), and costs no
index entry: ``qci!#$%`` is indexed as ``qci`` and shown as the mark that was written.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain

from generator.model.radicals import SUPPLEMENT
from generator.search.blocks import BLOCK_END

# Representative -> the marks folded into it. NFKC has already made full-width forms ASCII.
MARKS = {
    "(": "[{<〈《【〔〖〘〚⟨⟪❨❲❴⦅",
    ")": "]}>〉》】〕〗〙〛⟩⟫❩❳❵⦆",
    '"': "'`“”„‟‘’‚‛〝〞〟「」『』«»‹›′‵",
    "-": "‐‑‒–—―−⸺⸻─━﹘",
    "~": "〜〰∼",
    "·": "•‧・∙⋅",
    ":": "∶",
    "/": "⁄∕",
    "〇": "○◯",
}
# Several characters for one.
SPELT_OUT = {"⋯": "..."}
# Characters that have no token: controls, blanks, invisible marks, lone surrogates, variation selectors.
DROPPED = (
    (0x0000, 0x0020), (0x007F, 0x00A0), (0x00AD, 0x00AD), (0x034F, 0x034F), (0x061C, 0x061C),
    (0x1680, 0x1680), (0x180B, 0x180F), (0x2000, 0x200F), (0x2028, 0x202F), (0x205F, 0x206F),
    (0x3000, 0x3000), (0xD800, 0xDFFF), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFF9, 0xFFFB),
    (0xFFFE, 0xFFFF), (0xE0000, 0xE0FFF),
)  # fmt: skip
# Characters that are their own token, besides a-z and 0-9.
HAN = ((0x3007, 0x3007), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0x20000, 0x2A6DF))

BREAK = "zz"  # between two blocks; no query contains it
SECTION = "zs"  # between two sections of a document, see layout.py

# ASCII punctuation that is neither special in Pagefind's input (_ < > & " ' .) nor used below.
ALPHABET = "!#$%()*+-/:;=?^|"
BLANK = "@"  # before a token: a blank stood here
NOTHING = "~"  # behind a token: shown as nothing, the token before stands for the whole character

_HEX = "0123456789abcdef"
_LETTERS = str.maketrans(_HEX, "abcdefghijklmnop")
_PUNCTUATION = str.maketrans(_HEX, ALPHABET)


def folds() -> dict[str, str]:
    """Return the character table: what a character becomes after NFKC and lower case."""
    return {mark: chief for chief, marks in MARKS.items() for mark in marks} | SPELT_OUT | SUPPLEMENT


def is_literal(char: str) -> bool:
    """Whether a folded character is its own token."""
    return char in "abcdefghijklmnopqrstuvwxyz0123456789" or _within(ord(char), HAN)


def _within(code: int, ranges: Iterable[tuple[int, int]]) -> bool:
    return any(first <= code <= last for first, last in ranges)


def spell(text: str) -> str:
    """Write any text in punctuation that Pagefind does not index: four marks a UTF-16 unit."""
    units = text.encode("utf-16-be", "surrogatepass").hex()
    return units.translate(_PUNCTUATION)


class _Tokens(dict[str, list[str]]):
    """The tokens of the characters met so far."""

    def __missing__(self, char: str) -> list[str]:
        made = self[char] = list(_tokens_of(char))
        return made


# All jobs of a process meet the same few thousand characters.
@lru_cache(maxsize=1 << 14)
def _tokens_of(char: str) -> tuple[str, ...]:
    return tuple(map(token, _folded(char, _folds())))


@lru_cache(maxsize=1)
def _folds() -> dict[str, str]:
    return folds()


@lru_cache(maxsize=1 << 14)
def _words_of(char: str) -> str:
    """Return the words of one character, each followed by a blank."""
    if char == " ":
        return BLANK
    if char == BLOCK_END:
        return f"{BREAK} "
    tokens = _tokens_of(char)
    if not tokens:
        return ""
    if len(tokens) == 1 and char.lower() == tokens[0] and char.isascii() == tokens[0].isascii():
        return f"{char} "
    shown = [spell(char), *[NOTHING] * (len(tokens) - 1)]
    return "".join(f"{token}{how} " for token, how in zip(tokens, shown, strict=True))


class FoldingTable(dict[int, str]):
    """A table for ``str.translate`` that learns each character when it first meets it.

    Made once a job and handed on: ten thousand documents have some ten million characters, but only a
    few thousand different ones.
    """

    def __init__(self) -> None:
        super().__init__()
        self._tokens = _Tokens()

    def __missing__(self, code: int) -> str:
        words = self[code] = _words_of(chr(code))
        return words

    def tokens_of(self, code: int) -> list[str]:
        """Return the tokens of the character with this code point, the end of a block being one as well."""
        return [BREAK] if chr(code) == BLOCK_END else self.tokens(chr(code))

    def tokens(self, char: str) -> list[str]:
        """Return the tokens of one character of NFC text; none for a character that is dropped."""
        return self._tokens[char]

    def tokens_in(self, text: str) -> list[str]:
        """Return the tokens of NFC text."""
        return list(chain.from_iterable(map(self._tokens.__getitem__, text)))

    def words(self, text: str) -> str:
        """Return blocks of text as words for Pagefind, each followed by a blank, with BREAK between blocks."""
        return tidy(text).translate(self)


class Folded(dict[int, str]):
    """A table for ``str.translate`` from NFC text to the characters that its tokens stand for."""

    def __missing__(self, code: int) -> str:
        made = self[code] = _folded(chr(code), _folds())
        return made


def _folded(char: str, table: dict[str, str]) -> str:
    """Return what a character of NFC text is folded into; nothing for one that is dropped."""
    if _within(ord(char), DROPPED):
        return ""
    lowered = unicodedata.normalize("NFKC", char).lower()
    folded = "".join(table.get(each, each) for each in lowered)
    return "".join(each for each in folded if not _within(ord(each), DROPPED))


def tidy(text: str) -> str:
    """Return a text composed (NFC), with one blank for every run of blanks and none at its ends."""
    return unicodedata.normalize("NFC", " ".join(text.split()))


def token(char: str) -> str:
    """Return the token of a folded character."""
    return char if is_literal(char) else "q" + format(ord(char), "x").translate(_LETTERS)


def fold(text: str, folder: FoldingTable) -> list[str]:
    """Return the tokens of a text. The search page does the same to a query."""
    return folder.tokens_in(unicodedata.normalize("NFC", text))


def table() -> dict[str, object]:
    """Return all that the search page needs to fold a query and to read a result."""
    return {
        "folds": folds(),
        "dropped": [list(span) for span in DROPPED],
        "han": [list(span) for span in HAN],
        "break": BREAK,
        "section": SECTION,
        "alphabet": ALPHABET,
        "blank": BLANK,
        "nothing": NOTHING,
    }
