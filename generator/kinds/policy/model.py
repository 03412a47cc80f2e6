"""The validity of a policy document (dates, changes, relations), and what an interpretation states."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import ClassVar

from generator.data import dataclass
from generator.kinds.press.model import Press
from generator.load.heads.said import said
from generator.model.calendar.days import chinese_day
from generator.model.column import Column
from generator.model.document import Document
from generator.model.interpretation import Element, Form
from generator.model.part import Part
from generator.model.words import Validity

NOT_YET = "尚未施行"
NORMATIVE_LIBRARY, NORMATIVE_INVALID = LIBRARIES = ("normative-library", "normative-invalid")


class HistoryAct(StrEnum):
    """What happened to a document on one day, as its note under the title (题注) words it."""

    ISSUED = "公布"
    REVISED = "修订"
    AMENDED = "修正"
    REPEALED = "废止"


@dataclass(frozen=True, kw_only=True)
class HistoryEvent:
    """One entry of a document's history. ``by`` is the number or name of the act that brought it about."""

    about: ClassVar[str] = "沿革中的一次公布、修订、修正或者废止。"
    day: date = said("日期", "公布、修订、修正或者废止的日期。", key="date", examples=("2026-03-02",))
    act: HistoryAct = said("事项", "公布、修订、修正、废止四种。")
    by: str = said("文号", "公布、修订所用的文号，或者作出决定的文件名称。", "")


@dataclass(frozen=True, kw_only=True)
class PolicyLife(Part):
    """Dates and relations of a policy document.

    ``expires`` is the last day on which it holds. ``replaced_by`` is the path of the document that took
    its place. ``declared`` is the validity its head states, whatever the date makes of it.
    """

    effective: date | None = said("施行日期", "文件开始施行的日期。", None, examples=("2021-07-01",))
    expires: date | None = said(
        "有效期至", "有效期的最后一天；过了这一天文件自动标为失效。", None, examples=("2026-06-30",)
    )
    replaced_by: str = said("替代文件", "替代本文件的新文件，写content之下的路径。", "")
    history: tuple[HistoryEvent, ...] = said("沿革", "历次公布、修订、修正、废止，写成题注。", ())
    declared: Validity | None = None


def is_invalid(validity: Validity | None) -> bool:
    """Tell whether a document is no longer to be applied. One that was amended still is, as amended."""
    return validity in (Validity.EXPIRED, Validity.REPEALED)


def validity_on(life: PolicyLife, day: date) -> Validity | None:
    """Return the validity of a document on a day: what its head states, unless a date says it ended.

    A repeal in its history counts from its day on, an expiry from the day after ``expires``.
    """
    if is_invalid(life.declared):
        return life.declared
    if any(event.act is HistoryAct.REPEALED and event.day <= day for event in life.history):
        return Validity.REPEALED
    if life.expires and day > life.expires:
        return Validity.EXPIRED
    return life.declared or (Validity.VALID if life.expires or life.effective else None)


def not_yet_in_force(life: PolicyLife, day: date) -> bool:
    """Tell whether a document has been made public but takes effect only later."""
    return bool(life.effective and day < life.effective)


def history_note(life: PolicyLife, signed: date | None, doc_no: str) -> str:
    """Return the note under the title (题注) without its brackets; empty when nothing was declared for it.

    Source: 国办公开办函〔2021〕33号: day and number of issue, days and numbers of revision, day of effect.
    """
    if not (life.history or life.effective or life.expires):
        return ""
    events = list(life.history)
    if signed and not any(event.act is HistoryAct.ISSUED for event in events):
        events.append(HistoryEvent(act=HistoryAct.ISSUED, day=signed, by=doc_no))
    events.sort(key=lambda event: event.day)
    parts = [_event_words(event) for event in events]
    if life.effective:
        parts.append(f"自{chinese_day(life.effective)}起施行")
    if life.expires:
        parts.append(f"有效期至{chinese_day(life.expires)}")
    return "　".join(parts)


def _event_words(event: HistoryEvent) -> str:
    day = chinese_day(event.day)
    if not event.by:
        return f"{day}{event.act.value}"
    if event.act is HistoryAct.ISSUED:
        return f"{day}以{event.by}{event.act.value}"
    return f"根据{day}{event.by}{event.act.value}"


@dataclass(frozen=True)
class Interpretation(Part):
    """What the head of an interpretation says: its form if stated, and elements told there, not in the text.

    ``found`` are the elements that the headings of the text name.
    """

    form: Form | None = None
    elements: tuple[tuple[Element, str], ...] = ()
    found: tuple[Element, ...] = ()


def form_of(document: Document) -> Form:
    """Return the form of an interpretation: as stated, or by what it shows."""
    stated = document.part(Interpretation)
    if stated and stated.form:
        return stated.form
    if document.part(Press):
        return Form.PRESS
    if document.video:
        return Form.VIDEO
    return Form.PICTURE if document.picture else Form.TEXT


def in_library(column: Column) -> bool:
    """Tell whether the documents of a column are offered as Word files too."""
    return column.layout in LIBRARIES
