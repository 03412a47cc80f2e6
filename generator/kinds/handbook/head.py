"""The head of 政府信息公开指南: a document known by its column, without keys of its own."""

from __future__ import annotations

from collections.abc import Iterator

from generator.kinds.handbook.model import Handbook
from generator.kinds.kind import Head
from generator.load.heads.common import CommonHead
from generator.load.heads.reading import Reading, read_text
from generator.load.markdown.headings import find_headings
from generator.model.column import Column
from generator.model.part import Part
from generator.model.words import ColumnKind, ColumnType


def _is_handbook(column: Column) -> bool:
    return column.kind is ColumnKind.PAGE and column.type == ColumnType.GUIDE


def _read(reading: Reading, _: CommonHead, column: Column) -> Iterator[Part]:
    parts = read_text(reading) if _is_handbook(column) else None
    if parts:
        yield Handbook(tuple(find_headings(parts, reading.name)), parts.body)


HEAD = Head(more=(Handbook,), read=_read, place=_is_handbook)
