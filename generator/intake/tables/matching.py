"""Bring a table into the columns of a register's format; without one, into columns of its own."""

from __future__ import annotations

from collections.abc import Callable

from generator.data import dataclass
from generator.intake.tables.grid import Left
from generator.intake.tables.heads import Knows, Label
from generator.intake.tables.layout import Layout, Line
from generator.load.registers.labels import KnownLabels, normal
from generator.load.tables.sheet import column_letters
from generator.model.register import NUMBERS, FieldType, RegisterField, RegisterSchema, Show

SECTION = "分组"
_PLACES = ("省", "市", "区", "县", "自治州", "盟", "旗", "街道", "镇", "乡")
_SERIAL = "序号"


@dataclass(frozen=True)
class Column:
    """One column of the result: its heading, and what gives its cells of a row."""

    heading: str
    take: Callable[[Line], str]
    label: Label | None = None
    field: RegisterField | None = None


@dataclass(frozen=True)
class Matched:
    """The columns of the result, the labels that the format does not know, and the columns that are not published."""

    columns: tuple[Column, ...]
    unknown: tuple[str, ...] = ()
    left: tuple[Left, ...] = ()


def known_labels(schema: RegisterSchema) -> Knows:
    """Return what tells the field of a label."""
    known = KnownLabels(schema)

    def knows(over: str, text: str) -> str | None:
        found = known.find_text(text, over) or known.find_text(f"{over}—{text}" if over else text)
        return found.key if found else None

    return knows


def match(layout: Layout, schema: RegisterSchema | None) -> Matched:
    """Return the columns of the result."""
    if schema is None:
        columns = [Column(label.whole, _cell(n), label) for n, label in enumerate(layout.labels)]
        if layout.sections:
            columns.insert(0, Column(section_name(layout), _section))
        return Matched(tuple(columns))
    return _by_format(layout, schema)


def section_name(layout: Layout) -> str:
    """Return the label of the column that the sections become: 地区 where they are places."""
    names = {line.section for line in layout.lines if line.section}
    labels = {label.text for label in layout.labels}
    word = "地区" if names and all(name.endswith(_PLACES) for name in names) else SECTION
    return word if word not in labels else f"{word}（表内）"


def _by_format(layout: Layout, schema: RegisterSchema) -> Matched:
    knows, fields = known_labels(schema), {field.key: field for field in schema.fields}
    columns: list[Column] = []
    unknown: list[str] = []
    left: list[Left] = []
    taken: set[str] = set()
    for n, label in enumerate(layout.labels):
        key = knows(label.over, label.text)
        place = f"{column_letters(label.column)}列"
        if key is None and label.text == _SERIAL:
            columns.append(Column(label.text, _cell(n), label))
        elif key is None or key in taken:
            unknown.append(label.whole)
            left += _whole_column(layout, n, "名录格式没有的列", label.whole, place)
        elif fields[key].show is Show.HIDDEN and fields[key].type is FieldType.MASKED_ID:
            taken.add(key)
            left += _whole_column(layout, n, "不公开的列", label.whole, place)
        else:
            taken.add(key)
            columns.append(Column(_heading(label, fields[key]), _cell(n), label, fields[key]))
    if layout.sections:
        group = fields.get(schema.group)
        if group and group.key not in taken:
            columns.insert(0, Column(_whole(group), _section, None, group))
        else:
            unknown.append(SECTION)
            names = dict.fromkeys(line.section for line in layout.lines if line.section)
            left.append(Left("名录格式没有放分组的列", "、".join(names), "分组行"))
    return Matched(tuple(columns), tuple(unknown), tuple(left))


def _whole_column(layout: Layout, n: int, what: str, label: str, place: str) -> list[Left]:
    """Return a column that is left out: its label and how many cells of it hold something, not what: it may be private."""
    count = sum(1 for line in layout.lines if line.cells[n].strip())
    return [Left(what, f"{label}（{count}格有内容）", place)] if count else []


def _heading(label: Label, field: RegisterField) -> str:
    """Return the heading of the format; that of the table where it may be in another unit."""
    if (
        field.type in NUMBERS
        and field.unit
        and "(" in normal(label.text)
        and normal(label.text) != normal(field.heading)
    ):
        return label.whole
    return _whole(field)


def _whole(field: RegisterField) -> str:
    return f"{field.over}—{field.label}" if field.over else field.heading


def _cell(n: int) -> Callable[[Line], str]:
    return lambda line: line.cells[n]


def _section(line: Line) -> str:
    return line.section
