"""The block of a development plan: its place among the others."""

from __future__ import annotations

from collections.abc import Iterator

from generator.kinds.plan.model import ABOVE, AFTER, BEFORE, BELOW, DevelopmentPlan
from generator.model.addresses.address import public_address
from generator.model.addresses.links import quote_address
from generator.views.block import Block, BlockPlace
from generator.views.job import DocumentJob


def plan_blocks(job: DocumentJob, root: str) -> Iterator[Block]:
    """Yield the block of a plan."""
    plan = job.document.part(DevelopmentPlan)
    if plan:
        yield Block(BlockPlace.BEFORE_TEXT, "plan/block-plan.html", _plan(plan, job, root))


def _plan(plan: DevelopmentPlan, job: DocumentJob, root: str) -> dict[str, object]:
    relations = [
        (
            role,
            [
                (each.card.title, _href(each.card.address, root))
                for each in job.around.related
                if each.role == role
            ],
        )
        for role in (ABOVE, BELOW, BEFORE, AFTER)
    ]
    return {
        "plan": plan,
        "past": "past" in job.around.states,
        "relations": [(role, links) for role, links in relations if links],
    }


def _href(address: str, root: str) -> str:
    return root + quote_address(public_address(address))
