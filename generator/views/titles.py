"""Show a title so that its lines end between words: 《优化营商环境若干措施》 is never cut into 示 and 例."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from markupsafe import Markup

from generator.views.markup import safe
from generator.views.title_words import LONGEST, TITLE_WORDS

_CHAR = re.compile(r"[A-Za-z0-9.,%％℃~～〔〕\[\]/+-]+|.", re.DOTALL)
_OPENING, _CLOSING = "《〈“‘（(「『【", "》〉”’）)」』】，、：；。！？—…·,.:;!?"
# What belongs to the word before it, and what ends the name of a place or a body.
_TRAILING = "的和与及或等了们年月日号次届个家件项条期批万亿元吨级至到之"
_ENDS_A_NAME = "区县市省镇乡村局委办厅院校部处科"
_LONGEST_UNKNOWN = 8


def broken_title(title: str) -> Markup:
    """Return a title as HTML with a place for a line break after each of its words."""
    return safe("<wbr>".join(escape(piece) for piece in title_pieces(title)))


def title_pieces(title: str) -> list[str]:
    """Return the pieces of a title between which a line may end; together they are the title."""
    words = list(_words(title))
    pieces: list[str] = []
    for number, (word, known) in enumerate(words):
        alone = not known and _stands_alone(words, number)
        if not pieces or (not alone and _may_break(pieces[-1], word, known)):
            pieces.append(word)
        else:
            pieces[-1] += word
    return pieces


def _stands_alone(words: list[tuple[str, bool]], number: int) -> bool:
    """Tell whether an unknown sign has a known word before it and none unknown after it: 局 in 公安局."""
    word = words[number][0]
    before = number > 0 and words[number - 1][1]
    after = number + 1 < len(words) and not words[number + 1][1] and _is_han(words[number + 1][0])
    return before and not after and _is_han(word)


def _is_han(word: str) -> bool:
    return "\u4e00" <= word[0] <= "\u9fff"


def _words(title: str) -> Iterator[tuple[str, bool]]:
    """Yield the words of a title in order, each with whether it is a known one; what is not, sign by sign."""
    place = 0
    while place < len(title):
        word = _known_at(title, place)
        if word:
            yield word, True
        else:
            match = _CHAR.match(title, place)
            assert match  # any character is one
            word = match[0]
            yield word, False
        place += len(word)


def _known_at(title: str, place: int) -> str:
    for length in range(min(LONGEST, len(title) - place), 1, -1):
        if title[place : place + length] in TITLE_WORDS:
            return title[place : place + length]
    return ""


def _may_break(before: str, word: str, known: bool) -> bool:
    last = before[-1]
    if word[0] in _CLOSING or last in _OPENING or word[0].isspace():
        return False
    if word[0] in _OPENING or last in _CLOSING or last.isspace():
        return True
    if last.isascii() and last.isalnum():
        return False
    if known:
        return True
    if word in _TRAILING:
        return False
    # An unknown sign goes on with the unknown ones before it, until a name ends or they are many.
    unknown = _unknown_at_end(before)
    return not unknown or unknown[-1] in _ENDS_A_NAME or len(unknown) >= _LONGEST_UNKNOWN


def _unknown_at_end(piece: str) -> str:
    """Return the signs at the end of a piece that are of no known word."""
    for start in range(len(piece)):
        word = _known_at(piece, start)
        if word:
            rest = piece[start + len(word) :]
            return _unknown_at_end(rest) if rest else ""
    return piece.lstrip(_OPENING)
