"""Write pieces of text as Markdown, and as HTML where a table or an alignment needs it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from html import escape
from urllib.parse import quote

from generator.data import dataclass
from generator.intake.reading.blocks import BOLD, ITALIC, STRIKE, SUB, SUP, UNDERLINE, Piece

_TAGS = ((STRIKE, "s"), (UNDERLINE, "u"), (SUP, "sup"), (SUB, "sub"))
_EMPHASIS = {BOLD: ("**", "strong"), ITALIC: ("*", "em")}
# What may begin something within a line. A tilde alone does not, in a Chinese text, nor does a bracket that closes.
_MARKS = re.compile(r"[\\`*_\[<]|~~|&(?=#?\w{1,32};)|!(?=\[)")
_ALL = re.compile(r"[!-/:-@\[-`{-~]")
# What may begin a block at the beginning of a line.
_OPENER = re.compile(
    r"#{1,6}(?=[ \t]|$)|>|[+-](?=[ \t]|$)|\|(?=.*\|)|(?:-[ \t]*+){3,}$|=++[ \t]*+$|-++[ \t]*+$"
)
_ORDERED = re.compile(r"(\d{1,9})([.)])(?=[ \t]|$)")
_UNDERLINED_BLANKS = re.compile(r"[ \u00a0\u3000\t]++")
_ADDRESS_SAFE = "/:?#@!$&'*+,;=%~"


@dataclass(frozen=True)
class Words:
    """What pieces refer to by number: names and words of pictures, and how notes are marked."""

    picture_names: Sequence[str]
    picture_words: Sequence[str]
    note: Callable[[str], str]


def markdown_of(pieces: Iterable[Piece], words: Words, *, tags: bool = False, all_signs: bool = False) -> str:
    """Return pieces as Markdown.

    With ``tags`` bold and italic are written as tags, where stars would not be read as they are meant; with
    ``all_signs`` each sign of punctuation is marked as one, where less was not enough.
    """

    def picture(name: str, said: str) -> str:
        return f"![{_escaped(said, all_signs=False)}]({address_of(name)})"

    return _line_starts(_written(pieces, words, picture, partial(_piece, tags=tags, all_signs=all_signs)))


def _written(
    pieces: Iterable[Piece], words: Words, picture: Callable[[str, str], str], text: Callable[[Piece], str]
) -> str:
    """Return pieces one after the other: notes as they are everywhere, pictures and texts as these say."""
    parts = []
    for piece in _joined(pieces):
        if piece.note:
            parts.append(words.note(piece.note))
        elif piece.picture >= 0:
            parts.append(picture(words.picture_names[piece.picture], words.picture_words[piece.picture]))
        else:
            parts.append(text(piece))
    return "".join(parts)


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    """Return pieces of which those that look the same are one, blanks between them too."""
    found: list[Piece] = []
    for piece in pieces:
        last = found[-1] if found else None
        plain = not (piece.note or piece.picture >= 0 or piece.ruby)
        if (
            last
            and plain
            and not (last.note or last.picture >= 0 or last.ruby)
            and last.address == piece.address
        ):
            same = last.marks == piece.marks or (
                not piece.text.strip() and UNDERLINE not in {*piece.marks, *last.marks}
            )
            if same:
                found[-1] = Piece(last.text + piece.text, last.marks, last.address)
                continue
        found.append(piece)
    return found


def _piece(piece: Piece, *, tags: bool, all_signs: bool) -> str:
    marks = set(piece.marks)
    if UNDERLINE in marks and not piece.text.strip():
        return (
            f"<u>{_UNDERLINED_BLANKS.sub(lambda blank: _wide(blank[0]), piece.text)}</u>"
            if piece.text
            else ""
        )
    if not piece.text.strip():
        return _escaped(piece.text, all_signs=all_signs)
    text = piece.text.strip()
    before, _, behind = piece.text.partition(text)
    inner = _escaped(text, all_signs=all_signs)
    if piece.ruby:
        inner = f"<ruby>{inner}<rp>（</rp><rt>{escape(piece.ruby, quote=False)}</rt><rp>）</rp></ruby>"
    for mark, tag in _TAGS:
        if mark in marks:
            inner = f"<{tag}>{inner}</{tag}>"
    for mark, (sign, tag) in _EMPHASIS.items():
        if mark in marks:
            broken = tags or "\n" in inner
            inner = f"<{tag}>{inner}</{tag}>" if broken else f"{sign}{inner}{sign}"
    if piece.address:
        inner = f"[{inner}]({address_of(piece.address)})"
    return _breaks(before) + inner + _breaks(behind)


def _breaks(text: str) -> str:
    return text.replace("\n", "\\\n")


def _escaped(text: str, *, all_signs: bool) -> str:
    pattern = _ALL if all_signs else _MARKS
    return _breaks(pattern.sub(lambda mark: "".join(f"\\{sign}" for sign in mark[0]), text))


def _line_starts(text: str) -> str:
    """Return Markdown of which no line begins a block: a heading, a list, a quotation."""
    lines = []
    for line in text.split("\n"):
        words = line.lstrip(" \t\u3000")
        if ordered := _ORDERED.match(words):
            words = f"{ordered[1]}\\{words[len(ordered[1]) :]}"
        elif _OPENER.match(words):
            words = f"\\{words}"
        lines.append(words)
    return "\n".join(lines)


def html_of(pieces: Iterable[Piece], words: Words) -> str:
    """Return pieces as HTML in one line."""

    def picture(name: str, said: str) -> str:
        return f'<img src="{escape(address_of(name))}" alt="{escape(said)}">'

    return _written(pieces, words, picture, _html_piece)


def _html_piece(piece: Piece) -> str:
    inner = escape(piece.text, quote=False).replace("\n", "<br>")
    if UNDERLINE in piece.marks and not piece.text.strip():
        inner = _UNDERLINED_BLANKS.sub(lambda blank: _wide(blank[0]), inner)
    if piece.ruby:
        inner = f"<ruby>{inner}<rp>（</rp><rt>{escape(piece.ruby, quote=False)}</rt><rp>）</rp></ruby>"
    for mark, tag in (*_TAGS, *((mark, tag) for mark, (_, tag) in _EMPHASIS.items())):
        if mark in piece.marks and inner.strip():
            inner = f"<{tag}>{inner}</{tag}>"
    return f'<a href="{escape(address_of(piece.address))}">{inner}</a>' if piece.address else inner


def _wide(blank: str) -> str:
    """Return blanks as wide ones, which a page shows all: lines to write on are underlined blanks."""
    width = sum(2 if each == "\u3000" else 1 for each in blank)
    return "\u3000" * max(1, min(width // 2, 40))


def address_of(target: str) -> str:
    """Return an address that Markdown reads as one: blanks, brackets and the like by their codes."""
    return "".join(
        each if each.isalnum() or each in "-._" or each in _ADDRESS_SAFE else quote(each, errors="replace")
        for each in target
    )
