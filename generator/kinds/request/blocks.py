"""The blocks of a plan, of a press event, and of the desk that takes requests."""

from __future__ import annotations

from collections.abc import Iterator

from generator.frames.view import quote_address
from generator.kinds.consultation.blocks import day_words
from generator.kinds.plan.model import Plan
from generator.kinds.press.years import event_day
from generator.kinds.request.model import processing_fees, request_process, request_ways
from generator.model.address import public_address
from generator.model.related import ABOVE, AFTER, BEFORE, BELOW
from generator.render.site.jobs import DocumentJob
from generator.views.block import Block, BlockPlace
from generator.views.rows import file_link


def service_blocks(job: DocumentJob, root: str) -> Iterator[Block]:
    """Yield the block of a plan, a press event or a desk for requests."""
    details = job.document.details
    if details.plan:
        yield Block(BlockPlace.BEFORE_TEXT, "block-plan.html", _plan(details.plan, job, root))
    if details.press:
        values: dict[str, object] = {"press": details.press, "day": day_words(event_day(job.document))}
        yield Block(BlockPlace.BEFORE_TEXT, "block-press.html", values)
    if details.request:
        desk = details.request
        values = {
            "desk": desk,
            "ways": request_ways(desk),
            "steps": request_process(),
            "fees": processing_fees(),
            "forms": [(form.audience, file_link(form.file, root)) for form in desk.forms],
        }
        yield Block(BlockPlace.BEFORE_TEXT, "block-request.html", values)


def _plan(plan: Plan, job: DocumentJob, root: str) -> dict[str, object]:
    relations = [
        (
            role,
            [(each.card.title, _href(each.card.address, root)) for each in job.related if each.role == role],
        )
        for role in (ABOVE, BELOW, BEFORE, AFTER)
    ]
    return {
        "plan": plan,
        "past": "past" in job.states,
        "relations": [(role, links) for role, links in relations if links],
    }


def _href(address: str, root: str) -> str:
    return root + quote_address(public_address(address))
