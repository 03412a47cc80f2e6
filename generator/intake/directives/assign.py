"""Whose the names in the narrow cells are: who leads and who is responsible, also where cells were merged."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from generator.intake.directives.flat import FlatRow
from generator.intake.directives.roles import Role
from generator.intake.directives.said import Line, Row, ends_sentence

Cells = tuple[tuple[Line, ...], ...]
_FIRST_ITEM = re.compile(r"[（(]?\s*+(\d{1,2})")
_MERGED = "这一格在原文中空着，按合并单元格取了上一行的"
_BELOW = "这一格在原文中空着，分页以后的下一行接着写，取了下一行的"


def assign(flat: Sequence[FlatRow], roles: Sequence[Role]) -> list[Row]:
    """Return the rows with their bodies and terms."""
    order = [role for role in roles if role in (Role.LEAD, Role.RESPONSIBLE)]
    cells, carried = _carried(flat, len(order))
    if len(order) < 2:
        return [_single(each, own, order) for each, own in zip(flat, cells, strict=True)]
    merging = _merges_leads(cells)
    rows: list[Row] = []
    for at, (each, own) in enumerate(zip(flat, cells, strict=True)):
        before = rows[-1] if rows else None
        after = cells[at + 1] if at + 1 < len(cells) and flat[at + 1].new_page else ()
        below = (after[0], after[1]) if not own and len(after) == 2 and _goes_on(each, flat[at + 1]) else None
        lead, responsible, doubts = _two(own, before, below, merging=merging)
        if at in carried:
            doubts = (*doubts, ("lead", "牵头单位印在上一行的后面，像是分页重印的"))
        if order[0] is Role.RESPONSIBLE and len(own) >= 2:
            lead, responsible = responsible, lead
        rows.append(
            replace(
                each.row,
                lead=lead,
                responsible=responsible,
                deadline=each.terms or (before.deadline if before and Role.DEADLINE in roles else ()),
                doubts=doubts,
            )
        )
    return rows


def _carried(flat: Sequence[FlatRow], wanted: int) -> tuple[list[Cells], set[int]]:
    """Give a row that has too few names the last of the row before, where that one has too many; say which got one.

    The lead in a merged cell is printed again at the top of a page, before the text of its row.
    """
    cells = [each.cells for each in flat]
    carried: set[int] = set()
    for at in range(len(cells) - 1):
        if len(cells[at]) == wanted + 1 and len(cells[at + 1]) == wanted - 1 and wanted > 1:
            cells[at], cells[at + 1] = cells[at][:-1], (cells[at][-1], *cells[at + 1])
            carried.add(at + 1)
    return cells, carried


def _merges_leads(cells: Sequence[Cells]) -> bool:
    """Tell whether the lead is left out where it is the same as above: a row's only names are other ones."""
    lead: str | None = None
    for own in cells:
        if len(own) == 1 and lead is not None and _text(own[0]) != lead:
            return True
        if len(own) >= 2:
            lead = _text(own[0])
    return False


def _two(
    own: Cells, before: Row | None, below: Cells | None, *, merging: bool
) -> tuple[tuple[Line, ...], tuple[Line, ...], tuple[tuple[str, str], ...]]:
    lead, responsible = (before.lead, before.responsible) if before else ((), ())
    if len(own) == 2:
        return own[0], own[1], ()
    if len(own) > 2:
        rest = tuple(line for cell in own[1:] for line in cell)
        why = f"这一行有{len(own)}处单位，第一处记作牵头单位，其余记作责任单位"
        return own[0], rest, (("lead", why), ("responsible", why))
    if len(own) == 1 and (merging or not before or _text(own[0]) != _text(lead)):
        return lead, own[0], (("lead", _MERGED if before else "原文只有一处单位，记作责任单位"),)
    if len(own) == 1:
        return own[0], (), (("responsible", "原文只有一处单位，与上一行的牵头单位相同，记作牵头单位"),)
    if below:
        return below[0], below[1], (("lead", _BELOW), ("responsible", _BELOW))
    return lead, responsible, (("lead", _MERGED), ("responsible", _MERGED))


def _single(each: FlatRow, own: Cells, order: Sequence[Role]) -> Row:
    names = tuple(line for cell in own for line in cell)
    field = "lead" if order == [Role.LEAD] else "responsible"
    doubts = () if len(own) == 1 else ((field, f"这一行有{len(own)}处单位" if own else "这一行没有单位"),)
    row = replace(each.row, deadline=each.terms, doubts=doubts)
    return replace(row, lead=names) if field == "lead" else replace(row, responsible=names)


def _goes_on(each: FlatRow, following: FlatRow) -> bool:
    """Tell whether the row after a page's end is the rest of this one: its numbering goes on."""
    if not ends_sentence(each.row.bare):
        return True
    first = _FIRST_ITEM.match(following.row.bare)
    return first is not None and int(first.group(1)) > 1


def _text(lines: tuple[Line, ...]) -> str:
    return "".join(line.bare for line in lines)
