"""A public consultation (意见征集) and the yearly catalogue of major decisions (重大行政决策事项目录)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from generator.model.asset import Paper
from generator.model.finding import Place
from generator.model.part import Part

CONSULTATIONS, DECISIONS = "consultations", "decisions"
# The documents of one consultation, in the order of the procedure.
CHAIN = ("决策事项目录", "征求意见稿", "起草说明", "公开征求意见", "结果反馈", "决策公布")
CONSULTATION = CHAIN[3]
ITEM = "目录事项"


class ConsultationState(StrEnum):
    """How far a consultation has come on a day."""

    COMING = "未开始"
    OPEN = "征集中"
    CLOSED = "已截止"
    ANSWERED = "已反馈"
    UNKNOWN = "未写明期限"


@dataclass(frozen=True)
class Consultation(Part):
    """What is asked, until when, by which ways, and what came of it. Paths are below content/."""

    place: Place
    opens: date | None = None
    closes: date | None = None
    channels: tuple[str, ...] = ()
    text: Paper | None = None
    explanation: Paper | None = None
    short_reason: str = ""
    decision: str = ""
    result: str = ""
    adopted: str = ""
    received: int | None = None
    accepted: int | None = None

    @property
    def days(self) -> int | None:
        """Length of the consultation in days, first and last counted."""
        return (self.closes - self.opens).days + 1 if self.opens and self.closes else None


@dataclass(frozen=True)
class DecisionItem:
    """One item of the yearly catalogue: what is to be decided, by whom, how the public takes part."""

    name: str
    unit: str
    participation: str = ""
    planned: str = ""
    consultation: str = ""
    adopted: str = ""
    note: str = ""


@dataclass(frozen=True)
class DecisionCatalogue(Part):
    """The catalogue of one year."""

    place: Place
    year: int
    items: tuple[DecisionItem, ...]


def consultation_state(consultation: Consultation, answered: bool, as_of: date) -> ConsultationState:
    """Return the state on ``as_of``; ``answered`` tells whether the result is public by then."""
    if answered:
        return ConsultationState.ANSWERED
    if consultation.opens and as_of < consultation.opens:
        return ConsultationState.COMING
    if consultation.closes is None:
        return ConsultationState.UNKNOWN
    return ConsultationState.OPEN if as_of <= consultation.closes else ConsultationState.CLOSED
