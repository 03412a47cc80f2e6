"""What the blocks of a document say that people can search; templates mark the same with data-search-extra."""

from __future__ import annotations

from collections.abc import Iterator

from generator.kinds.guide.model import Guide
from generator.model.details import Details, detail_files


def detail_texts(details: Details) -> Iterator[str]:
    """Yield the searchable texts of the kind-specific parts, none of them empty."""
    yield from (text for text in _texts(details) if text)


def _texts(details: Details) -> Iterator[str]:
    yield from (file.name for file in detail_files(details))
    if details.consultation:
        yield details.consultation.short_reason
        yield from details.consultation.channels
    for item in details.decisions.items if details.decisions else ():
        yield from (item.name, item.unit, item.participation)
    if details.guide:
        yield from _guide_texts(details.guide)
    if details.press:
        yield details.press.venue
        yield from details.press.speakers
    if details.request:
        desk = details.request
        yield from (desk.unit, desk.address, desk.phone, desk.fax, desk.email, desk.online)


def _guide_texts(guide: Guide) -> Iterator[str]:
    yield from (guide.item, guide.audience, guide.unit, guide.online, guide.result, guide.delivery)
    yield from (guide.legal_limit, guide.promised_limit)
    for texts in (
        guide.basis, guide.conditions, guide.where, guide.hours, guide.phone, guide.fee, guide.complaints,
    ):  # fmt: skip
        yield from (each.text for each in texts)
    for material in guide.materials:
        yield from (material.name, material.note)
    for step in guide.steps:
        yield from (step.name, step.text)
