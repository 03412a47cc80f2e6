"""Check a marked YAML value against a declaration; every error becomes a finding with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum
from functools import cache
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from generator.load.yaml.marked import Marked, Spot
from generator.model.catalogue import CATALOGUE, finding
from generator.model.finding import Finding

Model = TypeVar("Model", bound=BaseModel)
_LONGEST_WORD = 255


@cache
def declared_keys(declaration: type[BaseModel]) -> dict[str, FieldInfo]:
    """Return the fields of a declaration by the key that people write; Python may need another name."""
    return {field.alias or name: field for name, field in declaration.model_fields.items()}


def rename_labels(marked: Marked, spot: Spot, declaration: type[BaseModel]) -> None:
    """Replace official Chinese labels used as keys by the keys they stand for, marks included."""
    mapping = _find(marked.value, spot)
    if not isinstance(mapping, dict):
        return
    keys = keys_by_label(declaration)
    for label in [key for key in mapping if key in keys]:
        key = keys[label]
        if key in mapping:
            marked.findings.append(
                finding(
                    "yaml-duplicate-key",
                    marked.key_place((*spot, label)),
                    f"“{label}”和“{key}”是同一项，写了两次。",
                )
            )
            del mapping[label]
            continue
        mapping[key] = mapping.pop(label)
        # Found by way of the value: looking through all places once a label would take the square of the time.
        below = list(_spots(mapping[key], (*spot, label)))
        for places in (marked.values, marked.keys):
            for old in below:
                if old in places:
                    places[(*spot, key, *old[len(spot) + 1 :])] = places.pop(old)


def _spots(value: Any, spot: Spot) -> Iterator[Spot]:
    """Yield the spot of a value and those of all values below it."""
    yield spot
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _spots(each, (*spot, key))
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from _spots(each, (*spot, number))


def rename_all_labels(marked: Marked, declaration: type[BaseModel], spot: Spot = ()) -> None:
    """Replace labels by keys in a mapping and in all mappings declared inside it, lists included."""
    rename_labels(marked, spot, declaration)
    for key, nested in nested_declarations(declaration).items():
        value = _find(marked.value, (*spot, key))
        if isinstance(value, dict):
            rename_all_labels(marked, nested, (*spot, key))
        elif isinstance(value, list):
            for number, item in enumerate(value):
                if isinstance(item, dict):
                    rename_all_labels(marked, nested, (*spot, key, number))


@cache
def nested_declarations(declaration: type[BaseModel]) -> dict[str, type[BaseModel]]:
    """Return the keys of a declaration whose values are mappings of their own, or lists of such."""
    found = {}
    for key, field in declared_keys(declaration).items():
        inner = _model_in(field.annotation)
        if inner:
            found[key] = inner
    return found


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((model for part in get_args(annotation) if (model := _model_in(part))), None)


def _find(value: Any, spot: Spot) -> Any:
    for step in spot:
        value = value.get(step) if isinstance(value, dict) else _item(value, step)
    return value


def validate(
    declaration: type[Model], marked: Marked, spot: Spot = ()
) -> tuple[Model | None, list[Finding], list[Spot]]:
    """Return the model (None if invalid), the findings, and the spots that were at fault."""
    try:
        return declaration.model_validate(_value_at(marked.value, spot)), [], []
    except ValidationError as error:
        details = error.errors(include_url=False)
    findings = [_to_finding(declaration, marked, spot, detail) for detail in details]
    return None, findings, [(*spot, *detail["loc"]) for detail in details]


@cache
def keys_by_label(declaration: type[BaseModel]) -> dict[str, str]:
    """Return the keys of a declaration by their official Chinese labels."""
    return {field.title: key for key, field in declared_keys(declaration).items() if field.title}


def _item(value: Any, step: str | int) -> Any:
    return value[step] if isinstance(value, list) and isinstance(step, int) and step < len(value) else None


def _value_at(value: Any, spot: Spot) -> Any:
    for step in spot:
        value = value[step]
    return value


def _to_finding(declaration: type[BaseModel], marked: Marked, spot: Spot, detail: ErrorDetails) -> Finding:
    loc: Spot = (*spot, *detail["loc"])
    kind, name = detail["type"], str(loc[-1]) if loc else ""
    owner = _model_at(declaration, detail["loc"][:-1])
    if kind == "extra_forbidden":
        hint = did_you_mean(name, _names(owner))
        return finding("key-unknown", marked.key_place(loc), f"没有“{name}”这个键。", hint)
    if kind == "missing":
        label = _label(owner, name)
        return finding("key-missing", marked.place(loc[:-1]), f"缺少{label}。", f"补上“{name}: …”一行。")
    place, label = marked.place(loc), _label(owner, name)
    # An item that is checked alone has no way inside the declaration.
    if detail["loc"] and isinstance(detail["loc"][-1], int):
        label = _item_label(declaration, detail["loc"])
    if kind in CATALOGUE:
        return finding(kind, place, f"{label}{detail['msg']}。")
    return finding("value-invalid", place, _value_message(label, detail), _value_hint(owner, name, detail))


def _item_label(declaration: type[BaseModel], loc: tuple[int | str, ...]) -> str:
    """Return what an item of a list is called: 证明（proof）第2项."""
    steps = [number for number, step in enumerate(loc) if isinstance(step, str)]
    if not steps or not isinstance(loc[-1], int):
        return f"第{loc[-1] + 1}项" if isinstance(loc[-1], int) else ""
    last = steps[-1]
    owner = _model_at(declaration, loc[:last])
    return f"{_label(owner, str(loc[last]))}第{loc[-1] + 1}项"


def _model_at(declaration: type[BaseModel], loc: tuple[int | str, ...]) -> type[BaseModel]:
    model = declaration
    for step in loc:
        if isinstance(step, int):
            continue
        field = declared_keys(model).get(step)
        inner = _inner_model(field.annotation) if field else None
        if inner is None:
            return model
        model = inner
    return model


def _inner_model(annotation: Any) -> type[BaseModel] | None:
    for candidate in (annotation, *getattr(annotation, "__args__", ())):
        if isinstance(candidate, type) and issubclass(candidate, BaseModel):
            return candidate
    return None


def _names(model: type[BaseModel]) -> list[str]:
    keys = declared_keys(model)
    return [*keys, *(field.title for field in keys.values() if field.title)]


def _label(model: type[BaseModel], key: str) -> str:
    field = declared_keys(model).get(key)
    return f"{field.title}（{key}）" if field and field.title else f"“{key}”"


def did_you_mean(word: str, choices: Iterable[str]) -> str:
    """Return 「是不是想写…」 with up to three close choices, or an empty text.

    Comparing two words takes the product of their lengths: what is longer than a name is compared with nothing.
    """
    if len(word) > _LONGEST_WORD:
        return ""
    import difflib  # for a word mistyped alone

    known = {choice.lower(): choice for choice in choices if len(choice) <= _LONGEST_WORD}
    close = difflib.get_close_matches(word.lower(), known, n=3, cutoff=0.6)
    return f"是不是想写{'、'.join(f'“{known[c]}”' for c in close)}？" if close else ""


def _value_message(label: str, detail: ErrorDetails) -> str:
    kind, given = detail["type"], detail.get("input")
    if given is None or given == "" or kind == "string_too_short":
        return f"{label}没有写值。"
    if kind in ("enum", "literal_error"):
        return f"{label}不能是“{given}”。"
    if kind == "too_short":
        return f"{label}至少要有一项。"
    wanted = {
        "string_type": "应是一行文字",
        "list_type": "应是列表，每项一行，以“- ”开头",
        "model_type": "应是“键: 值”的形式",
        "dict_type": "应是“键: 值”的形式",
        "bool_type": "应是true或false",
        "bool_parsing": "应是true或false",
    }.get(kind, "写法不对")
    return f"{label}{wanted}。"


def _value_hint(owner: type[BaseModel], key: str, detail: ErrorDetails) -> str:
    if detail["type"] != "enum" or key not in declared_keys(owner):
        return ""
    choices = _enum_values(declared_keys(owner)[key].annotation)
    guess = did_you_mean(str(detail.get("input")), choices)
    return f"{guess}可以写：{'、'.join(choices)}。"


def _enum_values(annotation: Any) -> list[str]:
    for candidate in (annotation, *getattr(annotation, "__args__", ())):
        if isinstance(candidate, type) and issubclass(candidate, Enum):
            return [str(member.value) for member in candidate]
    return []
