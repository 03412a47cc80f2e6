"""The numbered tasks in the text of a row: 1. 2. 3., below them （1）（2）, also where a point was lost."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from generator.intake.directives.said import Line, Row, ends_sentence, squash

_NUMBER = re.compile(r"\s*+(\d{1,2})\s*+[.．、,，](?!\d)\s*+")
_POINTED = re.compile(r"\s*+(\d{1,2})\s*+[.．、]\s*+(?=\d{3})")
_SUB = re.compile(r"\s*+[（(]?\s*+(\d{1,2})\s*+[）)]\s*+[.．、]?")
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
# What may follow a number whose point was lost; 20年 and 26个 are no such numbers.
_QUANTITY = re.compile(r"\d*+\s*+(?:年|月|日|号|%|％|个|次|万|亿|项|类|家|人|小时|天|周|是|[-—–~～至])")
_INLINE = re.compile(r"(?<=[。；;）)])\s*+(?=\d{1,2}\s*+[.．、](?!\d))")
_PATHS_APART = re.compile(r"[（(〔\[【]?\s*+(?:公开|发布)(?:路径|渠道|平台|栏目)\s*+[：:]")
_LABEL = 16
# A bracket is not open for more lines than these.
_LOOKED_BACK = 12


@dataclass
class Item:
    """One task: its number in the directive's own way, and its text with the places it stands at."""

    number: str
    lines: list[Line] = field(default_factory=list)
    doubts: list[tuple[str, str]] = field(default_factory=list)
    shared: tuple[Line, ...] = ()

    @property
    def text(self) -> str:
        """The task's text in one piece."""
        return "".join(line.bare for line in self.lines)


@dataclass
class Counter:
    """How far the numbering has come in a part of the directive."""

    number: int = 0
    sub: int = 0


def split_row(row: Row, counter: Counter) -> list[Item]:
    """Return the tasks of a row, in their order; a row without numbers is one task.

    ``counter`` is where the row before ended, in the same part of the directive, and is moved on.
    """
    reader = _Reader(counter, row)
    for line in _cut(row):
        reader.take(line)
    return reader.finish()


def _cut(row: Row) -> list[Line]:
    """Return the row's lines; one that holds several numbered tasks in a run is cut before each."""
    lines: list[Line] = []
    for line in row.lines:
        if row.wrapped:
            lines.append(line)
        else:
            lines += [
                Line(part.strip(), line.at, line.end) for part in _INLINE.split(line.text) if part.strip()
            ]
    return lines


class _Reader:
    """Goes through a row's lines and begins a task at each number that may come now."""

    def __init__(self, counter: Counter, row: Row) -> None:
        self.counter = counter
        self.row = row
        self.items: list[Item] = []
        self.shared: tuple[Line, ...] = ()
        self.loose: list[Line] = []
        self.numbered = False
        self.sure = True

    def take(self, line: Line) -> None:
        """Take one line."""
        before = (self.items[-1].lines if self.items else self.loose) or []
        begins = not before or ends_sentence(before[-1].text) or not self.row.wrapped
        # 公开路径：1．政府网站 is no task of its own.
        begins = begins and not _is_open("".join(each.text for each in before[-_LOOKED_BACK:]))
        if begins and before and len(self.items) > 1 and self.numbered and _PATHS_APART.match(line.text):
            self.shared = (*self.shared, line)
            return
        if self.shared and not _NUMBER.match(line.text) and not _SUB.match(line.text):
            self.shared = (*self.shared, line)
            return
        if begins and (self._number(line) or self._sub(line)):
            return
        (self.items[-1].lines if self.items else self.loose).append(line)

    def finish(self) -> list[Item]:
        """Return the tasks; words before the first belong to it, and a bare label above others is none."""
        if not self.items:
            self.counter.number = self.counter.sub = 0
            return [Item("", self.loose)] if self.loose else []
        first = self.items[0]
        if self.loose:
            first.lines[:0] = self.loose
        kept = [item for at, item in enumerate(self.items) if not self._is_label(at)]
        for item in kept:
            item.shared = self.shared
        return kept

    def _is_label(self, at: int) -> bool:
        """Tell whether a task is only a heading of those numbered below it: 1．政府网站。"""
        item = self.items[at]
        following = self.items[at + 1] if at + 1 < len(self.items) else None
        below = following and following.number.startswith(f"{item.number}（")
        return bool(below) and len(item.text) <= _LABEL

    def _number(self, line: Line) -> bool:
        found = _NUMBER.match(line.text) or _POINTED.match(line.text)
        next_number = self.counter.number + 1
        if found and self._may_come(int(found.group(1))):
            value, rest = int(found.group(1)), line.text[found.end() :]
            doubt = value not in (1, next_number)
        elif self._lost(line, next_number):
            value, rest, doubt = next_number, line.text.strip()[len(str(next_number)) :], True
        elif not self.items and self._lost(line, 1):
            value, rest, doubt = 1, line.text.strip()[1:], True
        else:
            return False
        self._begin(str(value), Line(rest, line.at, line.end), doubt=doubt)
        self.counter.number, self.counter.sub = value, 0
        self.numbered = True
        return True

    def _may_come(self, value: int) -> bool:
        """Tell whether a number may come now: the next one, or in a new row any; years and quantities may not."""
        if value == self.counter.number + 1 or not self.items:
            return True
        return self.numbered and self.counter.number < value <= self.counter.number + 2

    def _lost(self, line: Line, number: int) -> bool:
        """Tell whether a line begins with this number without its point, as some copies have it."""
        bare = squash(line.text)
        rest = bare[len(str(number)) :]
        if (
            self.row.wrapped
            or not bare.startswith(str(number))
            or len(rest) < 6
            or rest[0] in "）)"
            or _QUANTITY.match(rest)
        ):
            return False
        return not rest[0].isdigit() or (number > 1 and self.numbered)

    def _sub(self, line: Line) -> bool:
        bare = line.text.strip()
        found = _SUB.match(bare)
        if found:
            value, rest = int(found.group(1)), bare[found.end() :]
        elif bare[:1] in _CIRCLED and bare:
            value, rest = _CIRCLED.index(bare[0]) + 1, bare[1:]
        else:
            return False
        if value not in (1, self.counter.sub + 1) or (
            not self.counter.number and not bare.startswith(("（", "("))
        ):
            return False
        above = self.items[-1] if self.items else None
        if value == 1 and above and above.lines and not ends_sentence(above.lines[-1].text):
            return False
        number = f"{self.counter.number or ''}（{value}）"
        self._begin(number, Line(rest, line.at, line.end), doubt=False)
        self.counter.sub = value
        return True

    def _begin(self, number: str, line: Line, *, doubt: bool) -> None:
        item = Item(number, [line])
        if doubt:
            item.doubts.append(("item_no", "序号后面少了点，或者序号不连续"))
        self.items.append(item)


def _is_open(text: str) -> bool:
    """Tell whether a bracket in a text has not been closed yet."""
    opened, closed = (sum(text.count(mark) for mark in marks) for marks in ("（(〔", "）)〕"))
    numbered = len(re.findall(r"(?:^|[。；：\n])\s{0,3}\d{1,2}[）)]", text))
    return opened > closed - numbered
