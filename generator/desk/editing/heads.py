"""Read the head of a document into a form, and write what was filled in back, every other byte as it was."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from generator.data import dataclass
from generator.desk.editing.fields import Entry, FormField, form_fields
from generator.desk.editing.listed import as_text, table_rows, table_text
from generator.errors import GongkaiError
from generator.intake.documents.dates import find_date, find_moment
from generator.kinds.heads import DocumentDeclaration
from generator.load.yaml.marked import parse_marked
from generator.load.yaml.spans import Span, read_spans
from generator.load.yaml.validate import declared_keys, rename_all_labels

_PLAIN = re.compile(r"\d{4}-\d\d-\d\d(?: \d\d:\d\d)?|true|false|[\u4e00-\u9fff]{1,20}|[0-9]{1,4}")
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
_YES = ("true", "yes", "是", "on")
CORRECTED, ATTACHMENTS, DRAFT, WITHDRAWN = "corrected", "attachments", "draft", "withdrawn"
_STRANGE = "这份文档的头部用了表单不认识的写法，改不了“{}”这一项。请站长在文件里改。"


@dataclass(frozen=True)
class HeadValues:
    """What a head says: the values of the form's fields as text, its attachments and its corrections, and all of it."""

    fields: dict[str, str]
    attachments: tuple[str, ...]
    corrected: tuple[dict[str, str], ...]
    said: dict[str, Any]


def read_values(head: str) -> HeadValues:
    """Return what a head says. One that is no YAML says nothing: the check tells what is wrong with it."""
    said = _said(head)
    found = {}
    for field in form_fields():
        outer, _, inner = field.key.partition(".")
        value = said.get(outer)
        if inner:
            value = value.get(inner) if isinstance(value, dict) else None
        text = table_text(field, value) if field.entry is Entry.TABLE else as_text(value)
        if text is not None:
            found[field.key] = text
    listed = said.get(ATTACHMENTS)
    names = [listed] if isinstance(listed, str) else listed if isinstance(listed, list) else []
    entries = said.get(CORRECTED)
    entries = [entries] if isinstance(entries, dict) else entries if isinstance(entries, list) else []
    corrected = tuple({str(k): str(v) for k, v in each.items()} for each in entries if isinstance(each, dict))
    return HeadValues(found, tuple(each for each in names if isinstance(each, str)), corrected, said)


def _said(head: str) -> dict[str, Any]:
    marked = parse_marked(head, "head")
    if not marked.readable or not isinstance(marked.value, dict):
        return {}
    rename_all_labels(marked, DocumentDeclaration)
    return marked.value


def typed_value(field: FormField, typed: str) -> str | list[str] | list[dict[str, Any]]:
    """Return what was typed as a head has it: dates however they are written, lists a line each.

    What cannot be read stays as it was typed: the check says what is wrong with it.
    """
    text = " ".join(typed.split())
    if field.entry is Entry.TABLE:
        rows = [
            {each.key: value for each in field.columns if (value := typed_value(each, row.get(each.key, "")))}
            for row in table_rows(typed)
        ]
        return [row for row in rows if row]
    if field.entry in (Entry.LINES, Entry.DOCUMENTS):
        return [line for each in typed.splitlines() if (line := " ".join(each.split()))]
    if field.entry is Entry.FLAG:
        return "true" if text.lower() in _YES else ""
    if field.entry is Entry.DAY:
        return typed_day(text)
    if field.entry is Entry.MOMENT:
        # Browsers send 2026-03-02T09:30.
        plain = _spread(text.replace("T", " ").replace("：", ":"))
        return find_moment(plain) or text if len(text) < 40 else text
    return text


def typed_day(text: str) -> str:
    """Return a day as a file has it, however it was typed; what cannot be read stays as it is."""
    day = find_date(_spread(text))
    return day.isoformat() if day and len(text) < 40 else text


def _spread(text: str) -> str:
    found = _COMPACT.match(text)
    return f"{found[1]}-{found[2]}-{found[3]}{text[8:]}" if found and not text[8:9].isdigit() else text


def fill_head(
    head: str,
    typed: Mapping[str, str],
    attachments: tuple[str, ...] | None = None,
    corrected: tuple[dict[str, str], ...] | None = None,
    withdrawn: dict[str, str] | None = None,
) -> str:
    """Return a head with what was typed in the form; what the form does not show stays byte for byte.

    ``withdrawn`` is the day and the reason of what is no longer to be public. ``draft`` goes: a draft of the desk is
    none of the portal's. Raises GongkaiError for a head that cannot be changed
    in this way without changing more of it.
    """
    before = read_values(head)
    wanted = _wanted(before, typed)
    if attachments is not None and attachments != before.attachments:
        wanted[ATTACHMENTS] = list(attachments)
    if corrected is not None and corrected != before.corrected:
        wanted[CORRECTED] = [dict(each) for each in corrected]
    if withdrawn:
        wanted[WITHDRAWN] = withdrawn
    if DRAFT in before.said:
        wanted[DRAFT] = ""
    text = head
    for key, value in wanted.items():
        text = _with_key(text, key, value)
    _prove(before.said, wanted, text)
    return text


def _wanted(before: HeadValues, typed: Mapping[str, str]) -> dict[str, Any]:
    """Return the new values of the keys that change."""
    wanted: dict[str, Any] = {}
    for field in form_fields():
        if field.key not in typed:
            continue
        value = typed_value(field, typed[field.key])
        old = typed_value(field, before.fields.get(field.key, ""))
        if value == old:
            continue
        outer, _, inner = field.key.partition(".")
        _refuse_strange(before, field)
        if not inner:
            wanted[outer] = value
            continue
        group = before.said.get(outer)
        if group and not isinstance(group, dict):
            raise GongkaiError(_STRANGE.format(field.group))
        held = wanted.setdefault(outer, dict(group or {}))
        held[inner] = value
    return {key: _without_empty(value) if isinstance(value, dict) else value for key, value in wanted.items()}


def _refuse_strange(before: HeadValues, field: FormField) -> None:
    """A list that the form could not show whole is not written over."""
    outer, _, inner = field.key.partition(".")
    held = before.said.get(outer)
    held = held.get(inner) if inner and isinstance(held, dict) else held
    if field.entry is Entry.TABLE and held and field.key not in before.fields:
        raise GongkaiError(_STRANGE.format(field.title))


def _without_empty(group: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in group.items() if value not in ("", [], None)}


def _with_key(text: str, key: str, value: Any) -> str:
    """Return a head in which a key has a value; without one the key is gone."""
    names = (key, declared_keys(DocumentDeclaration)[key].title or key)
    spans = read_spans(text)
    if spans is None:
        spans = Span(0, 0, 0, is_mapping=True)
    if not spans.is_mapping or spans.flow or spans.shared:
        raise GongkaiError(_STRANGE.format(names[1]))
    span = spans.value(*names)
    if span is None:
        gap = "" if not text or text.endswith("\n") else "\n"
        return text if value in ("", [], {}) else f"{text}{gap}{key}: {_written(value)}"
    if span.shared or len([each for each in spans.keys if each in names]) > 1:
        raise GongkaiError(_STRANGE.format(names[1]))
    begin, end = _key_start(text, names, span), span.end
    while end > span.start and text[end - 1] == "\n":
        end -= 1
    if value in ("", [], {}):
        line = text.find("\n", end)
        return text[:begin] + (text[line + 1 :] if line >= 0 else "")
    colon = text.index(":", begin)
    return f"{text[: colon + 1]} {_written(value)}{text[end:]}"


def _key_start(text: str, names: tuple[str, str], span: Span) -> int:
    """Return where the line of a top key begins: the last one before its value."""
    either = "|".join(re.escape(each) for each in names)
    found = list(
        re.finditer(rf"(?m)^(?:{either}|\"(?:{either})\"|'(?:{either})')[ \t]*:", text[: span.start + 1])
    )
    if not found:
        raise GongkaiError(_STRANGE.format(names[1]))
    return found[-1].start()


def _written(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_written(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_written(each) for each in value) + "]"
    text = str(value)
    # A JSON string is a YAML string, whatever stands in it.
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def _prove(before: Mapping[str, Any], wanted: Mapping[str, Any], text: str) -> None:
    """Read what was written: all that was not to change is as it was, and what was is as it was wanted."""
    try:
        after = _said(text)
    except yaml.YAMLError:
        after = {}
    expected = {key: value for key, value in before.items() if key not in wanted}
    expected |= {key: value for key, value in wanted.items() if value not in ("", [], {})}
    if after != expected:
        changed = next(iter(_differing(expected, after)), "头部")
        raise GongkaiError(_STRANGE.format(changed))


def _differing(one: Mapping[str, Any], other: Mapping[str, Any]) -> Iterator[str]:
    keys = declared_keys(DocumentDeclaration)
    for key in (*one, *other):
        if one.get(key) != other.get(key):
            yield keys[key].title or key if key in keys else key
