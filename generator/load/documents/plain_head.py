"""Read a plain head (``key: value`` line by line, as nearly all are) without the YAML reader.

What is not surely as plain as that is left to marked.py: anchors, comments behind values, values over several
lines, deeper nesting. What is read here is read as YAML would; a test compares the two. It takes a tenth of
the time, and reading the heads was a third of the time of reading a portal.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import field

from generator.data import dataclass
from generator.load.yaml.marked import NULLS, Spot, Value
from generator.model.finding import Place

_KEY = re.compile(r"[A-Za-z_]+|[\u4e00-\u9fff]+")
# Tabs, line ends of other kinds and control characters mean something to YAML, as does a comment.
_UNUSUAL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\xa0\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_COMMENT = " #"
# A value that begins with one of these is more than a text.
_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@` ")
# An entry whose value is but a text, as most are: told from the others, and cut, in one step.
_TEXT_ENTRY = re.compile(r"([A-Za-z_]+|[\u4e00-\u9fff]+): +([^-?:,\[\]{}#&*!|>'\"%@` \n][^\n]*)")
_ITEM = re.compile(r" *([^\[\]{},:#&*!|>'\"%@`? -][^\[\]{},:#'\"?]*)")
_HYPHEN = re.compile(r" *- +")


class _NotPlainError(Exception):
    """The head is to be read in the general way."""


# Where a part of a value stands: its spot below the key, the index of its line, its column.
_Mark = tuple[Spot, int, int]


@dataclass(frozen=True)
class PlainHead:
    """The values of a head by their keys, and the places of those that were asked for."""

    value: dict[str, Value] = field(default_factory=dict)
    places: dict[Spot, Place] = field(default_factory=dict)


def read_plain(
    head: str, name: str, labels: Mapping[str, str], placed: Container[str | int]
) -> PlainHead | None:
    """Read a head that begins on line 2 of a file; None if it is not plain.

    ``labels`` are words for keys. Places are noted of the keys in ``placed`` and of what is below them.
    """
    if _COMMENT in head or _UNUSUAL.search(head):
        return None
    values: dict[str, Value] = {}
    places: dict[Spot, Place] = {}
    try:
        for first, word, value, marks in _entries(head.split("\n")):
            key = labels.get(word, word)
            if key in values or (key in placed and not marks):
                return None
            if not values:
                places[()] = Place(name, first + 2)
            values[key] = value
            if key in placed:
                for spot, line, column in marks:
                    places[(key, *spot)] = Place(name, line + 2, column)
    except _NotPlainError:
        return None
    return PlainHead(values, places) if values else None


def _entries(lines: list[str]) -> Iterator[tuple[int, str, Value, list[_Mark]]]:
    """Yield the entries of a head: line, key, value, and where that and its parts stand (not of a mapping)."""
    after = 0
    for number, line in enumerate(lines):
        if number < after or not line or line[0] == "#":
            continue
        if entry := _TEXT_ENTRY.fullmatch(line):
            key, text = entry.groups()
            yield number, key, _text(text.rstrip(" ")), [((), number, entry.start(2) + 1)]
            continue
        key, text, column = _split(line)
        if text:
            value, marks = _value(text, number, column)
            yield number, key, value, marks
            continue
        after = number + 1
        while after < len(lines) and lines[after][:1] in (" ", "-") and lines[after]:
            after += 1
        below = lines[number + 1 : after]
        if not below:
            yield number, key, None, [((), number, column)]
        elif below[0].lstrip(" ")[:1] == "-":
            yield number, key, *_block_list(below, number + 1)
        else:
            yield number, key, _block_mapping(below), []


def _split(line: str) -> tuple[str, str, int]:
    """Return the key of a line, what follows it, and the column of that."""
    key, colon, rest = line.partition(":")
    if not colon or not _KEY.fullmatch(key) or (rest and rest[0] != " "):
        raise _NotPlainError
    text = rest.strip(" ")
    # An empty value stands right after the colon.
    column = len(line) - len(rest.lstrip(" ")) + 1 if text else len(key) + 2
    return key, text, column


def _value(text: str, number: int, column: int) -> tuple[Value, list[_Mark]]:
    here: _Mark = ((), number, column)
    if text[0] != "[":
        return _scalar(text), [here]
    if text[-1] != "]" or len(text) < 2:
        raise _NotPlainError
    values: list[Value] = []
    marks = [here]
    at = column + 1
    for index, part in enumerate(text[1:-1].split(",") if len(text) > 2 else ()):
        item = _ITEM.fullmatch(part)
        if not item:
            raise _NotPlainError
        values.append(_scalar(part.strip(" ")))
        marks.append(((index,), number, at + item.start(1)))
        at += len(part) + 1
    return values, marks


def _scalar(text: str) -> str | None:
    first = text[0]
    if first in "'\"":
        inner = text[1:-1]
        if len(text) < 2 or text[-1] != first or first in inner or "\\" in inner:
            raise _NotPlainError
        return inner
    if first in _INDICATORS:
        raise _NotPlainError
    return _text(text)


def _text(text: str) -> str | None:
    """Return a value that begins as a text does."""
    if ": " in text or text[-1] == ":":
        raise _NotPlainError
    return None if text in NULLS else text


def _block_list(lines: list[str], number: int) -> tuple[Value, list[_Mark]]:
    """Read lines that begin with a hyphen, all below each other."""
    values: list[Value] = []
    indents = {len(line) - len(line.lstrip(" ")) for line in lines}
    if len(indents) > 1:
        raise _NotPlainError
    marks: list[_Mark] = [((), number, indents.pop() + 1)]
    for index, line in enumerate(lines):
        hyphen = _HYPHEN.match(line)
        if hyphen is None or hyphen.end() == len(line):
            raise _NotPlainError
        values.append(_scalar(line[hyphen.end() :].rstrip(" ")))
        marks.append(((index,), number + index, hyphen.end() + 1))
    return values, marks


def _block_mapping(lines: list[str]) -> Value:
    """Read entries that stand deeper than their key, all below each other."""
    values: dict[str, Value] = {}
    indents = {len(line) - len(line.lstrip(" ")) for line in lines}
    if len(indents) > 1:
        raise _NotPlainError
    for line in lines:
        key, text, _ = _split(line.lstrip(" "))
        if key in values:
            raise _NotPlainError
        values[key] = _value(text, 0, 0)[0] if text else None
    return values
