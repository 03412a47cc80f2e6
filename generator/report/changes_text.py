"""Changes for people on a screen, for programs, and on paper."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from generator.data import dataclass
from generator.report.changes import Change, Changes, FieldChange, ItemChange, RegisterChange
from generator.report.standing import Standing, Turned, standing_blocks, standing_json
from generator.visible import escaped_json, visible

_COLUMN_WORDS = {
    Change.ADDED: "新增的栏目",
    Change.REMOVED: "撤销的栏目",
    Change.RENAMED: "改名的栏目",
    Change.MOVED: "移动的栏目",
    Change.CHANGED: "调整的栏目",
}
_DOCUMENT_WORDS = {
    Change.PUBLISHED: "新公开的文档",
    Change.CHANGED: "修改的文档",
    Change.MOVED: "移动的文档",
    Change.WITHDRAWN: "撤下的文档",
}


@dataclass(frozen=True)
class Comparison:
    """Two states of a portal, each named for people, and what changed from one to the other."""

    name: str
    before: str
    after: str
    as_of: str
    changes: Changes
    standing: Standing


def to_json(comparison: Comparison) -> str:
    """Return the changes as one object; every list is there, also when it is empty."""
    changes = comparison.changes
    columns = {kind.value: _items(changes.columns, kind) for kind in _COLUMN_WORDS}
    documents = {kind.value: _items(changes.documents, kind) for kind in _DOCUMENT_WORDS}
    report = {
        "portal": comparison.name,
        "before": comparison.before,
        "after": comparison.after,
        "as_of": comparison.as_of,
        "columns": columns,
        "documents": documents,
        "registers": [
            {
                "path": list(each.path),
                "title": each.title,
                "url": each.url,
                "added": each.added,
                "removed": each.removed,
            }
            for each in changes.registers
        ],
        **standing_json(comparison.standing),
        "summary": {
            "columns": {kind: len(items) for kind, items in columns.items()},
            "documents": {kind: len(items) for kind, items in documents.items()},
            "registers": len(changes.registers),
            "mandates": len(comparison.standing.mandates),
            "statements": len(comparison.standing.statements),
            "checks": len(comparison.standing.checks),
        },
    }
    return escaped_json(json.dumps(report, ensure_ascii=False, indent=2)) + "\n"


def _items(items: Sequence[ItemChange], kind: Change) -> list[dict[str, Any]]:
    return [
        {
            "before": list(item.before),
            "after": list(item.after),
            "url_before": item.url_before,
            "url_after": item.url_after,
            "published": item.day,
            "fields": [
                {
                    "key": field.key,
                    "label": field.label,
                    "before": field.before,
                    "after": field.after,
                    "inherited": field.inherited,
                }
                for field in item.fields
            ],
        }
        for item in items
        if item.kind is kind
    ]


def to_text(comparison: Comparison) -> str:
    """Return the changes as lines of text."""
    lines = [f"从{comparison.before}", f"到{comparison.after}（按{comparison.as_of}的状态）"]
    blocks = list(_blocks(comparison))
    for title, rows in blocks:
        lines += ["", f"{title}（{len(rows)}个）"]
        for row in rows:
            lines.append(f"  {row.name}" + (f"　{row.address}" if row.address else ""))
            lines += [f"    {fact}" for fact in row.facts]
    if not blocks:
        lines += ["", "没有变化。"]
    return "\n".join(map(visible, lines)) + "\n"


def to_html(comparison: Comparison) -> str:
    """Return the changes as one page that needs no other file and prints well."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    template = environment.get_template("changes.html")
    return template.render(comparison=comparison, blocks=list(_blocks(comparison)))


@dataclass(frozen=True)
class _Row:
    name: str
    address: str
    facts: tuple[str, ...]


def _blocks(comparison: Comparison) -> Iterator[tuple[str, list[_Row]]]:
    changes = comparison.changes
    for words, items in ((_COLUMN_WORDS, changes.columns), (_DOCUMENT_WORDS, changes.documents)):
        for kind, title in words.items():
            rows = [_row(item) for item in items if item.kind is kind and _worth_a_line(item)]
            if rows:
                yield title, rows
    if changes.registers:
        yield "有变动的名录", [_register_row(register) for register in changes.registers]
    for title, why, found in standing_blocks(comparison.standing):
        yield title, [_turned_row(each, why) for each in found]


def _turned_row(each: Turned, why: str) -> _Row:
    facts = [f"{each.before} → {each.after}"]
    facts += [f"{why}：{each.why}"] if why and each.why else []
    return _Row(each.ref if each.title == each.ref else f"{each.ref}　{each.title}", "", tuple(facts))


def _worth_a_line(item: ItemChange) -> bool:
    """Tell whether an item changed by itself, and not only as the column above it did."""
    return item.kind is not Change.CHANGED or not all(field.inherited for field in item.fields)


def _row(item: ItemChange) -> _Row:
    facts = []
    if item.before and item.after and item.before != item.after:
        facts.append(f"原为：{'>'.join(item.before)}")
    if item.before and item.after and item.url_before != item.url_after:
        facts.append(f"原地址：{item.url_before}")
    if item.day:
        facts.append(f"发布日期：{item.day}")
    # The old address has said what a new slug would say again.
    facts += [_fact(field) for field in item.fields if not field.inherited and field.key != "slug"]
    return _Row(">".join(item.after or item.before), item.url_after or item.url_before, tuple(facts))


def _fact(field: FieldChange) -> str:
    if field.key == "text":
        return f"{field.label}{field.after}"
    if field.key == "files":
        return f"{field.label}：{field.after}"
    return f"{field.label}：{field.before or '（空）'} → {field.after or '（空）'}"


def _register_row(register: RegisterChange) -> _Row:
    counts = [
        f"{word}{count}行" for word, count in (("增加", register.added), ("减少", register.removed)) if count
    ]
    return _Row(f"{'>'.join(register.path)}：{register.title}", register.url, ("，".join(counts),))
