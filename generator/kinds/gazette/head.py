"""Head keys of an issue of the gazette."""

from __future__ import annotations

from collections.abc import Iterator

from generator.kinds.gazette.model import GAZETTE, PRINTED, PRINTED_IN, GazetteIssue
from generator.kinds.kind import Asked, DraftSpec, Head, Start
from generator.load.heads.drafted import draft
from generator.load.heads.said import Group
from generator.model.column import Column
from generator.model.document import Document
from generator.model.ties import Tie

_ISSUE = Group(GazetteIssue, "gazette", "政府公报", "这份文档是一期政府公报时写。")


def _start(order: DraftSpec) -> Start | None:
    if (order.layout or order.column.layout) != GAZETTE:
        return None
    return Start(draft(_ISSUE, order), "\n（在这里写大事记、更正和赠阅办法。）\n")


def _asked(_: Column, layout: str | None) -> Asked | None:
    return Asked(GazetteIssue, "gazette", form="{year: 年份, issue: 期数}") if layout == GAZETTE else None


def _ties(document: Document) -> Iterator[tuple[str, Tie]]:
    """An issue prints documents of whatever kind; each knows the issues that print it."""
    issue = document.part(GazetteIssue)
    for other in issue.contents if issue else ():
        yield document.path, Tie(PRINTED, other)
        yield other, Tie(PRINTED_IN, document.path)


HEAD = Head(
    groups=(_ISSUE,),
    layouts={GAZETTE: "政府公报"},
    start=_start,
    asked=_asked,
    ties=_ties,
)
