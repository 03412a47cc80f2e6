"""The blocks of an issue of the gazette, and of what an issue prints."""

from __future__ import annotations

from collections.abc import Iterator

from generator.kinds.gazette.issue import issue_name
from generator.kinds.gazette.model import PRINTED, PRINTED_IN, GazetteIssue
from generator.model.addresses.address import public_address
from generator.model.addresses.links import quote_address
from generator.views.block import Block, BlockPlace
from generator.views.job import DocumentJob
from generator.views.pictures import COVER_WIDTH, shown_picture


def gazette_blocks(job: DocumentJob, root: str) -> Iterator[Block]:
    """Yield the contents of an issue, and the issues that print a document."""
    issue = job.document.part(GazetteIssue)
    if issue:
        yield _issue(job, issue, root)
    issues = _links(job, PRINTED_IN, root)
    if issues:
        yield Block(BlockPlace.AFTER_TEXT, "gazette/block-printed.html", {"issues": issues})


def _issue(job: DocumentJob, issue: GazetteIssue, root: str) -> Block:
    values: dict[str, object] = {
        "name": issue_name(issue),
        "cover": shown_picture(issue.cover, dict(job.around.pictures), root, COVER_WIDTH),
        "contents": _links(job, PRINTED, root),
    }
    return Block(BlockPlace.AFTER_TEXT, "gazette/block-gazette.html", values)


def _links(job: DocumentJob, role: str, root: str) -> list[tuple[object, str]]:
    return [
        (each.card, root + quote_address(public_address(each.card.address)))
        for each in job.around.related
        if each.role == role
    ]
