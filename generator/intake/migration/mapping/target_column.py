"""The column that somebody means: by its name, its path, or its address."""

from __future__ import annotations

from generator.load.yaml.validate import did_you_mean
from generator.model.column import Column
from generator.model.portal import Portal
from generator.model.words import ColumnKind

_FOR_DOCUMENTS = (ColumnKind.DOCUMENTS, ColumnKind.PAGE)


def find_column(portal: Portal, word: str) -> Column | str:
    """Return the column, or why it cannot be told which is meant, in Chinese."""
    columns = list(portal.walk())
    wanted = word.strip().strip("/")
    parts = tuple(part.strip() for part in wanted.split(">"))
    named = [each for each in columns if each.address == wanted or each.path == parts]
    found = named or [each for each in columns if each.path[-len(parts) :] == parts]
    if not found:
        names = sorted({each.name for each in columns} | {each.address for each in columns})
        return f"没有“{word}”这个栏目。{did_you_mean(wanted, names)}运行gongkai tree查看全部栏目。"
    if len(found) > 1:
        choices = "；".join(">".join(each.path) for each in found)
        return f"有{len(found)}个栏目叫“{word}”，请写完整路径：{choices}。"
    return found[0]


def why_no_place(column: Column) -> str:
    """Return why no document can go to a column, in Chinese; empty when it can."""
    if column.kind in _FOR_DOCUMENTS:
        return ""
    return f"栏目“{'>'.join(column.path)}”的kind是{column.kind.value}，不放文档"
