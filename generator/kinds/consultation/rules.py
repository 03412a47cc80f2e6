"""Rules on public consultations and on the columns that hold them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta

from generator.kinds.consultation.codes import CODES, finding
from generator.kinds.consultation.model import DECISIONS, Consultation
from generator.kinds.kind import Rules
from generator.load.heads.told import lacking
from generator.model.addresses.address import is_within, public_address
from generator.model.document import Document
from generator.model.finding import Finding
from generator.model.moments import Occasion, Turn
from generator.model.portal import Portal
from generator.model.settings import Limits

BASIS = ("国务院令第713号第十五条",)


def check_consultations(portal: Portal) -> Iterator[Finding]:
    """A consultation says what, why, until when and how; its result follows.

    Source: 重大行政决策程序暂行条例 (国务院令第713号) 第十五条: draft and explanation are published with
    the way and the term of comments, as a rule at least 30 days, a shorter term is explained. The days
    until the result are a default of ours: the regulation (第十八条) sets none.
    """
    limits = portal.limits
    public = portal.lookups.by_path.keys()
    branches = [column.address for column in portal.walk() if column.layout == DECISIONS]
    for document, consultation in portal.lookups.stating(Consultation):
        major = bool(consultation.decision) or any(
            is_within(document.column, address) for address in branches
        )
        yield from _content(document, consultation)
        yield from _period(document, consultation, major, limits)
        yield from _result(document, consultation, portal, public, limits)


def _content(document: Document, consultation: Consultation) -> Iterator[Finding]:
    missing = lacking(consultation)
    if missing:
        message = f"“{document.title}”没有写{'、'.join(missing)}。"
        yield finding("consultation-incomplete", consultation.place, message, basis=BASIS)


def _period(document: Document, consultation: Consultation, major: bool, limits: Limits) -> Iterator[Finding]:
    days = consultation.days
    if days is None:
        return
    if days < 1:
        message = f"征集截止{consultation.closes}早于征集开始{consultation.opens}。"
        yield finding("consultation-period", consultation.place, message)
    elif major and days < limits.consultation_days and not consultation.short_reason:
        message = f"“{document.title}”征求意见{days}日，不足{limits.consultation_days}日，也没有说明理由。"
        yield finding("consultation-short", consultation.place, message, basis=BASIS)


def _result(
    document: Document, consultation: Consultation, portal: Portal, public: Collection[str], limits: Limits
) -> Iterator[Finding]:
    if consultation.closes is None or consultation.result in public:
        return
    waited = (portal.as_of - consultation.closes).days
    if waited > limits.consultation_result_days:
        message = f"“{document.title}”已截止{waited}天，还没有公布意见采纳情况。"
        yield finding(
            "consultation-result-late",
            consultation.place,
            message,
            basis=("国务院令第713号第十八条；反馈期限为本程序默认",),
        )


def _agenda(portal: Portal, _: date) -> Iterator[Occasion]:
    """When consultations open and close, and by when their results are to follow."""
    term = timedelta(days=portal.limits.consultation_result_days)
    for document, consultation in portal.lookups.stating(Consultation):
        told = (document.title, document.issuer, document.place, public_address(document.address))
        if consultation.opens:
            yield Occasion(consultation.opens, Turn.APPEARS, "征集开始", *told)
        if consultation.closes:
            yield Occasion(consultation.closes, Turn.ENDS, "征集截止", *told)
            if consultation.result not in portal.lookups.by_path:
                yield Occasion(consultation.closes + term, Turn.DUE, "公布意见采纳情况", *told)


RULES = Rules(CODES, (check_consultations,), _agenda)
