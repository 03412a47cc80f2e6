"""Collect digits as people write them: in groups, over lines, through markup, as entities, full-width.

A row is what a reader may take for one number or several: groups of digits with nothing but gaps between them.
Only where eleven digits come together is a text looked at this closely.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape

from generator.patterns import pattern

_SPACES = " \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
# What does not show.
_HIDDEN = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_MARKS = "\\-_.()（）【】+＋\u2010-\u2015\u2212\ufe63－＿．·\u2022\u2027\u30fb\uff65"
# The last character of an identity number, whichever keyboard it comes from.
_CROSSES = "xXｘＸ×✕╳ХхΧχ"
_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")
_INLINE = (
    "(?:abbr|a|bdi|bdo|big|br|b|cite|code|data|del|em|font|ins|i|kbd|mark|nobr|q|samp|small|span|strike|strong|s"
    "|tt|u|var|wbr)"
)
_TOKENS = (
    r"(?P<digits>[0-9０-９]++)"
    rf"|(?P<space>[{_SPACES}]++)"
    rf"|(?P<mark>[{_MARKS}])"
    r"|(?P<line>(?:\r\n|[\r\n\x0b\x0c\x85\u2028\u2029])[ \u3000]*+(?:>[ \u3000]*+)*+)"
    r"|(?P<tab>\t)"
    rf"|(?P<markup></?{_INLINE}(?![\w:-])[^<>]*+>|<!--[^<>]*+>|\]\([^()\n]*+\)|\[\^[^\[\]\n]*+\])"
    # Four stars hide digits, fewer are emphasis.
    rf"|(?P<hidden>[{_HIDDEN}]|(?<!\*)\*{{1,3}}+(?!\*)|[`\[\]\\]|~~|==)"
    r"|(?P<entity>&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]{2,24}+);)"
    rf"|(?P<cross>[{_CROSSES}](?![0-9A-Za-z]))"
)
_TOKEN = pattern(_TOKENS)
_START = pattern("[0-9０-９]|&#[0-9xX]")
_KINDS = {
    name: pattern(f"[{chars}]")
    for name, chars in {
        "space": _SPACES,
        "hidden": _HIDDEN,
        "mark": _MARKS,
        "cross": _CROSSES,
        "line": "\r\n",
    }.items()
}
FEWEST = 11
# How a gap is kept while it is read: one sign for each of its parts.
_SIGNS = {"mark": "-", "line": "\n", "tab": "\n", "hidden": "", "markup": ""}
_BREAK = "\n\n"
_WIDEST = 3
_LONGEST_GAP = 12


@dataclass
class DigitRow:
    """Groups of digits: the digits, where among them each group begins (and the last ends), where in the text
    each digit begins and each group ends, the gap before each group, and where an X behind the last ends.

    A gap is " " (blanks), "-" (a visible sign), "\\n" (a line's end, a tab, many blanks) or "" (what does not show).
    """

    parts: list[str] = field(default_factory=list)
    begins: list[int] = field(default_factory=lambda: [0])
    places: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)
    cross_end: int = 0

    @cached_property
    def digits(self) -> str:
        """All the digits of a row that is complete."""
        return "".join(self.parts)

    def add(self, digits: str, places: list[int], end: int, gap: str | None) -> None:
        """Add digits: as a group of their own, or, where no gap at all is before them, to the last group."""
        self.parts.append(digits)
        self.places += places
        if gap is not None or not self.ends:
            self.begins.append(len(self.places))
            self.ends.append(end)
            self.gaps.append(_summed(gap or ""))
        else:
            self.begins[-1], self.ends[-1] = len(self.places), end


def find_rows(text: str, start: int = 0, end: int | None = None) -> Iterator[DigitRow]:
    """Yield the rows of a text that have as many digits as the shortest number; those in a tag or in a link's
    address come before the row that runs through it."""
    end = len(text) if end is None else end
    while first := _START.search(text, start, end):
        tokens = list(_tokens(text, first.start(), end))
        yield from (row for row in _rows(text, tokens) if len(row.places) >= FEWEST)
        start = tokens[-1].end() if tokens else first.end()


def _tokens(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    while token := _TOKEN.match(text, start, end):
        yield token
        start = token.end()


def _rows(text: str, tokens: list[re.Match[str]]) -> Iterator[DigitRow]:
    if not tokens or tokens[-1].end() - tokens[0].start() < FEWEST:
        return
    row, gap = DigitRow(), None
    for token in tokens:
        kind, written = token.lastgroup or "", token[0]
        if kind == "entity":
            written = unescape(written)
            kind = _kind_of(written)
        if kind == "digits":
            # All of an entity stands for its one digit.
            places = [token.start()] if token.lastgroup == "entity" else list(range(*token.span()))
            row.add(written.translate(_FULL_WIDTH), places, token.end(), gap)
            gap = None
            continue
        if kind == "cross" and row.ends:
            row.cross_end = token.end()
        if kind == "markup":
            yield from find_rows(text, token.start() + 2, token.end() - 1)
        gap = _longer(gap or "", kind, written)
        if gap == _BREAK and row.ends:
            yield row
            row = DigitRow()
    yield row


def _kind_of(sign: str) -> str:
    if sign.isdecimal() and len(sign) == 1:
        return "digits"
    return next((kind for kind, pattern in _KINDS.items() if pattern.fullmatch(sign)), "other")


def _longer(gap: str, kind: str, written: str) -> str:
    """Return a gap with one more token in it; a break, where it parts numbers for certain."""
    if kind == "space":
        gap += " " * min(len(written), _WIDEST + 1)
    elif kind == "markup" and written[:3].lower() == "<br":
        gap += "\n"
    else:
        gap += _SIGNS.get(kind, _BREAK)
    return _BREAK if gap.count("\n") > 1 or gap.count("-") > _WIDEST or len(gap) > _LONGEST_GAP else gap


def _summed(gap: str) -> str:
    if "\n" in gap or gap.count(" ") > _WIDEST:
        return "\n"
    return "-" if "-" in gap else gap[:1]
