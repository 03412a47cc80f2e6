"""From a draft to the text of its document, and from a document to a draft."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

import msgspec

from generator.data import dataclass
from generator.desk.copy.state import Known
from generator.desk.editing.body import as_plain, as_rich, written
from generator.desk.editing.fields import FormField, form_fields
from generator.desk.editing.heads import HeadValues, fill_head, read_values
from generator.desk.keeping.drafts import Draft, Mode
from generator.errors import GongkaiError
from generator.intake.column_named import is_usable_name
from generator.kinds.heads import asked_of
from generator.load.documents.numbers import DIGITS, Numbers
from generator.load.documents.template import Filled, draft_document
from generator.load.markdown.front_matter import SplitDocument, split_document
from generator.load.markdown.links import find_references
from generator.load.renumber import index_numbers
from generator.model.addresses.slug import initials
from generator.model.column import Column
from generator.model.words import ColumnKind

# Keys of a draft's fields that are none of the head's.
_EMPTY = re.compile(r"(?m)^\w++:(?:[ \t]*+(?:\[\]|\{first: , second: , third: \}))?[ \t]*+\n(?![ \t-])")
ATTACHED, CORRECTION, WITHDRAWAL = "desk.attachments", "desk.correction", "desk.withdrawn"


@dataclass(frozen=True)
class Composed:
    """The text of a draft's document, and the text below its head alone."""

    text: str
    body: str
    body_line: int


def split(text: str) -> SplitDocument:
    """Return head and body of a document. Raises GongkaiError for one without a head."""
    parts = split_document(text, "draft")
    if not isinstance(parts, SplitDocument):
        raise GongkaiError("这份文档没有头部，表单打不开。请站长在文件里改。")
    return parts


def compose(draft: Draft, day: date) -> Composed:
    """Return the document that a draft makes. Raises GongkaiError for what cannot be written."""
    parts = split(draft.base)
    values = read_values(parts.head)
    body = parts.body if draft.body is None else f"\n{written(draft.mode, draft.body).strip()}\n"
    if draft.body is not None and _same(body, parts.body):
        body = parts.body
    typed = {key: value for key, value in draft.fields.items() if not key.startswith("desk.")}
    head = fill_head(
        parts.head,
        typed,
        _attachments(draft, values, body),
        _corrections(draft, values, day),
        _withdrawal(draft, day),
    )
    text = f"---\n{head.rstrip()}\n---\n{body}"
    if head.rstrip() == parts.head.rstrip() and body == parts.body:
        text = draft.base
    return Composed(text, body, text.count("\n", 0, len(text) - len(body)) + 1)


def _same(one: str, other: str) -> bool:
    return one.strip() == other.strip()


def attachments_of(draft: Draft) -> tuple[str, ...]:
    """Return the names of the attachments that a draft has, in their order."""
    told = draft.fields.get(ATTACHED)
    if told is None:
        return read_values(split(draft.base).head).attachments
    return tuple(each for each in told.split("\n") if each)


def _attachments(draft: Draft, values: HeadValues, body: str) -> tuple[str, ...]:
    if draft.fields.get(ATTACHED) is None:
        return values.attachments
    # A picture that the text shows is no attachment beside.
    shown = {each.target for each in find_references(body, 1) if each.media}
    return tuple(each for each in attachments_of(draft) if each in values.attachments or each not in shown)


def _withdrawal(draft: Draft, day: date) -> dict[str, str] | None:
    reason = withdrawal_of(draft)
    return {"date": day.isoformat(), "reason": reason} if reason else None


def withdrawal_of(draft: Draft) -> str:
    """Return why a draft takes its document away from the public; empty for one that does not."""
    return " ".join(draft.fields.get(WITHDRAWAL, "").split()) if draft.was else ""


def _corrections(draft: Draft, values: HeadValues, day: date) -> tuple[dict[str, str], ...]:
    note = " ".join(draft.fields.get(CORRECTION, "").split())
    return (
        (*values.corrected, {"date": day.isoformat(), "note": note})
        if note and draft.was
        else values.corrected
    )


def new_draft(
    known: Known, account: str, column: Column, now: datetime, *, title: str = "", issuer: str = ""
) -> Draft:
    """Return the beginning of a new document in a column."""
    portal = known.portal
    made = draft_document(
        column, title or "（标题）", issuer=issuer or column.unit or portal.organizer, day=now.date(),
        numbers=Numbers(portal.site_code, index_numbers(known.loaded)), file_name=None, layout=known.layouts.get(column.address),
        filled=Filled("", published=f"{now:%Y-%m-%d %H:%M}"),
    )  # fmt: skip
    path = free_path(known, column, made.path)
    return begun(account, column, path, without_remarks(made.text), now=now, title=title)


def without_remarks(text: str) -> str:
    """Return a new document without the remarks that are for who writes its file, and without keys that say nothing."""
    parts = split(text)
    head = "\n".join(map(_without_remark, parts.head.split("\n")))
    while (shorter := _EMPTY.sub("", f"{head}\n")) != f"{head}\n":
        head = shorter.rstrip("\n")
    return f"---\n{head}\n---\n{parts.body}"


def begun(
    account: str, column: Column, path: str, text: str, *, now: datetime, title: str = "", was: bool = False
) -> Draft:
    """Return a draft of a text; of a page that is there already it is the change."""
    parts = split(text)
    mode, _ = offered(parts.body)
    draft = Draft(
        "", account, column.address, path, text, was, title, mode=mode, begun=f"{now:%Y-%m-%d %H:%M}",
        saved=f"{now:%Y-%m-%d %H:%M:%S}",
    )  # fmt: skip
    if was or title:
        return draft
    return msgspec.structs.replace(draft, fields={"title": ""}, body="")


def offered(body: str) -> tuple[Mode, str]:
    """Return how a text is offered where no script runs, and the text."""
    plain = as_plain(body)
    return (Mode.PLAIN, plain) if plain is not None else (Mode.SOURCE, body)


def shown_text(draft: Draft) -> tuple[Mode, str]:
    """Return how a draft's text is written now, and the text."""
    return offered(split(draft.base).body) if draft.body is None else (draft.mode, draft.body)


def rich_text(draft: Draft) -> str | None:
    """Return a draft's text for the editor in the browser; None where it could not show all of it."""
    if draft.body is None:
        return as_rich(split(draft.base).body)
    if draft.mode is Mode.RICH:
        return draft.body
    try:
        return as_rich(written(draft.mode, draft.body))
    except GongkaiError:
        return None


def shown_fields(draft: Draft, known: Known) -> Iterator[tuple[FormField, str]]:
    """Yield the fields of a draft's form with what stands in them; groups that the column or the head has."""
    values = read_values(split(draft.base).head)
    column = known.columns.get(draft.column)
    asked = asked_of(column, known.layouts.get(draft.column)) if column else None
    for field in form_fields():
        outer = field.key.partition(".")[0]
        if (
            field.group
            and outer not in values.said
            and outer != "review"
            and (asked is None or asked.key != outer)
        ):
            continue
        # A portal's own classes of themes come first.
        own = known.portal.limits.subjects if field.key == "theme" else ()
        yield (
            replace(field, proposals=(*own, *field.proposals)),
            draft.fields.get(field.key, values.fields.get(field.key, "")),
        )


def _without_remark(line: str) -> str:
    """Return a line of a template without its remark: what stands in quotes is none."""
    value, sign, remark = line.partition("  #")
    return value.rstrip() if sign and not {'"', "'"} & set(remark) else line


def settled_path(known: Known, draft: Draft, title: str, day: date) -> str:
    """Return where a draft's document is to lie: a new one is called by its day and its title, as by ``gongkai new``."""
    column = known.columns.get(draft.column)
    if draft.was or column is None or column.kind is ColumnKind.PAGE:
        return draft.path
    return free_path(known, column, f"{column.address}/{day:%Y%m%d}-{initials(title)[:24] or 'wd'}.md")


def numbered(known: Known, draft: Draft, path: str, title: str, day: date) -> Draft:
    """Return a draft of a new document with an index number made of what it is now.

    That of its beginning may be another's: two drafts without a title have begun alike. A number that came with an
    imported file is the document's own, and stays.
    """
    said = read_values(split(draft.base).head).said
    number = said.get("index_no")
    given = rf"{re.escape(known.portal.site_code)}/\d{{4}}-\d{{{DIGITS}}}"
    if draft.was or not isinstance(number, str) or not re.fullmatch(given, number):
        return draft
    issuer = draft.fields.get("issuer") or str(said.get("issuer", ""))
    made = Numbers(known.portal.site_code, index_numbers(known.loaded)).give(day, (issuer, path, title))
    return msgspec.structs.replace(draft, base=draft.base.replace(number, made, 1))


def free_path(known: Known, column: Column, path: str) -> str:
    """Return a path at which nothing stands, near the one that is wanted."""
    taken = known.loaded.content.sizes if known.loaded.content else {}
    if column.kind is ColumnKind.PAGE or path not in taken:
        return path
    stem, number = path.removesuffix(".md"), 2
    while f"{stem}-{number}.md" in taken:
        number += 1
    assert is_usable_name(stem.rpartition("/")[2])
    return f"{stem}-{number}.md"
