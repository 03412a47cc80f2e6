"""Guess what the columns of a table hold: only what every cell bears out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from generator.data import dataclass
from generator.load.registers.cells import CellFault, read_cell
from generator.model.register import FieldType, RegisterField

_PHONE = re.compile(r"电话|手机|热线|传真|号码$")
_CODE = re.compile(r"编码|代码|编号|号$|标识码|账号|证号")
_KIND = re.compile(r"类型|类别|性质|是否|状态|等级|层次|级别|方式")
_SUFFIX = re.compile(r"(.+?)[（(]([^（()）]{1,8})[）)]")
_MONEY = ("元", "万元", "亿元", "千元", "百万元")
_MOST_CHOICES, _LONGEST_CHOICE, _FEWEST = 6, 8, 8
_LONG = 60
_LONGEST_NUMBER = 12


@dataclass(frozen=True)
class Guess:
    """What a column holds: its type, and with it the choices and the unit."""

    type: FieldType
    label: str
    unit: str = ""
    choices: tuple[str, ...] = ()


def guess_column(label: str, cells: Sequence[str]) -> Guess:
    """Return what the cells of a column are, by trying them."""
    values = [cell.strip() for cell in cells if cell.strip()]
    if not values:
        return Guess(FieldType.TEXT, label)
    numbered = _number(label, values)
    if numbered:
        return numbered
    tries = [FieldType.DATE, FieldType.CREDIT_CODE, FieldType.URL]
    tries += [FieldType.PHONE] if _PHONE.search(label) else []
    for kind in tries:
        if _all(kind, label, values):
            return Guess(kind, label)
    choices = tuple(dict.fromkeys(values))
    few = len(choices) <= _MOST_CHOICES and max(map(len, choices)) <= _LONGEST_CHOICE
    if _KIND.search(label) and few and len(values) >= _FEWEST:
        return Guess(FieldType.CHOICE, label, choices=choices)
    return Guess(FieldType.LONG if max(map(len, values)) > _LONG else FieldType.TEXT, label)


def _number(label: str, values: Sequence[str]) -> Guess | None:
    """Return a column of numbers; what has zeros before it, or more digits than an amount, is a code and no number."""
    if _CODE.search(label) or _PHONE.search(label):
        return None
    if any(re.match(r"0\d", value) or len(value) > _LONGEST_NUMBER for value in values):
        return None
    match = _SUFFIX.fullmatch(label)
    unit = match[2] if match else ""
    if all(re.fullmatch(r"\d{8}", value) for value in values) and _all(FieldType.DATE, label, values):
        return None
    whole = not any("." in value for value in values)
    for kind in (FieldType.INTEGER, FieldType.NUMBER) if whole else (FieldType.NUMBER,):
        if _all(kind, label, values):
            name = match[1] if match else label
            return Guess(FieldType.MONEY if unit in _MONEY else kind, name, unit)
    return None


def _all(kind: FieldType, label: str, values: Sequence[str]) -> bool:
    field = RegisterField("x", label, type=kind)
    return all(_reads(value, field) for value in values)


def _reads(value: str, field: RegisterField) -> bool:
    found = read_cell(value, replace(field, required=True))
    return not isinstance(found, CellFault) and bool(found)
