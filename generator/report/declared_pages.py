"""Write a page of docs/ from declarations: their keys with names, values and descriptions, as tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from typing import Any, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generator.load.yaml.validate import declared_keys
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
_ORIGIN = "本页由程序从声明生成，请勿手工修改。重新生成的办法见[CONTRIBUTING](../../CONTRIBUTING.md)。"


def key_names(names: Iterable[str]) -> str:
    """Return names of keys as one cell."""
    return "、".join(f"`{name}`" for name in names) or "—"


def keys_page(
    title: str, lead: str, sections: Iterable[tuple[str, type[BaseModel]]], more: Iterable[str] = ()
) -> str:
    """Return a page that tells the keys of declarations, a section each."""
    parts = [f"# {title}", lead]
    for heading, declaration in sections:
        rows = [_key_row(key, field) for key, field in declared_keys(declaration).items()]
        parts += [f"## {heading}", table(("键", "中文名", "必填", "取值", "说明"), rows)]
    return page([*parts, *more])


def _key_row(key: str, field: FieldInfo) -> tuple[str, ...]:
    required = "是" if field.is_required() else "否"
    return (f"`{key}`", field.title or "", required, _values(key, field), field.description or "")


def _values(key: str, field: FieldInfo) -> str:
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
        given = "" if field.default is None else f"；不写时是`{str(field.default).lower()}`"
        return f"`true`或`false`{given}"
    if kind is int:
        return "整数" if field.default is None or field.is_required() else f"整数；不写时是`{field.default}`"
    words = _TYPE_WORDS.get(kind, "文字")
    example = f"，例如`{_example(field.examples[0])}`" if field.examples else ""
    return f"{words}列表{example}" if _is_list(field) else words + example


def _example(value: Any) -> str:
    return f"[{'、'.join(value)}]" if isinstance(value, list) else str(value)


def _is_list(field: FieldInfo) -> bool:
    return get_origin(field.annotation) is list


def _inner_type(annotation: Any) -> type:
    """Return the type that decides how a value is written: of X | None, list[X], Annotated[X] it is X."""
    if isinstance(annotation, type) and get_origin(annotation) is None:
        return annotation
    return _inner_type(get_args(annotation)[0])


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def page(parts: Iterable[str]) -> str:
    """Return a page that says where it comes from."""
    return "\n\n".join((*parts, _ORIGIN)) + "\n"
