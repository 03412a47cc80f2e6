"""Compare two states of a portal: columns, duties, documents, registers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum
from operator import attrgetter
from typing import Any

from generator.data import dataclass
from generator.model.asset import Asset
from generator.model.column import Column
from generator.model.document import Document
from generator.model.portal import Portal
from generator.model.register import Register
from generator.model.words import CYCLE_LABELS, KIND_LABELS, Cycle
from generator.report.matching import Matching, match


class Change(StrEnum):
    """What happened to a column or document."""

    ADDED = "added"
    REMOVED = "removed"
    RENAMED = "renamed"
    MOVED = "moved"
    CHANGED = "changed"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class FieldChange:
    """One fact before and after; ``inherited`` when the column above changed in the same way."""

    key: str
    label: str
    before: str
    after: str
    inherited: bool = False


@dataclass(frozen=True)
class ItemChange:
    """What happened to one column or document: its name and place before and after, and the facts.

    ``before`` is empty for what is new, ``after`` for what is gone. A path ends with the item's own name.
    """

    kind: Change
    before: tuple[str, ...]
    after: tuple[str, ...]
    url_before: str
    url_after: str
    fields: tuple[FieldChange, ...] = ()
    day: str = ""


@dataclass(frozen=True)
class RegisterChange:
    """A register whose rows changed: how many came and went. An altered row counts as both."""

    path: tuple[str, ...]
    title: str
    url: str
    added: int
    removed: int


@dataclass(frozen=True)
class Changes:
    """All that changed, each list in the order of the newer tree, what is gone at its end."""

    columns: tuple[ItemChange, ...]
    documents: tuple[ItemChange, ...]
    registers: tuple[RegisterChange, ...]


_COLUMN_FACTS = {
    "slug": "栏目地址",
    "kind": "栏目种类",
    "type": "栏目类别",
    "description": "栏目描述",
    "unit": "责任单位",
    "owner": "责任人员",
    "cycle": "更新周期",
    "basis": "设置依据",
}
_DOCUMENT_FACTS = {
    "title": "标题",
    "issuer": "发布机构",
    "doc_no": "发文字号",
    "index_no": "索引号",
    "signed": "成文日期",
    "published": "发布日期",
    "validity": "有效性",
    "attachments": "附件",
}


def compare(old: Portal, new: Portal, changed_files: frozenset[str] = frozenset()) -> Changes:
    """Compare two states; ``changed_files`` are files of content/ that are known to differ in their bytes."""
    pairs = match(old, new)
    return Changes(
        tuple(_column_changes(old, new, pairs)),
        tuple(_document_changes(old, new, pairs, changed_files)),
        tuple(_register_changes(old, new, pairs)),
    )


def _column_changes(old: Portal, new: Portal, pairs: Matching) -> Iterator[ItemChange]:
    before = {
        pairs.columns[column.address].address: column
        for column in old.walk()
        if column.address in pairs.columns
    }
    parents = {column.path: column for column in new.walk()}
    done: dict[tuple[str, ...], set[tuple[str, str, str]]] = {}
    for column in new.walk():
        was = before.get(column.address)
        if was is None:
            yield ItemChange(Change.ADDED, (), column.path, "", column.url)
            continue
        above = done.get(column.path[:-1], set())
        fields = tuple(_fields(was, column, _COLUMN_FACTS, above))
        done[column.path] = {(field.key, field.before, field.after) for field in fields}
        kind = _column_kind(was, column, before, parents)
        # A new address alone is worth a line; one that only follows the column above is not.
        if kind or fields:
            yield ItemChange(kind or Change.CHANGED, was.path, column.path, was.url, column.url, fields)
    for column in old.walk():
        if column.address not in pairs.columns:
            yield ItemChange(Change.REMOVED, column.path, (), column.url, "")


def _column_kind(
    was: Column, now: Column, before: dict[str, Column], parents: dict[tuple[str, ...], Column]
) -> Change | None:
    parent = parents.get(now.path[:-1])
    parent_was = before.get(parent.address) if parent else None
    if was.path[:-1] != (parent_was.path if parent_was else ()) or (parent and not parent_was):
        return Change.MOVED
    return Change.RENAMED if was.name != now.name else None


def _document_changes(
    old: Portal, new: Portal, pairs: Matching, changed_files: frozenset[str]
) -> Iterator[ItemChange]:
    before = {pairs.documents[one.path].path: one for one in old.documents if one.path in pairs.documents}
    paths_old = {column.address: column.path for column in old.walk()}
    paths_new = {column.address: column.path for column in new.walk()}
    for document in new.documents:
        was, after = before.get(document.path), (*paths_new[document.column], document.title)
        if was is None:
            day = f"{document.published:%Y-%m-%d}"
            yield ItemChange(Change.PUBLISHED, (), after, "", document.address, day=day)
            continue
        fields = list(_fields(was, document, _DOCUMENT_FACTS, set()))
        fields += _unseen(was, document, bool(fields), changed_files)
        home = pairs.columns.get(was.column)
        moved = home is None or home.address != document.column
        if moved or fields or was.address != document.address:
            kind = Change.MOVED if moved or not fields else Change.CHANGED
            then = (*paths_old[was.column], was.title)
            yield ItemChange(kind, then, after, was.address, document.address, tuple(fields))
    for document in old.documents:
        if document.path not in pairs.documents:
            then = (*paths_old[document.column], document.title)
            day = f"{document.published:%Y-%m-%d}"
            yield ItemChange(Change.WITHDRAWN, then, (), document.address, "", day=day)


def _unseen(was: Document, now: Document, told: bool, changed_files: frozenset[str]) -> Iterator[FieldChange]:
    """Yield what differs without being a fact of the head: the text, the bytes of files."""
    if was.digest != now.digest and not told:
        yield FieldChange("text", "正文或其他各项", "", "有改动")
    files = {asset.path for asset in (*now.attachments, *now.assets)}
    replaced = sorted(path.rsplit("/", 1)[-1] for path in files & changed_files & _paths(was))
    if replaced:
        yield FieldChange("files", "换过的文件", "", "、".join(replaced))


def _paths(document: Document) -> set[str]:
    return {asset.path for asset in (*document.attachments, *document.assets)}


def _fields(
    was: object, now: object, facts: dict[str, str], above: set[tuple[str, str, str]]
) -> Iterator[FieldChange]:
    for key, label in facts.items():
        before, after = _words(attrgetter(key)(was)), _words(attrgetter(key)(now))
        if before != after:
            yield FieldChange(key, label, before, after, (key, before, after) in above)


def _words(value: Any) -> str:
    """Return a fact as a person reads it."""
    if value is None:
        return ""
    if isinstance(value, Cycle):
        return CYCLE_LABELS[value]
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return "、".join(item.name if isinstance(item, Asset) else str(item) for item in value)
    return KIND_LABELS.get(value, str(value))


def _register_changes(old: Portal, new: Portal, pairs: Matching) -> Iterator[RegisterChange]:
    before = {
        _register_key(register, pairs.columns.get(register.column)): register for register in old.registers
    }
    columns = {column.address: column for column in new.walk()}
    for register in new.registers:
        column = columns[register.column]
        was = before.pop(_register_key(register, column), None)
        added, removed = _row_counts(was, register)
        if added or removed:
            yield RegisterChange(column.path, register.title, column.url, added, removed)
    gone = {column.address: column for column in old.walk()}
    for register in before.values():
        column = gone[register.column]
        yield RegisterChange(column.path, register.title, column.url, 0, len(register.rows))


def _register_key(register: Register, column: Column | None) -> tuple[str, str]:
    """Return what a register is known by: its column as it is now, and its file's name."""
    return column.address if column else f"-{register.column}", register.path.rsplit("/", 1)[-1]


def _row_counts(was: Register | None, now: Register) -> tuple[int, int]:
    old = Counter(was.rows if was else ())
    if was and was.head != now.head:
        # With other columns no row is the same any more.
        return len(now.rows), len(was.rows)
    new = Counter(now.rows)
    return (new - old).total(), (old - new).total()
