"""What a head says of an issue of the gazette."""

from __future__ import annotations

from collections.abc import Iterator

from generator.kinds.gazette.declare import GazetteDeclaration, GazetteHead
from generator.kinds.gazette.model import GAZETTE, PRINTED, PRINTED_IN, GazetteIssue
from generator.kinds.kind import Asked, Head, Order, Start
from generator.load.heads.common import CommonHead
from generator.load.heads.reading import Reading
from generator.load.markdown.links import resolve
from generator.model.column import Column
from generator.model.document import Document
from generator.model.part import Part
from generator.model.ties import Tie


def read_issue(reading: Reading, declared: GazetteHead) -> GazetteIssue | None:
    """Return what a head says under ``gazette``; a printed document that is not there is a finding."""
    said = declared.gazette
    if said is None:
        return None
    place = reading.parsed.place(("gazette", "issue"))
    cover = reading.asset(said.cover, ("gazette", "cover"))
    return GazetteIssue(said.year, said.issue, place, said.total, cover, _contents(reading, said))


def _contents(reading: Reading, said: GazetteDeclaration) -> tuple[str, ...]:
    found: list[str] = []
    for number, target in enumerate(said.contents):
        path = resolve(target, "")
        if path is not None and path.endswith(".md") and path in reading.files.sizes:
            found.append(path)
        else:
            place = reading.parsed.place(("gazette", "contents", number))
            reading.report(
                "link-broken", place, f"找不到公报刊载的文件“{target}”。", "写文档在content之下的路径。"
            )
    return tuple(found)


def _read(reading: Reading, declared: CommonHead, _: Column) -> Iterator[Part]:
    if isinstance(declared, GazetteHead) and (issue := read_issue(reading, declared)):
        yield issue


def _start(order: Order) -> Start | None:
    if (order.layout or order.column.layout) != GAZETTE:
        return None
    head = (
        "gazette:",
        f"  year: {order.day.year}",
        "  issue: 1                      # 第几期",
        "  contents: []                  # 刊载的文件，写content之下的路径，一行一个",
    )
    return Start(head, "\n（在这里写大事记、更正和赠阅办法。）\n")


def _asked(_: Column, layout: str | None) -> Asked | None:
    return Asked(GazetteIssue, "gazette", form="{year: 年份, issue: 期数}") if layout == GAZETTE else None


def _ties(document: Document) -> Iterator[tuple[str, Tie]]:
    """An issue prints documents of whatever kind; each knows the issues that print it."""
    issue = document.part(GazetteIssue)
    for other in issue.contents if issue else ():
        yield document.path, Tie(PRINTED, other)
        yield other, Tie(PRINTED_IN, document.path)


HEAD = Head(
    declaration=GazetteHead,
    parts=(GazetteIssue,),
    read=_read,
    layouts={GAZETTE: "政府公报"},
    start=_start,
    asked=_asked,
    ties=_ties,
)
