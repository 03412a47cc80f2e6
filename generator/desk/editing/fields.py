"""The fields of the form for a head, made from the declarations that the head is checked by.

The form knows no field of its own: labels, descriptions, choices and what is required are those of the
declarations. The order is that of the official metadata table of a document's page (render/documents/fields.py).
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from enum import Enum, StrEnum
from functools import cache
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generator.data import dataclass
from generator.desk.editing.choices import document_keys
from generator.kinds.heads import DocumentDeclaration
from generator.load.heads.common import CommonHead
from generator.load.yaml.validate import declared_keys
from generator.model.subjects import all_subjects

# The official order first; then what else a head has. What the desk sees to by itself is not asked for.
_ORDER = (
    "title", "doc_no", "theme", "genre", "issuer", "validity", "effective", "expires", "signed", "published",
    "topics", "summary", "keywords", "source", "reprinted", "author",
)  # fmt: skip
_OWN_WAY = frozenset(
    ("index_no", "attachments", "corrected", "draft", "column", "withdrawn", "old_urls", "also")
)
# Shown without unfolding what else there is: what nearly every document has.
_ALWAYS = frozenset(("title", "doc_no", "theme", "genre", "issuer", "validity", "signed", "published"))
# 党政机关公文处理工作条例 (中办发〔2012〕14号) article 8. Proposals: a head may say another.
_GENRES = (
    "决议",
    "决定",
    "命令",
    "公报",
    "公告",
    "通告",
    "意见",
    "通知",
    "通报",
    "报告",
    "请示",
    "批复",
    "议案",
    "函",
    "纪要",
)


class Entry(StrEnum):
    """How a field is filled in."""

    LINE = "line"
    LINES = "lines"
    DAY = "day"
    MOMENT = "moment"
    FLAG = "flag"
    CHOICE = "choice"
    DOCUMENT = "document"  # the path of another document, chosen by its title
    DOCUMENTS = "documents"  # several, a line each
    TABLE = "table"  # a list of mappings: JSON of rows, texts by the keys of ``columns``


_LINKED = {Entry.LINE: Entry.DOCUMENT, Entry.LINES: Entry.DOCUMENTS}
_SIMPLE = frozenset((Entry.LINE, Entry.LINES, Entry.DAY, Entry.FLAG, Entry.CHOICE))
_PROPOSED: dict[str, Callable[[], tuple[str, ...]]] = {"genre": lambda: _GENRES, "theme": all_subjects}


@dataclass(frozen=True)
class FormField:
    """A field: ``key`` with a dot before the key inside of a group, ``group`` the title of that group.

    ``columns`` are the fields of each entry of a list.
    """

    key: str
    title: str
    description: str
    entry: Entry
    required: bool = False
    choices: tuple[str, ...] = ()
    proposals: tuple[str, ...] = ()
    group: str = ""
    always: bool = False
    columns: tuple[FormField, ...] = ()

    @property
    def name(self) -> str:
        """The name of its control in the form."""
        return f"head.{self.key}"


@cache
def form_fields() -> tuple[FormField, ...]:
    """Return the fields that every document may have, in their order, and those of groups that the desk can fill in."""
    keys = declared_keys(DocumentDeclaration)
    ordered = [*(key for key in _ORDER if key in keys), *(key for key in keys if key not in _ORDER)]
    found = [field for key in ordered if key not in _OWN_WAY for field in _fields_of(key, keys[key])]
    return tuple(sorted(found, key=lambda each: not each.required))


def group_keys() -> frozenset[str]:
    """Return the keys of the groups that the form can fill in."""
    return frozenset(each.key.partition(".")[0] for each in form_fields() if each.group)


def _fields_of(key: str, declared: FieldInfo) -> Iterator[FormField]:
    inner = _model_of(declared.annotation)
    if inner is None:
        field = _field(key, declared, "")
        if field:
            yield field
        return
    below = [
        _field(f"{key}.{name}", each, declared.title or key) for name, each in declared_keys(inner).items()
    ]
    # A group with something that has no place in a form is left to the file: half of it would be worse than none.
    if all(below):
        yield from (each for each in below if each)


def _field(key: str, declared: FieldInfo, group: str) -> FormField | None:
    columns = _columns(declared.annotation)
    entry, choices = (Entry.TABLE, ()) if columns else _entry_of(declared.annotation)
    if entry is None:
        return None
    words = declared.description or ""
    if key in document_keys() and entry in _LINKED:
        entry = _LINKED[entry]
        words = words.replace("，写content之下的路径", "，按标题选")
    if entry is Entry.FLAG:
        words = words.replace("true表示", "打勾表示")
    own = key in CommonHead.model_fields
    return FormField(
        key, declared.title or key, words, entry, declared.is_required() and not group, choices,
        _PROPOSED[key]() if key in _PROPOSED else (), group, own and key in _ALWAYS, columns,
    )  # fmt: skip


def _columns(annotation: Any) -> tuple[FormField, ...]:
    """Return the fields of the entries of a list; none for what is no such list, or has entries of other kinds."""
    listed = [each for each in _types(annotation) if get_origin(each) is list]
    inner = _model_of(get_args(listed[0])[0]) if listed else None
    if inner is None:
        return ()
    found = [_field(name, each, "") for name, each in declared_keys(inner).items()]
    simple = all(each and each.entry in _SIMPLE for each in found)
    return tuple(replace(each, always=False, proposals=()) for each in found if each) if simple else ()


def _entry_of(annotation: Any) -> tuple[Entry | None, tuple[str, ...]]:
    kinds = set(_types(annotation)) - {type(None)}
    enums = [each for each in kinds if isinstance(each, type) and issubclass(each, Enum)]
    if enums:
        return (Entry.CHOICE, tuple(str(each.value) for each in enums[0])) if len(kinds) == 1 else (None, ())
    if kinds == {str}:
        return Entry.LINE, ()
    if kinds == {bool}:
        return Entry.FLAG, ()
    if kinds == {datetime}:
        return Entry.MOMENT, ()
    if kinds == {date}:
        return Entry.DAY, ()
    if kinds == {int}:
        return Entry.LINE, ()
    listed = [each for each in kinds if get_origin(each) is list]
    if len(kinds) == 1 and listed and set(_types(get_args(listed[0])[0])) == {str}:
        return Entry.LINES, ()
    return None, ()


def _types(annotation: Any) -> Iterator[Any]:
    """Yield what a value may be, optional and annotated types taken apart."""
    origin = get_origin(annotation)
    if origin in (types.UnionType, Union):
        for each in get_args(annotation):
            yield from _types(each)
    elif hasattr(annotation, "__metadata__"):
        yield from _types(annotation.__origin__)
    else:
        yield annotation


def _model_of(annotation: Any) -> type[BaseModel] | None:
    found = [each for each in _types(annotation) if isinstance(each, type) and issubclass(each, BaseModel)]
    return found[0] if found else None
