"""What the columns of a register ask for: a width, and whether they hold numbers or short texts.

Both are taken from what the cells hold, so that a table is laid out well without a script and without a word of
its format. The first 500 rows tell, however long a register is, so that all its pages look alike.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from generator.data import dataclass
from generator.model.register import NUMBERS, FieldType, Register, RegisterField, is_serial
from generator.patterns import pattern

NUMBER, SHORT = "number", "short"
_TOLD = 500
_NARROWEST, _WIDEST = 2, 24
# In widths of a Han character: a column as wide as its texts up to here; longer texts take more than one line.
_ONE_LINE = 6
_SHARE_OF_LONG = 2.2
_SORT = 1.6  # the button behind a label
# As much of a long label as keeps its column from being narrower: much where the table is narrow anyhow.
_LABEL, _WHOLE_LABEL, _NARROW_TABLE = 4.2, 9, 45
# What a column of texts is never pressed below: words of four characters stand.
_LEAST, _MOST, _SHARE_OF_ASKED = 4, 8, 0.45
# Nor is a label broken sign by sign: of six there are two lines of three.
_LEAST_OF_LABEL, _MANY = 3, 8
_DETAILS = 5  # the way to the details stands in the last column
_TITLE_OF_A_DOCUMENT = 18
_TYPES = frozenset({FieldType.DATE, FieldType.CHOICE, FieldType.PHONE, FieldType.CREDIT_CODE})
_UNTYPED = frozenset({FieldType.TEXT, FieldType.LONG})
_FIGURE = pattern(r"[-+−]?[¥￥$]?(?:\d{1,3}(?:,\d{3})++|\d++)(?:\.\d++)?\s*+[%％元]?")
_DAY = pattern(r"\d{4}(?:[-./]\d{1,2}(?:[-./]\d{1,2})?|年\d{1,2}月(?:\d{1,2}日)?)")
# Digits that count nothing.
_NAMES = ("号", "码", "年", "年度", "年份", "电话", "代码", "邮编")


@dataclass(frozen=True)
class ColumnLook:
    """How a column looks: its kind, empty for plain texts, its width in Han characters, and the least it can do with."""

    kind: str
    width: int
    least: int


def column_looks(register: Register, positions: Sequence[int], *, details: bool) -> tuple[ColumnLook, ...]:
    """Return the looks of the columns that hold the fields at these positions; the last may lead to details."""
    rows = register.rows[:_TOLD]
    columns = [(register.fields[n], [row[n] for row in rows if row[n]]) for n in positions]
    bare = [(field, *_bare(field, texts)) for field, texts in columns]
    narrow = sum(max(asked, _LABEL) for _, _, asked in bare) <= _NARROW_TABLE
    looks = [_look(field, kind, asked, _WHOLE_LABEL if narrow else _LABEL) for field, kind, asked in bare]
    if len(looks) <= _MANY:
        looks = [_with_label(look, field) for look, (field, _, _) in zip(looks, bare, strict=True)]
    if details and looks:
        last = looks[-1]
        looks[-1] = replace(last, width=min(_WIDEST, last.width + _DETAILS), least=last.least + _DETAILS)
    return tuple(looks)


def _bare(field: RegisterField, texts: Sequence[str]) -> tuple[str, float]:
    """Return the kind of a column and the width that its texts ask for."""
    kind = _kind(field, texts)
    sizes = sorted(_size(_seen(field, text)) for text in texts) or [0.0]
    return kind, sizes[-1] + 0.5 if kind and sizes[-1] <= _WIDEST / 2 else _asked(sizes)


def _look(field: RegisterField, kind: str, asked: float, label: float) -> ColumnLook:
    width = max(_NARROWEST, min(_WIDEST, math.ceil(max(asked, min(_size(field.heading) + _SORT, label)))))
    least = min(max(min(asked - 0.5, _LEAST), round(asked * _SHARE_OF_ASKED)), _MOST)
    return ColumnLook(kind, width, max(1, min(width, math.ceil(least))))


def _with_label(look: ColumnLook, field: RegisterField) -> ColumnLook:
    least = math.ceil(min(_size(field.heading), _LEAST_OF_LABEL))
    return replace(look, width=max(look.width, least), least=max(look.least, least))


def _asked(sizes: Sequence[float]) -> float:
    """Return the width at which nearly all texts of these sizes take few lines."""
    usual = sizes[math.ceil(0.9 * (len(sizes) - 1))]
    if usual <= _ONE_LINE:
        return usual + 0.5
    return _ONE_LINE + math.sqrt(_SHARE_OF_LONG * (usual - _ONE_LINE))


def _kind(field: RegisterField, texts: Sequence[str]) -> str:
    if field.type in NUMBERS or is_serial(field):
        return NUMBER
    if field.type in _TYPES:
        return SHORT
    if field.type not in _UNTYPED or not texts:
        return ""
    if all(map(_DAY.fullmatch, texts)):
        return SHORT
    return NUMBER if all(map(_FIGURE.fullmatch, texts)) and not field.label.endswith(_NAMES) else ""


def _seen(field: RegisterField, text: str) -> str:
    if field.type is FieldType.DOCUMENT:
        return "国" * _TITLE_OF_A_DOCUMENT
    return text.rpartition("/")[2] if field.type is FieldType.ASSETS else text


def _size(text: str) -> float:
    """Return how wide the longest line of a text is, in Han characters."""
    if text.isascii() and "\n" not in text:
        return len(text) / 2
    return max(sum(2 if char > "⹿" else 1 for char in line) for line in text.split("\n")) / 2
