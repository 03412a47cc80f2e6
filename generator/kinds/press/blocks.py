"""The block of a press event."""

from __future__ import annotations

from collections.abc import Iterator

from generator.kinds.press.model import Press
from generator.kinds.press.years import event_day
from generator.model.calendar.days import chinese_day
from generator.views.block import Block, BlockPlace
from generator.views.job import DocumentJob


def press_blocks(job: DocumentJob, root: str) -> Iterator[Block]:  # noqa: ARG001
    """Yield the block of a press event."""
    press = job.document.part(Press)
    if press:
        values: dict[str, object] = {"press": press, "day": chinese_day(event_day(job.document))}
        yield Block(BlockPlace.BEFORE_TEXT, "press/block-press.html", values)
