"""What a head says of a consultation, and of a catalogue of decisions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from generator.kinds.consultation.declare import (
    ConsultationDeclaration,
    ConsultationHead,
    DecisionsDeclaration,
)
from generator.kinds.consultation.model import (
    CHAIN,
    CONSULTATIONS,
    DECISIONS,
    ITEM,
    Consultation,
    DecisionCatalogue,
    DecisionItem,
    consultation_state,
)
from generator.kinds.kind import Asked, Head, Order, Start
from generator.load.heads.common import CommonHead
from generator.load.heads.reading import Reading
from generator.model.column import Column
from generator.model.document import Document
from generator.model.part import Part
from generator.model.portal import Portal
from generator.model.ties import Tie
from generator.model.words import ColumnType


def make_consultation(reading: Reading, declared: ConsultationDeclaration) -> Consultation:
    """Return a consultation; what it refers to is looked up."""
    return Consultation(
        place=reading.parsed.place(("consultation",)),
        opens=declared.opens,
        closes=declared.closes,
        channels=tuple(declared.channels),
        text=reading.paper(declared.text, ("consultation", "text")),
        explanation=reading.paper(declared.explanation, ("consultation", "explanation")),
        short_reason=declared.short_reason,
        decision=reading.related(declared.decision, ("consultation", "decision")),
        result=reading.related(declared.result, ("consultation", "result")),
        adopted=reading.related(declared.adopted, ("consultation", "adopted")),
        received=declared.received,
        accepted=declared.accepted,
    )


def make_decisions(reading: Reading, declared: DecisionsDeclaration) -> DecisionCatalogue:
    """Return a yearly catalogue of decisions."""
    items = []
    for number, item in enumerate(declared.items):
        spot = ("decisions", "items", number)
        items.append(
            DecisionItem(
                name=item.name,
                unit=item.unit,
                participation=item.participation,
                planned=item.planned,
                consultation=reading.related(item.consultation, (*spot, "consultation")),
                adopted=reading.related(item.adopted, (*spot, "adopted")),
                note=item.note,
            )
        )
    return DecisionCatalogue(reading.parsed.place(("decisions",)), declared.year, tuple(items))


def _read(reading: Reading, declared: CommonHead, _: Column) -> Iterator[Part]:
    if isinstance(declared, ConsultationHead):
        if declared.consultation:
            yield make_consultation(reading, declared.consultation)
        if declared.decisions:
            yield make_decisions(reading, declared.decisions)


def _texts(part: Part) -> Iterator[str]:
    if isinstance(part, Consultation):
        yield part.short_reason
        yield from part.channels
    if isinstance(part, DecisionCatalogue):
        for item in part.items:
            yield from (item.name, item.unit, item.participation)


def _ties(document: Document) -> Iterator[tuple[str, Tie]]:
    """A consultation, its explanation, its result and the decision know one another."""
    consultation, catalogue = document.part(Consultation), document.part(DecisionCatalogue)
    if consultation:
        chain = list(consultation_chain(document.path, consultation))
        for member in chain:
            # A catalogue names many consultations: it shows them as its items instead.
            if member.role != CHAIN[0]:
                yield from ((member.path, tie) for tie in chain)
    for item in catalogue.items if catalogue else ():
        yield from ((document.path, Tie(ITEM, other)) for other in (item.consultation, item.adopted) if other)


def consultation_chain(path: str, consultation: Consultation) -> Iterator[Tie]:
    """Yield the documents of one consultation in the order of the procedure, itself included."""
    text, explanation = consultation.text, consultation.explanation
    places = (
        consultation.decision,
        text.document if text else "",
        explanation.document if explanation else "",
        path,
        consultation.result,
        consultation.adopted,
    )
    yield from (Tie(role, other) for role, other in zip(CHAIN, places, strict=True) if other)


def _state(document: Document, portal: Portal) -> str:
    consultation = document.part(Consultation)
    if consultation is None:
        return ""
    answered = consultation.result in portal.lookups.by_path
    return consultation_state(consultation, answered, portal.as_of).value


def _asked(_: Column, layout: str | None) -> Asked | None:
    return Asked(Consultation, "consultation", "意见征集", tied=True) if layout == CONSULTATIONS else None


def _start(order: Order) -> Start | None:
    column = order.column
    if order.layout == DECISIONS and column.type == ColumnType.CATALOGUE and "目录" in column.name:
        return Start(tuple(_decisions(order.day)))
    return Start(tuple(_consultation(order.day))) if order.layout == CONSULTATIONS else None


def _consultation(day: date) -> list[str]:
    return [
        "consultation:",
        f"  opens: {day:%Y-%m-%d}            # 征集开始",
        f"  closes: {day + _TERM:%Y-%m-%d}           # 征集截止，重大行政决策一般不少于30日",
        "  channels: []                 # 提出意见的方式，每条一种，写明地址、电话或邮箱",
        "  text:                        # 征求意见稿的文件名；写在本文里的写“正文”",
        "  explanation:                 # 起草说明，写法同上",
        "  decision:                    # 列入该事项的决策事项目录，写content之下的路径",
        "  result:                      # 结果反馈，有了再写",
    ]


def _decisions(day: date) -> list[str]:
    return [
        "decisions:",
        f"  year: {day.year}                   # 年度",
        "  items:",
        "    - name: （决策事项）",
        "      unit: （承办单位）",
        "      participation:           # 公众参与方式",
        "      planned:                 # 计划决策时间",
        "      consultation:            # 征求意见的文档，有了再写",
        "      adopted:                 # 决策公布，有了再写",
    ]


_TERM = timedelta(days=30)
HEAD = Head(
    declaration=ConsultationHead,
    parts=(Consultation, DecisionCatalogue),
    read=_read,
    layouts={CONSULTATIONS: "意见征集", DECISIONS: "重大行政决策"},
    start=_start,
    asked=_asked,
    texts=_texts,
    ties=_ties,
    state=_state,
)
