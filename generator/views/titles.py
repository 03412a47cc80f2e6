"""Show a title so that its lines end between words: 《优化营商环境若干措施》 is never cut into 示 and 例."""

from __future__ import annotations

from html import escape

from markupsafe import Markup

from generator.patterns import pattern
from generator.views.markup import safe
from generator.views.title_words import WORDS_BY_SIGN

_RUN = pattern(r"[A-Za-z0-9.,%％℃~～〔〕\[\]/+-]+")
_OPENING, _CLOSING = "《〈“‘（(「『【", "》〉”’）)」』】，、：；。！？—…·,.:;!?"
# What belongs to the word before it, and what ends the name of a place or a body.
_TRAILING = "的和与及或等了们年月日号次批万亿元吨级至到之"
_ENDS_A_NAME = "区县市省镇乡村局委办厅院校部处科"
_LONGEST_UNKNOWN = 8


def broken_title(title: str) -> Markup:
    """Return a title as HTML with a place for a line break after each of its words."""
    pieces = title_pieces(title)
    return safe("<wbr>".join(pieces if escape(title) == title else map(escape, pieces)))


def title_pieces(title: str) -> list[str]:
    """Return the pieces of a title between which a line may end; together they are the title."""
    words, known = _words(title)
    last = len(words) - 1
    pieces: list[str] = []
    unknown = ""  # the signs of no known word that the last piece ends with
    for number, word in enumerate(words):
        is_known = known[number]
        # An unknown sign with a known word before it and none unknown after it goes with the former: 局 in 公安局.
        alone = (
            not is_known
            and number > 0
            and known[number - 1]
            and _is_han(word[0])
            and (number == last or known[number + 1] or not _is_han(words[number + 1][0]))
        )
        if not pieces or (not alone and _may_break(pieces[-1][-1], word, is_known, unknown)):
            pieces.append(word)
            unknown = "" if is_known else word.lstrip(_OPENING)
        else:
            pieces[-1] += word
            unknown = "" if is_known or word in _TRAILING else unknown + word
    return pieces


def _words(title: str) -> tuple[list[str], list[bool]]:
    """Return the words of a title in order, and of each whether it is a known one; what is not, sign by sign.

    Every page has a title: one loop, and a look at no more words than begin alike.
    """
    words: list[str] = []
    known: list[bool] = []
    place, end = 0, len(title)
    while place < end:
        sign = title[place]
        for word in WORDS_BY_SIGN.get(sign, ()):
            if title.startswith(word, place):
                known.append(True)
                break
        else:
            match = None if _is_han(sign) else _RUN.match(title, place)
            word = match[0] if match else sign
            known.append(False)
        words.append(word)
        place += len(word)
    return words, known


def _may_break(last: str, word: str, known: bool, unknown: str) -> bool:
    if known and _is_han(last) and _is_han(word[0]):
        return True  # most places between two words are such
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
    return not unknown or unknown[-1] in _ENDS_A_NAME or len(unknown) >= _LONGEST_UNKNOWN


def _is_han(sign: str) -> bool:
    return "\u4e00" <= sign <= "\u9fff"
