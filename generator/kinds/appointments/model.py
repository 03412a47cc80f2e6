"""Appointments and removals (人事任免)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import ClassVar

from generator.data import dataclass
from generator.load.heads.said import Reads, placed, said
from generator.model.finding import Place
from generator.model.part import Part

APPOINTMENTS = "appointments"
# The page of a body and the documents that appoint there know one another.
OFFICE, APPOINTED = "任职机构", "人事任免"


class Decision(StrEnum):
    """What was decided of a person and a post; a notice before the decision (任前公示) is none yet."""

    APPOINTED = "任命"
    REMOVED = "免去"
    NOMINATED = "提名"
    NOTICE = "任前公示"


@dataclass(frozen=True, kw_only=True)
class Appointment:
    """One person and one post. ``office`` is the path of the body's page below content/."""

    about: ClassVar[str] = "一个人的一项任免。"
    place: Place = placed()
    person: str = said("姓名", "任免的人。", "", searched=True, asked="姓名（person）", new="姓名")
    post: str = said(
        "职务", "任命、免去或拟任的职务。", "", searched=True, asked="职务（post）", new="职务，写单位全称"
    )
    decision: Decision = said(
        "任免事项", "任命、免去、提名、任前公示。", new="任命、免去、提名、任前公示", value="任命"
    )
    unit: str = said(
        "任职单位", "职务所在的单位，栏目页面按它筛选。", "", searched=True, new="任职单位，栏目按它筛选"
    )
    office: str = said(
        "机构页面",
        "“机构设置”里介绍这个单位的文档，写content之下的路径；那一页会列出这份文件。",
        "",
        reads=Reads.DOCUMENT,
        new="介绍这个单位的文档，写content之下的路径",
    )
    note: str = said("备注", "例如试用期一年、挂职。", "", searched=True)


@dataclass(frozen=True, kw_only=True)
class Appointments(Part):
    """What one document decides, or gives notice of."""

    about: ClassVar[str] = "一份文件里的全部任免。"
    place: Place = placed()
    day: date | None = said(
        "决定日期",
        "作出决定的日期；全部是任前公示的不写。",
        None,
        key="date",
        examples=("2026-03-02",),
        new="决定日期",
        value=lambda order: f"{order.day:%Y-%m-%d}",
    )
    until: date | None = said(
        "公示截止",
        "任前公示的最后一天。",
        None,
        examples=("2026-03-09",),
        new="任前公示的最后一天，不是公示的不写",
    )
    people: tuple[Appointment, ...] = said(
        "任免人员", "一个人的一项职务写一项，先后就是页面上的顺序。", searched=True, new=""
    )


def decides(appointments: Appointments) -> bool:
    """Tell whether anything is decided, not only given notice of."""
    return any(each.decision is not Decision.NOTICE for each in appointments.people)


def gives_notice(appointments: Appointments) -> bool:
    """Tell whether notice of anything is given before it is decided."""
    return any(each.decision is Decision.NOTICE for each in appointments.people)


def day_of(appointment: Appointment, appointments: Appointments) -> date | None:
    """Return the day that counts for one person: of the decision, or the last one of the notice."""
    return appointments.until if appointment.decision is Decision.NOTICE else appointments.day
