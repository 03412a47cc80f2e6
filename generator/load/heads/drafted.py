"""Write the head lines of a new document: its keys, each with a remark on what to write."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import is_dataclass
from typing import get_args, get_origin, get_type_hints

from generator.load.heads.said import DraftSpec, Group, sayings

# The column in which the remarks begin.
_REMARK = 31


def draft(group: Group, order: DraftSpec) -> tuple[str, ...]:
    """Return the lines of a group, below its key."""
    return (f"{group.key}:", *_lines(group.kind, order, "  "))


def _lines(kind: type, order: DraftSpec, indent: str) -> Iterator[str]:
    hints = get_type_hints(kind)
    for name, say in sayings(kind):
        if say.new is None:
            continue
        is_list = get_origin(hints[name]) is tuple
        item = get_args(hints[name])[0] if is_list else None
        inner = (
            list(_lines(item, order, f"{indent}    "))
            if isinstance(item, type) and is_dataclass(item)
            else []
        )
        if inner:
            yield f"{indent}{say.key or name}:"
            yield f"{indent}  - {inner[0].lstrip()}"
            yield from inner[1:]
            continue
        value = say.value(order) if callable(say.value) else say.value
        line = f"{indent}{say.key or name}: {value or ('[]' if is_list else '')}".rstrip()
        yield f"{line.ljust(_REMARK)}# {say.new}" if say.new else line
