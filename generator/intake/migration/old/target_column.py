"""The column that a map means, of whatever kind: lists of the old site may go where no document does."""

from __future__ import annotations

from generator.errors import UsageError
from generator.intake import column_named
from generator.model.column import Column
from generator.model.portal import Portal
from generator.model.words import ColumnKind

_FOR_DOCUMENTS = (ColumnKind.DOCUMENTS, ColumnKind.PAGE)


def find_column(portal: Portal, word: str) -> Column | str:
    """Return the column, or why it cannot be told which is meant, in Chinese.

    One that holds no documents is meant only where its address or its whole path is written.
    """
    wanted = word.strip().strip("/")
    parts = tuple(part.strip() for part in wanted.split(">"))
    for column in portal.walk():
        if column.address == wanted or (column.path == parts and len(parts) > 1):
            return column
    try:
        return column_named.find_column(portal, word)
    except UsageError as error:
        return str(error)


def why_no_place(column: Column) -> str:
    """Return why no document can go to a column, in Chinese; empty when it can."""
    if column.kind in _FOR_DOCUMENTS:
        return ""
    return f"栏目“{'>'.join(column.path)}”的kind是{column.kind.value}，不放文档"
