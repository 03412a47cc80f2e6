"""Write a new document: the head filled in as far as is known, and a body to write over."""

from __future__ import annotations

import json
from datetime import date

from generator.data import dataclass
from generator.kinds.heads import HEADS
from generator.kinds.kind import DraftSpec, Start
from generator.load.documents.numbers import Numbers
from generator.model.addresses.slug import initials
from generator.model.column import Column
from generator.model.words import ColumnKind


@dataclass(frozen=True)
class DocumentDraft:
    """A new document: its path below content/, its text, and the files that go beside it, by name."""

    path: str
    text: str
    beside: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Filled:
    """What is known of a document that is not begun empty: further head values by key, its text, its attachments.

    ``published`` and ``index_no`` take the place of those that a new document gets; ``draft`` keeps it unpublished.
    """

    body: str
    head: tuple[tuple[str, str], ...] = ()
    published: str = ""
    index_no: str = ""
    attachments: tuple[str, ...] = ()
    draft: bool = True


def draft_document(
    column: Column,
    title: str,
    *,
    issuer: str,
    day: date,
    numbers: Numbers | None,
    file_name: str | None,
    layout: str | None = None,
    filled: Filled | None = None,
) -> DocumentDraft:
    """Return a new document of a column. Titles are quoted, so that any character may stand in them.

    ``numbers`` gives it an index number; None where it is to have none.
    ``layout`` is that of the column or of the nearest column above that has one: it decides the kind.
    ``filled`` is what a document has that comes from elsewhere.
    """
    if column.kind is ColumnKind.PAGE:
        name = "index.md"
    else:
        stem = (file_name or f"{day:%Y%m%d}-{initials(title)[:24] or 'wd'}").removesuffix(".md")
        name = f"{stem}.md"
    known = filled or Filled("")
    head = [f"title: {_quoted(title)}", f"issuer: {_quoted(issuer)}          # 发布机构"]
    head += [f"{key}: {_quoted(value)}" for key, value in known.head]
    head.append(f"published: {known.published or f'{day:%Y-%m-%d} 09:00'}     # 发布日期和时间")
    if column.kind is not ColumnKind.PAGE and (known.index_no or numbers):
        given = numbers.give(day, (issuer, f"{column.address}/{name}", title)) if numbers else ""
        remark = "" if known.index_no else "   # 索引号，已自动编好"
        head.append(f"index_no: {_quoted(known.index_no or given)}{remark}")
    start = _start(DraftSpec(column, layout, issuer, day))
    told = {key for key, _ in known.head}
    head += [line for line in start.head if line.partition(":")[0] not in told]
    head.append(_attached(known.attachments))
    head.append("review: {first: , second: , third: }   # 三审三校：初审、复审、终审")
    if known.draft:
        head.append("draft: true                    # 草稿不会公开；定稿后删除这一行")
    body = f"\n{filled.body}" if filled else start.body or "\n（在这里写正文。）\n"
    text = "---\n" + "\n".join(head) + f"\n---\n{body}"
    return DocumentDraft(f"{column.address}/{name}", text, start.beside)


def _attached(names: tuple[str, ...]) -> str:
    if not names:
        return "attachments: []                # 附件：把文件放在本文档旁边，写成[附件1.xlsx]"
    return "\n".join(["attachments:", *(f"  - {_quoted(name)}" for name in names)])


def _quoted(text: str) -> str:
    # A JSON string is also a YAML string, whatever stands in it.
    return json.dumps(text, ensure_ascii=False)


def _start(order: DraftSpec) -> Start:
    """Return what the first family that knows such a column starts a document with."""
    return next((start for head in HEADS if (start := head.start(order))), Start())
