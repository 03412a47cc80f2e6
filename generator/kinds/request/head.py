"""Head keys of the office that takes requests (依申请公开受理机构)."""

from __future__ import annotations

from generator.kinds.kind import Asked, DraftSpec, Head, Start
from generator.kinds.request.model import RequestDesk
from generator.load.heads.drafted import draft
from generator.load.heads.said import Group
from generator.model.column import Column
from generator.model.words import ColumnKind, ColumnType

_DESK = Group(RequestDesk, "request", "受理申请", "受理政府信息公开申请的机构和渠道。")


def _is_desk(column: Column) -> bool:
    return column.type == ColumnType.ON_REQUEST and column.kind is ColumnKind.PAGE


def _asked(column: Column, _: str | None) -> Asked | None:
    return Asked(RequestDesk, "request", "受理申请", "受理机构、渠道和申请表") if _is_desk(column) else None


def _start(order: DraftSpec) -> Start | None:
    return Start(draft(_DESK, order)) if _is_desk(order.column) else None


HEAD = Head(groups=(_DESK,), start=_start, asked=_asked)
