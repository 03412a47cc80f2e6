"""The blocks of a document that appoints, and of the page of a body where someone was appointed."""

from __future__ import annotations

from collections.abc import Iterator

from generator.data import dataclass
from generator.kinds.appointments.model import APPOINTED, OFFICE, Appointment, Appointments
from generator.model.addresses.address import public_address
from generator.model.addresses.links import quote_address
from generator.model.calendar.days import chinese_day
from generator.views.block import Block, BlockPlace
from generator.views.job import Card, DocumentJob

LATEST = 10


@dataclass(frozen=True)
class PersonRow:
    """One person and one post; ``office`` leads to the page of the body, empty where that is not public."""

    stated: Appointment
    office: str


def appointment_blocks(job: DocumentJob, root: str) -> Iterator[Block]:
    """Yield who is appointed by a document, and the newest documents that appoint at a body."""
    stated = job.document.part(Appointments)
    if stated:
        offices = {each.path: _href(each.card, root) for each in job.around.related if each.role == OFFICE}
        values: dict[str, object] = {
            "day": chinese_day(stated.day) if stated.day else "",
            "until": chinese_day(stated.until) if stated.until else "",
            "people": [PersonRow(each, offices.get(each.office, "")) for each in stated.people],
        }
        yield Block(BlockPlace.BEFORE_TEXT, "appointments/block-appointments.html", values)
    appointed = [(each.card, _href(each.card, root)) for each in job.around.related if each.role == APPOINTED]
    if appointed:
        shown: dict[str, object] = {"documents": appointed[:LATEST], "more": len(appointed) > LATEST}
        yield Block(BlockPlace.AFTER_TEXT, "appointments/block-appointed.html", shown)


def _href(card: Card, root: str) -> str:
    return root + quote_address(public_address(card.address))
