"""Rules on columns that hold nothing and on columns that nobody keeps up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.model.catalogue import finding
from generator.model.column import Column
from generator.model.finding import Finding, Place
from generator.model.portal import Portal
from generator.model.settings import Limits
from generator.model.words import CYCLE_LABELS, ColumnKind, ColumnType, Cycle


def check_empty_columns(portal: Portal) -> Iterator[Finding]:
    """No column is empty.

    Source: 国办秘函〔2019〕19号, 单项否决“栏目不更新”: five empty columns fail the whole site. Only columns
    without children count, so that one gap is told once; a column whose layout draws content of its own
    is not empty. A portal of a past day has the columns of today: those whose content came out only later are
    told as empty, and do not keep that day from being built.
    """
    filled = set(portal.lookups.listed)
    filled |= {register.column for register in portal.registers if register.rows}
    empty = [column for column in portal.walk() if not column.children and _is_empty(column, filled)]
    limits = portal.limits
    if limits.empty_warn and len(empty) >= limits.empty_warn:
        for column in empty:
            # A page without its text is told by page-missing.
            if column.kind is not ColumnKind.PAGE:
                yield finding("column-empty", column.place, f"栏目“{column.name}”没有任何内容。")
    blank = [column for column in empty if column.address not in portal.awaited]
    if limits.empty_block and len(blank) >= limits.empty_block:
        names = "、".join(column.name for column in blank[:5])
        message = f"空白栏目有{len(blank)}个，达到{limits.empty_block}个即不合格：{names}{'等' if len(blank) > 5 else ''}。"
        yield finding("column-empty-many", Place("columns.yml"), message)


def _is_empty(column: Column, filled: set[str]) -> bool:
    return not (column.address in filled or column.links or column.layout)


def check_overdue_columns(portal: Portal) -> Iterator[Finding]:
    """A column of documents or of dated rows is updated within its cycle, or within the term of its type.

    Source: 国办秘函〔2019〕19号, 单项否决“栏目不更新” (news 2 weeks, notices and policies 6 months); the days
    of each cycle are defaults. A document of a column below counts as an update.
    """
    for column, newest, allowed, why in update_terms(portal):
        age = (portal.as_of - newest).days
        if age > allowed:
            message = f"栏目“{column.name}”{why}，最近一次更新是{newest}，已{age}天，超过{allowed}天。"
            yield finding("column-overdue", column.place, message)


def update_terms(portal: Portal) -> Iterator[tuple[Column, date, int, str]]:
    """Yield each column that is to be updated: its newest day, after how many days it is overdue, and what says so."""
    own = _newest_days(portal)
    newest = newest_below(portal)
    for column in portal.walk():
        if column.kind not in (ColumnKind.DOCUMENTS, ColumnKind.REGISTER) or column.address not in own:
            continue
        allowed, why = allowed_days(column, portal.limits)
        if allowed:
            yield column, newest[column.address], allowed, why


def newest_below(portal: Portal) -> dict[str, date]:
    """Return, by the address of a column, the day of the newest that it or a column below it holds."""
    newest = _newest_days(portal)
    for address, day in list(newest.items()):
        above = address.rpartition("/")[0]
        while above:
            newest[above] = max(newest.get(above, day), day)
            above = above.rpartition("/")[0]
    return newest


def _newest_days(portal: Portal) -> dict[str, date]:
    """Return the day of the newest document, or of the newest row of a register whose rows have dates."""
    days = {address: shown[0].published.date() for address, shown in portal.lookups.listed.items()}
    for register in portal.registers:
        if register.updated:
            days[register.column] = max(days.get(register.column, register.updated), register.updated)
    return days


def allowed_days(column: Column, limits: Limits) -> tuple[int, str]:
    """Return after how many days a column is overdue, 0 for never, and what says so.

    The cycle decides, without one the type. A column of news has two weeks at most, whatever its cycle is.
    Other columns that are updated as needed have no term.
    """
    days, why = _allowed_by_cycle(column, limits)
    if column.type == ColumnType.NEWS.value and limits.news_days and not 0 < days <= limits.news_days:
        return limits.news_days, "属于工作动态"
    return days, why


def _allowed_by_cycle(column: Column, limits: Limits) -> tuple[int, str]:
    cycles = {
        Cycle.DAILY: limits.daily_days,
        Cycle.WEEKLY: limits.weekly_days,
        Cycle.MONTHLY: limits.monthly_days,
        Cycle.QUARTERLY: limits.quarterly_days,
        Cycle.HALF_YEARLY: limits.half_yearly_days,
        Cycle.YEARLY: limits.yearly_days,
    }
    if column.cycle in cycles:
        return cycles[column.cycle], f"应{CYCLE_LABELS[column.cycle]}"
    if column.type == ColumnType.POLICIES.value and not column.cycle:
        return limits.policy_days, "属于政策文件"
    return (0, "") if column.cycle else (limits.other_days, "没有写更新周期")
