"""What each unit (责任单位) has to do: what is overdue, what falls due next, open mandates, findings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from enum import StrEnum

from generator.check.agenda import agenda_of
from generator.check.national.freshness import update_terms
from generator.check.proofs.states import assess_portal, due_day
from generator.check.settings import Whereabouts
from generator.data import dataclass
from generator.load.portal import Loaded
from generator.model.finding import Finding, Level
from generator.model.mandate import STATE_LABELS, Assessment, MandateState
from generator.model.moments import Turn
from generator.model.portal import Portal

NOBODY = "没有写责任单位"
_OPEN = (MandateState.NOT_MET, MandateState.PARTLY, MandateState.NEEDS_STATEMENT, MandateState.UNJUDGED)
_CURES = {
    MandateState.NOT_MET: "公开有关内容。",
    MandateState.PARTLY: "补上缺少的内容。",
    MandateState.NEEDS_STATEMENT: "在ledger.yml中写明情况和证明。",
    MandateState.UNJUDGED: "由人核对内容，是要点要求的，在ledger.yml中说明。",
}
# What the list of a unit says of mandates and of overdue columns, it says better than these.
_TOLD_OTHERWISE = re.compile("mandate-|column-mandated|column-overdue|statement-")
_LATE = re.compile("-late$|-unanswered$|-stale$|^(report|budget|accounts)-missing$")
_JOINT = re.compile("[、，,；;]")
_LEVELS = {Level.ERROR: "错误", Level.WARNING: "警告", Level.INFO: "提示"}


class Group(StrEnum):
    """The parts of a list, in its order."""

    OVERDUE = "已逾期"
    NEXT = "即将到期"
    OPEN = "待办的任务"
    FINDING = "检查发现的问题"


@dataclass(frozen=True)
class ToDo:
    """One line of a list: what, where, by when (None where nothing says so), what is the matter, how to mend it."""

    group: Group
    kind: str
    what: str
    where: str
    due: date | None
    message: str
    hint: str = ""


@dataclass(frozen=True)
class UnitList:
    """All that one unit has to do, each group in the order of time."""

    unit: str
    lines: tuple[ToDo, ...]

    def count(self, group: Group) -> int:
        """Return how many lines a group has."""
        return sum(1 for line in self.lines if line.group is group)


def unit_lists(loaded: Loaded, findings: Iterable[Finding], days: int) -> list[UnitList]:
    """Return the list of each unit that has anything to do, by its name; what falls due is looked at ``days`` ahead.

    A joint duty stands in the list of each; what has no unit is under ``NOBODY``, which comes last.
    """
    portal = loaded.portal
    if portal is None:
        return []
    found: dict[str, list[ToDo]] = {}
    for unit, line in (
        *_columns(portal),
        *_mandates(portal),
        *_coming(loaded, days),
        *_findings(loaded, portal, findings),
    ):
        for each in units_of(unit):
            found.setdefault(each, []).append(line)
    order = list(Group)
    return [
        UnitList(unit, tuple(sorted(lines, key=lambda line: (order.index(line.group), line.due or date.max))))
        for unit, lines in sorted(found.items(), key=lambda each: (each[0] == NOBODY, each[0]))
    ]


def units_of(unit: str) -> list[str]:
    """Return the units that share a duty, each once; of a duty that is nobody's, ``NOBODY``."""
    return list(dict.fromkeys(name for part in _JOINT.split(unit) if (name := part.strip()))) or [NOBODY]


def _columns(portal: Portal) -> Iterator[tuple[str, ToDo]]:
    for column, newest, allowed, why in update_terms(portal):
        due = newest + timedelta(days=allowed)
        if due < portal.as_of:
            message = f"{why}，最近一次更新是{newest}，已逾期{(portal.as_of - due).days}天。"
            yield column.unit, ToDo(Group.OVERDUE, "栏目更新", ">".join(column.path), "", due, message)


def _mandates(portal: Portal) -> Iterator[tuple[str, ToDo]]:
    for pack, assessments in assess_portal(portal):
        for each in assessments:
            if each.state in _OPEN:
                due = due_day(each.mandate)
                over = due is not None and due < portal.as_of and each.state is not MandateState.UNJUDGED
                yield (
                    "、".join(each.mandate.units),
                    ToDo(
                        Group.OVERDUE if over else Group.OPEN,
                        "要点任务",
                        f"{pack.short_title}{each.mandate.clause}：{each.mandate.summary}",
                        _where(each),
                        due,
                        f"{STATE_LABELS[each.state]}。{each.reason}",
                        _CURES[each.state],
                    ),
                )


def _where(assessment: Assessment) -> str:
    return "；".join(">".join(path) for path in assessment.mandate.sought)


def _coming(loaded: Loaded, days: int) -> Iterator[tuple[str, ToDo]]:
    portal = loaded.portal
    assert portal
    for each in agenda_of(loaded, portal.as_of + timedelta(days=days)):
        if each.turn is Turn.DUE:
            day = date(each.when.year, each.when.month, each.when.day)
            yield each.unit, ToDo(Group.NEXT, each.what, each.title, str(each.place), day, f"{day}到期。")


def _findings(loaded: Loaded, portal: Portal, findings: Iterable[Finding]) -> Iterator[tuple[str, ToDo]]:
    where = Whereabouts(loaded)
    columns = {column.address: column for column in portal.walk()}
    for each in findings:
        if _TOLD_OTHERWISE.match(each.code):
            continue
        column = columns.get(where.column(each))
        group = Group.OVERDUE if _LATE.search(each.code) and each.level is not Level.INFO else Group.FINDING
        what = ">".join(column.path) if column else ""
        yield (
            column.unit if column else "",
            ToDo(group, _LEVELS[each.level], what, str(each.place), None, each.message, each.hint),
        )
