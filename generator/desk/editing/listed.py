"""Lists of a head as the form has them: texts a line each, and entries with fields of their own."""

from __future__ import annotations

import json
from typing import Any

import msgspec

from generator.desk.editing.fields import FormField


def as_text(value: Any) -> str | None:
    """Return a value as it stands in a field of the form; None for what is no text and no list of texts."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return "\n".join(" ".join(each.split()) for each in value)
    return None


def table_text(field: FormField, value: Any) -> str | None:
    """Return a list of mappings as the form has it; None for one that has more in it than the form."""
    columns = {each.key: each for each in field.columns}
    rows: list[dict[str, str]] = []
    for entry in value if isinstance(value, list) else [value] if isinstance(value, dict) else ():
        told = {field.columns[0].key: entry} if isinstance(entry, str) else entry
        if not isinstance(told, dict) or not columns.keys() >= told.keys():
            return None
        texts = {key: as_text(each) for key, each in told.items()}
        if any(text is None and told[key] is not None for key, text in texts.items()):
            return None
        rows.append({key: text for key, text in texts.items() if text})
    return json.dumps(rows, ensure_ascii=False) if rows else None


def table_rows(text: str) -> list[dict[str, str]]:
    """Return the entries of a list as the form has them."""
    try:
        return msgspec.json.decode(text, type=list[dict[str, str]]) if text else []
    except msgspec.MsgspecError:
        return []
