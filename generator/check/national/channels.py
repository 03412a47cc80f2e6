"""Rules on what a site offers people: a way to ask, services, answers, and the figures of both."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from generator.kinds.guide.model import Guide
from generator.model.calendar.days import months_before
from generator.model.catalogue import finding
from generator.model.column import Column
from generator.model.document import Document
from generator.model.finding import Finding, Place
from generator.model.portal import Portal
from generator.model.register import Register
from generator.model.words import ColumnType
from generator.patterns import pattern

_COLUMNS = Place("columns.yml")
# Channels of their own, which are none for questions and suggestions.
_APART = pattern("信访|举报|纪检|监察|检举|控告")
_MESSAGES = "messages"
_YEAR = timedelta(days=365)
_SERVICE_FIGURES = pattern("(办事(?!处)|办件|政务服务|服务事项|审批).*(统计|数据)")
_MESSAGE_FIGURES = pattern("(留言|信箱|来信|咨询|互动).*(统计|数据)")


def check_channels(portal: Portal) -> Iterator[Finding]:
    """There is a way to ask and suggest on the site, and there are services.

    Source: 国办秘函〔2019〕19号, 单项否决“互动回应差”① (channels of letters and visits and of discipline do not
    count) and “服务不实用”①. A column with nothing in it offers nothing.
    """
    if not portal.limits.national:
        return
    offering = [column for column in portal.walk() if _holds(column, portal)]
    asking = [
        column
        for column in offering
        if column.type == ColumnType.COMPLAINTS.value and not _APART.search(column.name)
    ]
    if not asking:
        apart = "信访、举报、纪检的专门渠道不算。"
        message = f"没有网上咨询建言的渠道：类别是“咨询投诉”的栏目没有，或者没有内容。{apart}"
        yield finding("consultation-missing", _COLUMNS, message)
    if not portal.lookups.having(Guide) and not any(
        column.type == ColumnType.SERVICES.value for column in offering
    ):
        message = "没有办事服务：类别是“办事服务”的栏目没有，或者没有内容。"
        yield finding("services-missing", _COLUMNS, message)


def _holds(column: Column, portal: Portal) -> bool:
    links = [link for link in column.links if not _APART.search(link.title)]
    rows = any(register.column == column.address and register.rows for register in portal.registers)
    return bool(links or rows or portal.lookups.listed.get(column.address))


def check_messages(portal: Portal) -> Iterator[Finding]:
    """Answers to messages come out every two months, and none is owed for more than three.

    Source: 国办秘函〔2019〕19号: 扣分“留言公开” (no answer in the last two months), 单项否决“互动回应差”② (a message
    of the last year without an answer after three months).
    """
    for register in portal.registers:
        if register.schema == _MESSAGES and register.rows:
            yield from _unanswered(register, portal)
    months = portal.limits.messages_months
    answered = [day for day in (_newest_answer(each) for each in portal.registers) if day]
    if months and answered and max(answered) < months_before(portal.as_of, months):
        register = max(portal.registers, key=lambda each: _newest_answer(each) or date.min)
        message = f"最近一次公开留言答复是{max(answered)}，超过{months}个月没有新的答复。"
        yield finding("messages-stale", Place(f"content/{register.path}"), message)


def _newest_answer(register: Register) -> date | None:
    answered = _position(register, "answered") if register.schema == _MESSAGES else None
    days = (_day(row, answered) for row in register.rows)
    return max((day for day in days if day), default=None)


def _unanswered(register: Register, portal: Portal) -> Iterator[Finding]:
    months = portal.limits.unanswered_months
    accepted, answered = (_position(register, key) for key in ("accepted", "answered"))
    if not months or accepted is None:
        return
    for number, row in enumerate(register.rows):
        asked, told = _day(row, accepted), _day(row, answered)
        if asked is None or not portal.as_of - _YEAR <= asked <= portal.as_of:
            continue
        until = min(told or portal.as_of, portal.as_of)
        if asked < months_before(until, months):
            line = register.lines[number] if number < len(register.lines) else 1
            how = f"{told}才答复" if told else "还没有答复"
            message = f"“{row[register.row_title]}”{asked}受理，{how}，超过{months}个月。"
            yield finding("messages-unanswered", Place(f"content/{register.path}", line), message)


def _position(register: Register, key: str) -> int | None:
    return next((number for number, field in enumerate(register.fields) if field.key == key), None)


def _day(row: tuple[str, ...], position: int | None) -> date | None:
    if position is None:
        return None
    try:
        return date.fromisoformat(row[position])
    except ValueError:
        return None


def check_figures(portal: Portal) -> Iterator[Finding]:
    """Figures of services, and of messages, come out every quarter where the site has these.

    Source: 国办秘函〔2019〕19号, 扣分“事项公开” (no figures of services in the last three months); that the figures of
    messages have the same term is from memory. They are known by the titles of documents and tables: a table in a
    page is not seen, so the finding is a warning.
    """
    months = portal.limits.statistics_months
    if not (months and portal.limits.national):
        return
    if portal.lookups.having(Guide):
        yield from _figures(portal, _SERVICE_FIGURES, "service-figures-stale", "办事统计数据", months)
    if any(register.schema == _MESSAGES and register.rows for register in portal.registers):
        yield from _figures(portal, _MESSAGE_FIGURES, "message-figures-stale", "留言办理的统计数据", months)


def _figures(portal: Portal, title: re.Pattern[str], code: str, what: str, months: int) -> Iterator[Finding]:
    documents = [each for each in portal.documents if title.search(each.title) and _is_figures(each)]
    tables = [each.updated for each in portal.registers if title.search(each.title) and each.updated]
    days = [*(each.published.date() for each in documents), *tables]
    if not days:
        yield finding(code, _COLUMNS, f"没有公开{what}。")
    elif max(days) < months_before(portal.as_of, months):
        message = f"最近一次公开{what}是{max(days)}，超过{months}个月没有更新。"
        yield finding(code, documents[0].place if documents else _COLUMNS, message)


def _is_figures(document: Document) -> bool:
    return not document.interprets
