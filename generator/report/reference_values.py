"""What a key of a declaration may hold, in words for the reference pages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from typing import Any, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generator.model.words import CYCLE_LABELS, KIND_LABELS, LEVEL_LABELS

_VALUE_LABELS: Mapping[Any, str] = {**CYCLE_LABELS, **KIND_LABELS, **LEVEL_LABELS}
# Keys whose values are told of in a section that is called otherwise.
_SECTIONS = {"children": "栏目", "facts": "proof"}
_TYPE_WORDS: Mapping[type, str] = {
    int: "整数",
    float: "数字",
    datetime: "日期和时间",
    date: "日期",
}


def values_of(key: str, field: FieldInfo) -> str:
    """Return the values that a key takes."""
    kind = _inner_type(field.annotation)
    if issubclass(kind, BaseModel):
        what = f"见“{_SECTIONS.get(key, key)}”一节"
        return f"列表，{what}" if _is_list(field) else what
    if issubclass(kind, Enum):
        # Members of two enumerations may be the same word.
        labels = _VALUE_LABELS if any(type(known) is kind for known in _VALUE_LABELS) else {}
        choices = "、".join(f"`{member.value}`{labels.get(member, '')}" for member in kind)
        chosen = f"；不写时是`{field.default.value}`" if isinstance(field.default, Enum) else ""
        return choices + chosen
    if kind is bool:
        return "`true`或`false`" + _unwritten(str(field.default).lower())
    if kind is int:
        return "整数" + _unwritten(str(field.default).lower())
    words = _TYPE_WORDS.get(kind, "文字")
    example = f"，例如`{_example(field.examples[0])}`" if field.examples else ""
    return f"{words}列表{example}" if _is_list(field) else words + example


def _unwritten(default: str) -> str:
    return "" if default in ("none", "pydanticundefined") else f"；不写时是`{default}`"


def _example(value: Any) -> str:
    return f"[{'、'.join(value)}]" if isinstance(value, list) else str(value)


def _is_list(field: FieldInfo) -> bool:
    return get_origin(field.annotation) is list


def _inner_type(annotation: Any) -> type:
    """Return the type that decides how a value is written: of X | None, list[X], Annotated[X] it is X."""
    if isinstance(annotation, type) and get_origin(annotation) is None:
        return annotation
    return _inner_type(get_args(annotation)[0])
