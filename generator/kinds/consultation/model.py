"""A public consultation (意见征集) and the yearly catalogue of major decisions (重大行政决策事项目录)."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import ClassVar

from generator.data import dataclass
from generator.load.heads.said import Reads, placed, said
from generator.model.asset import Paper
from generator.model.finding import Place
from generator.model.part import Part

CONSULTATIONS, DECISIONS = "consultations", "decisions"
# The documents of one consultation, in the order of the procedure.
CHAIN = ("决策事项目录", "征求意见稿", "起草说明", "公开征求意见", "结果反馈", "决策公布")
CONSULTATION = CHAIN[3]
ITEM = "目录事项"
_TERM = timedelta(days=30)


class ConsultationState(StrEnum):
    """How far a consultation has come on a day."""

    COMING = "未开始"
    OPEN = "征集中"
    CLOSED = "已截止"
    ANSWERED = "已反馈"
    UNKNOWN = "未写明期限"


@dataclass(frozen=True, kw_only=True)
class Consultation(Part):
    """What is asked, until when, by which ways, and what came of it. Paths are below content/."""

    about: ClassVar[str] = "一次意见征集。"
    place: Place = placed()
    opens: date | None = said(
        "征集开始",
        "开始征集的日期。",
        None,
        examples=("2026-11-06",),
        asked="征集开始（opens）",
        new="征集开始",
        value=lambda order: f"{order.day:%Y-%m-%d}",
    )
    closes: date | None = said(
        "征集截止",
        "截止日期，当天仍可提出意见。",
        None,
        examples=("2026-12-06",),
        asked="征集截止（closes）",
        new="征集截止，重大行政决策一般不少于30日",
        value=lambda order: f"{order.day + _TERM:%Y-%m-%d}",
    )
    channels: tuple[str, ...] = said(
        "提出意见的方式",
        "每条一种方式，写明地址、电话或邮箱。",
        (),
        examples=(["电话：023-00000000"],),
        searched=True,
        asked="提出意见的方式（channels）",
        new="提出意见的方式，每条一种，写明地址、电话或邮箱",
    )
    text: Paper | None = said(
        "征求意见稿",
        "草案全文：同一文件夹里的文件名、content之下的文档路径，或写“正文”。",
        None,
        asked="征求意见稿（text）",
        new="征求意见稿的文件名；写在本文里的写“正文”",
    )
    explanation: Paper | None = said(
        "起草说明",
        "写法同征求意见稿；写在本文里的写“正文”。",
        None,
        asked="起草说明（explanation）",
        new="起草说明，写法同上",
    )
    short_reason: str = said("缩短期限的理由", "征集不足30日时必须写明的理由。", "", searched=True)
    decision: str = said(
        "决策目录",
        "列入该事项的决策事项目录，写content之下的路径。",
        "",
        reads=Reads.DOCUMENT,
        new="列入该事项的决策事项目录，写content之下的路径",
    )
    result: str = said(
        "结果反馈",
        "公布意见采纳情况的文档，写content之下的路径。",
        "",
        reads=Reads.DOCUMENT,
        new="结果反馈，有了再写",
    )
    adopted: str = said(
        "决策公布", "最后印发的文件或决策结果，写content之下的路径。", "", reads=Reads.DOCUMENT
    )
    received: int | None = said("收到意见", "收到意见的条数。", None, examples=("93",))
    accepted: int | None = said("采纳意见", "采纳和部分采纳的条数。", None, examples=("61",))

    @property
    def days(self) -> int | None:
        """Length of the consultation in days, first and last counted."""
        return (self.closes - self.opens).days + 1 if self.opens and self.closes else None


@dataclass(frozen=True, kw_only=True)
class DecisionItem:
    """One item of the yearly catalogue: what is to be decided, by whom, how the public takes part."""

    about: ClassVar[str] = "决策事项目录中的一项。"
    name: str = said("决策事项", "决策事项的名称。", searched=True, new="", value="（决策事项）")
    unit: str = said("承办单位", "决策承办单位。", searched=True, new="", value="（承办单位）")
    participation: str = said(
        "公众参与方式", "例如网上征求意见、听证会。", "", searched=True, new="公众参与方式"
    )
    planned: str = said("计划决策时间", "例如2026年11月。", "", new="计划决策时间")
    consultation: str = said(
        "征求意见",
        "公开征求意见的文档，写content之下的路径。",
        "",
        reads=Reads.DOCUMENT,
        new="征求意见的文档，有了再写",
    )
    adopted: str = said(
        "决策公布",
        "印发的文件或决策结果，写content之下的路径。",
        "",
        reads=Reads.DOCUMENT,
        new="决策公布，有了再写",
    )
    note: str = said("备注", "增加、取消或推迟的说明。", "")


@dataclass(frozen=True, kw_only=True)
class DecisionCatalogue(Part):
    """The catalogue of one year."""

    about: ClassVar[str] = "一年的重大行政决策事项目录。"
    place: Place = placed()
    year: int = said(
        "年度", "目录的年度。", examples=("2026",), new="年度", value=lambda order: f"{order.day.year}"
    )
    items: tuple[DecisionItem, ...] = said("事项", "目录所列的各项决策。", searched=True, new="")


def consultation_state(consultation: Consultation, answered: bool, as_of: date) -> ConsultationState:
    """Return the state on ``as_of``; ``answered`` tells whether the result is public by then."""
    if answered:
        return ConsultationState.ANSWERED
    if consultation.opens and as_of < consultation.opens:
        return ConsultationState.COMING
    if consultation.closes is None:
        return ConsultationState.UNKNOWN
    return ConsultationState.OPEN if as_of <= consultation.closes else ConsultationState.CLOSED
