"""Cards of columns, two beside each other, that are as high as each other: none is left half empty.

Two cards stand side by side only where they hold about as much; every other one takes the whole width, where its
rows stand in two columns. The order of the columns stays as it is declared. How high a card is can only be guessed
here, from the length of titles: the last lines of a pair are brought level by the style sheet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator.data import dataclass
from generator.views.rows import ColumnLink

# With fewer rows a card is short: it says what the column is for, too.
FEW = 3
# In lines of text: the space between rows, a line of names of columns, what nobody sees of a difference.
_BETWEEN, _NAMES_HIGH, _UNSEEN = 0.5, 1.9, 1.6
_NAMES = 3  # on a line
# How many signs of a title stand on a line of a card, before its date: in a column's page, on the home page.
CARD, PANEL = 15, 23


@dataclass(frozen=True)
class Card:
    """A column and the rows of its card; a ``wide`` card stands alone, a ``short`` one has few rows or none."""

    column: ColumnLink
    wide: bool
    short: bool


def level_cards(columns: Sequence[ColumnLink], line: int = CARD, most_names: int = 8) -> list[Card]:
    """Return the cards of columns in their order, of each pair with the most rows that make it level.

    ``line`` is how many signs stand on a line. A column with more than ``most_names`` columns below has a card of
    its own.
    """
    cards: list[Card] = []
    place = 0
    while place < len(columns):
        pair = _level_pair(columns[place : place + 2], line, most_names)
        if pair:
            cards += [Card(each, False, _is_short(each)) for each in pair]
        else:
            cards.append(Card(columns[place], True, _is_short(columns[place])))
        place += max(1, len(pair))
    return cards


def _is_short(column: ColumnLink) -> bool:
    return len(column.rows) < FEW


def _level_pair(pair: Sequence[ColumnLink], line: int, most_names: int) -> Sequence[ColumnLink]:
    """Return two columns with as many rows as make their cards level; none where they cannot be."""
    if len(pair) < 2 or _is_short(pair[0]) != _is_short(pair[1]):
        return ()
    if max(len(each.children) for each in pair) > most_names:
        return ()
    one, other = (_heights(each, line) for each in pair)
    ways = [
        (-min(m, n), -(m + n), abs(high - low), m, n)
        for m, high in one.items()
        for n, low in other.items()
        if abs(high - low) <= _UNSEEN
    ]
    if not ways:
        return ()
    *_, m, n = min(ways)
    return [replace(each, rows=each.rows[:count]) for each, count in zip(pair, (m, n), strict=True)]


def _heights(column: ColumnLink, line: int) -> dict[int, float]:
    """Return how high a card is, in lines, for each number of rows that it may have."""
    high = _NAMES_HIGH * -(-len(column.children) // _NAMES)
    if _is_short(column):
        high += _lines(column.description, line + 6)
    heights = {0: high}
    for number, each in enumerate(column.rows, 1):
        heights[number] = heights[number - 1] + _lines(each.title, line) + _BETWEEN
    least = min(FEW, len(column.rows))
    return {number: each for number, each in heights.items() if number >= least}


def _lines(text: str, line: int) -> int:
    """Return on how many lines a text stands: letters and figures take half the room of a sign."""
    width = sum(0.55 if each.isascii() else 1 for each in text)
    return -(-int(width) // line)
