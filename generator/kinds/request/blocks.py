"""The block of the desk that takes requests."""

from __future__ import annotations

from collections.abc import Iterator

from generator.kinds.request.model import RequestDesk, processing_fees, request_process, request_ways
from generator.views.block import Block, BlockPlace
from generator.views.job import DocumentJob
from generator.views.rows import file_link


def request_blocks(job: DocumentJob, root: str) -> Iterator[Block]:
    """Yield the block of a desk for requests."""
    desk = job.document.part(RequestDesk)
    if desk:
        values: dict[str, object] = {
            "desk": desk,
            "ways": request_ways(desk),
            "steps": request_process(),
            "fees": processing_fees(),
            "forms": [(form.audience, file_link(form.file, root)) for form in desk.forms],
        }
        yield Block(BlockPlace.BEFORE_TEXT, "request/block-request.html", values)
