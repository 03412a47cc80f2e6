"""Documents in which every field of a kind has a value of its own, told apart from all others by what it reads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from datetime import date, timedelta
from enum import Enum
from itertools import count
from typing import Any, get_args, get_origin, get_type_hints

from generator.kinds.filings.draft import data_template
from generator.kinds.heads import HEADS
from generator.kinds.kind import Head
from generator.load.heads.said import Group, Reads, Said, Told, sayings
from generator.load.yaml.fields import Issue, Year, Years
from generator.model.asset import Asset, Paper
from tests.helpers import document

GROUPS: tuple[tuple[Head, Group], ...] = tuple((head, group) for head in HEADS for group in head.groups)
FOLDER = "others"
# All days are before that of publication, those of later fields later.
FIRST_DAY = date(2025, 1, 1)
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>\n'
# Fields that name a document though nothing in their declaration says so: their family looks it up itself.
DOCUMENTS = frozenset({"PolicyLife.replaced_by"})


@dataclass(frozen=True)
class Filled:
    """A field with its value: ``shown`` are words of which any one tells that a part of the value is there."""

    group: type
    kind: type
    name: str
    say: Said
    spot: tuple[str, ...]
    shown: tuple[tuple[str, ...], ...]
    is_file: bool
    holds_fields: bool

    @property
    def label(self) -> str:
        """The field as tests and exceptions name it."""
        return f"{self.kind.__name__}.{self.name}"

    @property
    def key(self) -> str:
        """The field as a document names it."""
        return self.spot[-1]


@dataclass
class Filler:
    """Gives out values, one after another, and remembers them with the files that they name."""

    files: dict[str, str] = field(default_factory=dict)
    filled: list[Filled] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=lambda: count(101))
    _group: type = object

    def fill(self, group: Group) -> dict[str, Any]:
        """Return a value for each field of a kind of documents, by its key."""
        self._group = group.kind
        return self._fill(group.kind, (group.key,) if group.key else ())

    def _fill(self, kind: type, spot: tuple[str, ...]) -> dict[str, Any]:
        hints, defaults = get_type_hints(kind), {each.name: each.default for each in fields(kind)}
        values = {}
        for name, say in sayings(kind):
            place = (*spot, say.key or name)
            written, shown = self._value(f"{kind.__name__}.{name}", hints[name], say, defaults[name], place)
            values[place[-1]] = written
            is_file = bool({Asset, Paper} & {hints[name], *get_args(hints[name])})
            holds = any(isinstance(each, dict) for each in written) if isinstance(written, list) else False
            self.filled.append(Filled(self._group, kind, name, say, place, shown, is_file, holds))
        return values

    def _value(
        self, label: str, hint: Any, say: Said, default: Any, spot: tuple[str, ...]
    ) -> tuple[Any, tuple[tuple[str, ...], ...]]:
        number = next(self.numbers)
        types = {hint, *get_args(hint)}
        if say.form is not None:
            return _formed(say.form, number)
        if say.reads is Reads.DOCUMENT or label in DOCUMENTS:
            return self._document(number)
        if say.reads is Reads.PRINTED:
            (first, shown), (second, more) = self._document(number), self._document(next(self.numbers))
            return [first, second], (*shown, *more)
        if say.reads is Reads.SOURCE:
            self.files[f"数据{number}.yml"] = data_template()
            return f"数据{number}.yml", ()
        if types & {Asset, Paper}:
            self.files[f"file{number}.svg"] = PICTURE.replace("/>", f' id="p{number}"/>')
            return f"file{number}.svg", ((f"file{number}.svg",),)
        if get_origin(hint) is tuple:
            return self._list(get_args(hint)[0], number, spot)
        (plain,) = types - {type(None), *(each for each in types if not isinstance(each, type))}
        return _plain(plain, number, default)

    def _list(
        self, item: type, number: int, spot: tuple[str, ...]
    ) -> tuple[Any, tuple[tuple[str, ...], ...]]:
        if item in (str, Told):
            lines = [f"甲{number}项", f"乙{number}项"]
            return lines, tuple((line,) for line in lines)
        assert is_dataclass(item), f"名单里的{item}怎样写，加到tests/kinds/filled.py。"
        return [self._fill(item, spot)], ()

    def _document(self, number: int) -> tuple[str, tuple[tuple[str, ...], ...]]:
        name = f"target{number}"
        self.files[f"/{FOLDER}/{name}.md"] = document(f"别的文档{number}号", f"别的正文{number}号。")
        return f"{FOLDER}/{name}.md", ((f"{name}.html",),)


def _formed(form: Any, number: int) -> tuple[Any, tuple[tuple[str, ...], ...]]:
    """Return a value of a form; a year is the same everywhere, since nothing else of the portal is of that year."""
    if form is Years:
        return "2041-2045", (("2041-2045", "2041—2045年"),)
    if form is Year:
        return 2024, (("2024",),)
    assert form is Issue, f"{form}怎样写，加到tests/kinds/filled.py。"
    return 4000 + number, ((str(4000 + number),),)


def _plain(kind: type, number: int, default: Any) -> tuple[Any, tuple[tuple[str, ...], ...]]:
    if issubclass(kind, Enum):
        member = next(each for each in kind if each is not default)
        return member.value, ((member.value,),)
    if kind is bool:
        return (not default if default is not MISSING else True), ()
    if kind is date:
        day = FIRST_DAY + timedelta(days=number)
        return f"{day}", ((f"{day}", f"{day.year}年{day.month}月{day.day}日"),)
    if kind is int:
        return 4000 + number, ((str(4000 + number),),)
    assert kind is str, f"{kind}怎样写，加到tests/kinds/filled.py。"
    return f"示例{number}号", ((f"示例{number}号",),)
