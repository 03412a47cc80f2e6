"""Appointments, as heads of documents state them."""

from __future__ import annotations

from collections.abc import Iterator

from generator.kinds.appointments.model import APPOINTED, APPOINTMENTS, OFFICE, Appointments
from generator.kinds.kind import Asked, DraftSpec, Head, Start
from generator.load.heads.drafted import draft
from generator.load.heads.said import Group
from generator.model.column import Column
from generator.model.document import Document
from generator.model.ties import Tie

_APPOINTMENTS = Group(Appointments, "appointments", "人事任免", "这份文件任免的人员和职务。")


def _ties(document: Document) -> Iterator[tuple[str, Tie]]:
    """The page of a body shows the documents that appoint there, and they lead to it."""
    stated = document.part(Appointments)
    for office in {each.office: None for each in stated.people if each.office} if stated else ():
        yield document.path, Tie(OFFICE, office)
        yield office, Tie(APPOINTED, document.path)


def _asked(_: Column, layout: str | None) -> Asked | None:
    return Asked(Appointments, "appointments", "人事任免", "任免人员") if layout == APPOINTMENTS else None


def _start(order: DraftSpec) -> Start | None:
    return Start(draft(_APPOINTMENTS, order)) if order.layout == APPOINTMENTS else None


HEAD = Head(
    groups=(_APPOINTMENTS,), layouts={APPOINTMENTS: "人事任免"}, start=_start, asked=_asked, ties=_ties
)
