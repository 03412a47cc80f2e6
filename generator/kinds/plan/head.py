"""What a head says of a plan."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.kinds.kind import Asked, Head, Order, Start
from generator.kinds.plan.declare import PlanDeclaration, PlanHead
from generator.kinds.plan.model import ABOVE, AFTER, BEFORE, BELOW, PLANS, Plan
from generator.load.heads.common import CommonHead
from generator.load.heads.reading import Reading
from generator.model.column import Column
from generator.model.document import Document
from generator.model.part import Part
from generator.model.ties import Tie


def make_plan(reading: Reading, declared: PlanDeclaration) -> Plan:
    """Return a plan with its relations looked up."""
    first, _, last = declared.period.partition("-")
    return Plan(
        place=reading.parsed.place(("plan",)),
        kind=declared.kind,
        level=declared.level,
        starts=int(first),
        ends=int(last),
        name=declared.name,
        parent=reading.related(declared.parent, ("plan", "parent")),
        follows=reading.related(declared.follows, ("plan", "follows")),
    )


def _read(reading: Reading, declared: CommonHead, _: Column) -> Iterator[Part]:
    if isinstance(declared, PlanHead) and declared.plan:
        yield make_plan(reading, declared.plan)


def _ties(document: Document) -> Iterator[tuple[str, Tie]]:
    """Plans know those above, below, before and after them."""
    plan, path = document.part(Plan), document.path
    relations = ((ABOVE, BELOW, plan.parent), (BEFORE, AFTER, plan.follows)) if plan else ()
    for role, back, other in relations:
        if other:
            yield path, Tie(role, other)
            yield other, Tie(back, path)


def _asked(_: Column, layout: str | None) -> Asked | None:
    return Asked(Plan, "plan", "规划") if layout == PLANS else None


def _start(order: Order) -> Start | None:
    return Start(tuple(_plan(order.column, order.day))) if order.layout == PLANS else None


def _plan(column: Column, day: date) -> list[str]:
    first = (day.year - 1) // 5 * 5 + 1
    kinds = ("国民经济和社会发展规划", "国土空间规划", "区域规划")
    kind = column.name if column.name in kinds else "专项规划"
    return [
        "plan:",
        f"  kind: {kind}               # 规划类别",
        f"  period: {first}-{first + 4}           # 规划期",
        "  name:                        # 图上的简称",
        "  parent:                      # 上位规划，写content之下的路径",
        "  follows:                     # 上一个规划期的同类规划，写content之下的路径",
    ]


HEAD = Head(
    declaration=PlanHead,
    parts=(Plan,),
    read=_read,
    layouts={PLANS: "规划体系"},
    start=_start,
    asked=_asked,
    ties=_ties,
)
