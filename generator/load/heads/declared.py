"""Make the pydantic declaration of a part from its fields, for validation, schema and reference page."""

from __future__ import annotations

import types
from collections.abc import Iterable
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any, get_args, get_origin, get_type_hints

from pydantic import ConfigDict, Field, create_model, model_validator

from generator.load.heads.common import CommonHead
from generator.load.heads.said import Group, Said, Told
from generator.load.yaml.declaration import Declaration
from generator.load.yaml.fields import Count, Day, Flag, Line, Lines, OptionalLine
from generator.model.asset import Asset, Paper


class Named(Declaration):
    """A mapping that may be written as its name alone; editors are told so by the schema."""

    model_config = ConfigDict(json_schema_extra={"type": ["object", "string"]})

    @model_validator(mode="before")
    @classmethod
    def _name_alone(cls, value: Any) -> Any:
        return {"name": value} if isinstance(value, str) else value


def head_of(groups: Iterable[Group]) -> type[CommonHead]:
    """Return the head of a document with the keys that the groups of all families add to it."""
    keys: dict[str, Any] = {}
    for group in groups:
        if group.key:
            kind = declare(group.kind)
            keys[group.key] = (kind | None, Field(None, title=group.title, description=group.description))
        else:
            keys.update(_keys(group.kind))
    # All at once: made of a model for each family, pydantic would go through the common keys once more for each.
    made: type[CommonHead] = create_model(
        "DocumentDeclaration", __base__=CommonHead, __doc__="一份文档的头部。", **keys
    )
    return made


def declare(kind: type) -> type[Declaration]:
    """Return the declaration of a kind. Its ``about`` is what the schema says of it.

    A kind with ``named`` may be written as its name alone.
    """
    base = Named if getattr(kind, "named", False) else Declaration
    made: type[Declaration] = create_model(
        f"{kind.__name__}Declaration", __base__=base, __doc__=vars(kind)["about"], **_keys(kind)
    )
    return made


def _keys(kind: type) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {
        each.metadata["said"].key or each.name: _key(hints[each.name], each.metadata["said"], each.default)
        for each in fields(kind)
        if "said" in each.metadata
    }


def _key(hint: Any, say: Said, default: Any) -> tuple[Any, Any]:
    required = default is MISSING
    details: dict[str, Any] = {"title": say.title, "description": say.description}
    if say.examples:
        details["examples"] = list(say.examples)
    if required and (hint in (str, Asset) or get_origin(hint) is tuple) and say.form is None:
        details["min_length"] = 1
    written = say.form or _written(hint, required)
    if required:
        return written, Field(**details)
    return written, Field([] if default == () else "" if _is_line(hint) else default, **details)


def _is_line(hint: Any) -> bool:
    """Tell whether a field that may be empty is written as a line: a file, a paper, a text."""
    return bool({Asset, Paper} & set(get_args(hint)))


def _written(hint: Any, required: bool) -> Any:
    """Return how a value of this type is written."""
    if get_origin(hint) is tuple:
        item: Any = get_args(hint)[0]
        if item in (str, Told):
            return Lines
        inner: Any = declare(item) if isinstance(item, type) and is_dataclass(item) else item
        return list[inner]
    if hint in (str, Asset) or _is_line(hint):
        return Line if required else OptionalLine
    if get_origin(hint) is types.UnionType:
        inner = next(each for each in get_args(hint) if each is not type(None))
        return _written(inner, required) | None
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint
    return {bool: Flag, int: Count, date: Day}[hint]
