"""Rules on relations of plans: none is its own superior or predecessor, each follows an earlier one."""

from __future__ import annotations

from collections.abc import Iterator

from generator.kinds.kind import Rules
from generator.kinds.plan.codes import CODES, finding
from generator.kinds.plan.model import DevelopmentPlan
from generator.model.document import Document
from generator.model.finding import Finding
from generator.model.portal import Portal


def check_plans(portal: Portal) -> Iterator[Finding]:
    """No plan is its own superior or predecessor, and a plan follows one that began earlier."""
    plans = {each.path: each for each in portal.lookups.having(DevelopmentPlan)}
    for document, plan in portal.lookups.stating(DevelopmentPlan):
        path = document.path
        for label, key in (("上位规划", "parent"), ("接续规划", "follows")):
            other = plans.get(getattr(plan, key))
            if getattr(plan, key) and other is None and _public(getattr(plan, key), portal):
                message = f"“{document.title}”的{label}不是规划：那份文档没有写plan。"
                yield finding("plan-relation", plan.place, message)
            elif _comes_back(path, key, plans):
                message = f"“{document.title}”的{label}绕了一圈又回到自己。"
                yield finding("plan-relation", plan.place, message)
        before = plans.get(plan.follows)
        earlier = before.part(DevelopmentPlan) if before else None
        if before and earlier and before.path != path and earlier.starts >= plan.starts:
            message = f"“{document.title}”（{plan.period}）接续的规划不比它早（{earlier.period}）。"
            yield finding("plan-relation", plan.place, message)


def _public(path: str, portal: Portal) -> bool:
    return path in portal.lookups.by_path


def _comes_back(path: str, key: str, plans: dict[str, Document]) -> bool:
    seen, here = {path}, path
    while document := plans.get(here):
        here = getattr(document.part(DevelopmentPlan), key)
        if here == path:
            return True
        if here in seen:
            return False
        seen.add(here)
    return False


RULES = Rules(CODES, (check_plans,))
