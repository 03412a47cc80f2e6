"""Find the column that a person names on a command line."""

from __future__ import annotations

from generator.errors import UsageError
from generator.load.yaml.validate import did_you_mean
from generator.model.column import Column
from generator.model.portal import Portal
from generator.model.words import ColumnKind


def find_column(portal: Portal, word: str) -> Column:
    """Return the column of a name, a path or an address. Raises UsageError where there is none, or more than one."""
    columns = list(portal.walk())
    wanted = word.strip().strip("/")
    parts = tuple(part.strip() for part in wanted.split(">"))
    found = [
        column
        for column in columns
        if wanted in (column.address, "/".join(column.path)) or column.path[-len(parts) :] == parts
    ]
    if not found:
        names = sorted({column.name for column in columns} | {column.address for column in columns})
        raise UsageError(f"没有“{word}”这个栏目。{did_you_mean(wanted, names)}运行gongkai tree查看全部栏目。")
    exact = [column for column in found if column.address == wanted or column.path == parts]
    if len(exact) != 1 and len(found) > 1:
        choices = "；".join(">".join(column.path) for column in found)
        raise UsageError(f"有{len(found)}个栏目叫“{word}”，请写完整路径：{choices}。")
    column = (exact or found)[0]
    if column.kind not in (ColumnKind.DOCUMENTS, ColumnKind.PAGE, ColumnKind.REGISTER):
        below = "、".join(child.name for child in column.children)
        hint = f"请选它的下级栏目：{below}。" if below else "它的内容不是文档。"
        raise UsageError(f"栏目“{column.name}”（{column.kind.value}）不放文档。{hint}")
    return column


def is_usable_name(name: str) -> bool:
    """Tell whether a file may be called so on every system."""
    return not set('/\\:*?"<>|') & set(name) and not name.startswith(".")
