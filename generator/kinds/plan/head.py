"""Head keys of a development plan."""

from __future__ import annotations

from collections.abc import Iterator

from generator.kinds.kind import Asked, DraftSpec, Head, Start
from generator.kinds.plan.model import ABOVE, AFTER, BEFORE, BELOW, PLANS, DevelopmentPlan
from generator.load.heads.drafted import draft
from generator.load.heads.said import Group
from generator.model.column import Column
from generator.model.document import Document
from generator.model.ties import Tie

_PLAN = Group(DevelopmentPlan, "plan", "规划", "规划的类别、规划期和前后关系。")


def _ties(document: Document) -> Iterator[tuple[str, Tie]]:
    """Plans know those above, below, before and after them."""
    plan, path = document.part(DevelopmentPlan), document.path
    relations = ((ABOVE, BELOW, plan.parent), (BEFORE, AFTER, plan.follows)) if plan else ()
    for role, back, other in relations:
        if other:
            yield path, Tie(role, other)
            yield other, Tie(back, path)


def _asked(_: Column, layout: str | None) -> Asked | None:
    return Asked(DevelopmentPlan, "plan", "规划") if layout == PLANS else None


def _start(order: DraftSpec) -> Start | None:
    return Start(draft(_PLAN, order)) if order.layout == PLANS else None


HEAD = Head(
    groups=(_PLAN,),
    layouts={PLANS: "规划体系"},
    start=_start,
    asked=_asked,
    ties=_ties,
)
