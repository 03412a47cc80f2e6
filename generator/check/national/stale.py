"""Rules on a site as a whole that goes stale: first-level columns, all columns, the home page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.check.national.freshness import newest_below, update_terms
from generator.model.catalogue import finding
from generator.model.column import Column
from generator.model.finding import Finding, Place
from generator.model.portal import Portal
from generator.model.words import ColumnKind, ColumnType

_COLUMNS = Place("columns.yml")
_SHOWN = 5


def check_stale_columns(portal: Portal) -> Iterator[Finding]:
    """Not five first-level columns of news (two weeks) and of notices and policies (six months) are stale together.

    Source: 国办秘函〔2019〕19号, 单项否决“栏目不更新”①. The text does not say what a first-level column is; here
    it is one at the top of the tree, or right below one at the top that holds nothing but columns. What is below
    a column counts as its update. A column whose content came out only after a past day keeps that day from nothing.
    """
    limits, newest = portal.limits, newest_below(portal)
    terms = {ColumnType.NEWS.value: limits.news_days, ColumnType.POLICIES.value: limits.policy_days}
    stale = [
        column
        for column in first_level(portal)
        if (days := terms.get(column.type))
        and column.address in newest
        and column.address not in portal.awaited
        and (portal.as_of - newest[column.address]).days > days
    ]
    if limits.stale_block and len(stale) >= limits.stale_block:
        message = (
            f"没有按时更新的一级栏目有{len(stale)}个（动态类{limits.news_days}天、通知公告和政策文件类"
            f"{limits.policy_days}天），达到{limits.stale_block}个即不合格：{_names(stale)}。"
        )
        yield finding("column-stale-many", _COLUMNS, message)


def first_level(portal: Portal) -> Iterator[Column]:
    """Yield the first-level columns (一级栏目)."""
    for top in portal.columns:
        yield from top.children if top.kind is ColumnKind.GROUP else (top,)


def check_unkept_columns(portal: Portal) -> Iterator[Finding]:
    """Not ten columns that are to be updated are left without updates.

    Source: 国办秘函〔2019〕19号, 单项否决“栏目不更新”②. How long “长期” is the text leaves open: here it is the
    term of each column, which the limits of columns.yml can change.
    """
    overdue = [
        column
        for column, newest, allowed, _ in update_terms(portal)
        if (portal.as_of - newest).days > allowed and column.address not in portal.awaited
    ]
    if portal.limits.unkept_block and len(overdue) >= portal.limits.unkept_block:
        message = f"逾期未更新的栏目有{len(overdue)}个，达到{portal.limits.unkept_block}个即不合格：{_names(overdue)}。"
        yield finding("column-unkept-many", _COLUMNS, message)


def check_home(portal: Portal) -> Iterator[Finding]:
    """Something new is on the home page every two weeks.

    Source: 国办秘函〔2019〕19号, 单项否决“首页不更新”. The home page lists the newest documents but single pages.
    """
    pages = {column.address for column in portal.walk() if column.kind is ColumnKind.PAGE}
    newest = next((each for each in portal.documents if each.column not in pages), None)
    if newest is None or not portal.limits.home_days:
        return
    day = newest.published.date()
    age = (portal.as_of - day).days
    if age > portal.limits.home_days:
        message = f"首页最近一次有新信息是{day}，已{age}天，超过{portal.limits.home_days}天。"
        yield finding("home-stale", _COLUMNS, message)


def _names(columns: Sequence[Column]) -> str:
    shown = "、".join(">".join(column.path) for column in columns[:_SHOWN])
    return f"{shown}{'等' if len(columns) > _SHOWN else ''}"
