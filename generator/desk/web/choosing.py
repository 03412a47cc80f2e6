"""The first pages of the desk: the home of an editor, the choice of a column, the list of documents."""

from __future__ import annotations

import re

import msgspec
from starlette.responses import RedirectResponse, Response

from generator.data import dataclass
from generator.desk.copy.repository import text_at
from generator.desk.copy.state import Known, key_of
from generator.desk.door.asking import Asked
from generator.desk.door.desk import is_interpretable, mine, my_columns
from generator.desk.editing.composing import WITHDRAWAL, begun, new_draft
from generator.desk.keeping.drafts import Draft, State
from generator.desk.web.owing import coming, faults, overdue
from generator.desk.web.review_pages import home_values
from generator.desk.web.stating import first_asked
from generator.errors import GongkaiError
from generator.model.addresses.slug import full_pinyin, initials
from generator.model.column import Column
from generator.model.document import Document
from generator.model.words import ColumnKind

_LISTED = 50
_KEPT = 20
_LETTERS = re.compile(r"[^0-9a-z\u4e00-\u9fff]+")


@dataclass(frozen=True)
class Choice:
    """A column to choose: its key, its way from the top, what it is searched by."""

    key: str
    name: str
    way: str
    words: str
    unit: str


def home(asked: Asked) -> Response:
    """Show what there is to do."""
    known, person = asked.desk.room.known, asked.person
    drafts, reviews = asked.desk.drafts.of(person.account), home_values(asked)
    return asked.page(
        "home.html",
        name=known.portal.name,
        drafts=[
            each
            for each in drafts
            if each.state is not State.PUBLISHED and each.id not in reviews["under_review"]
        ],
        done=[each for each in drafts if each.state is State.PUBLISHED][:_KEPT],
        columns=known.columns, overdue=overdue(known, person), coming=coming(known, person), faults=faults(known, person),
        **reviews, **first_asked(asked),
    )  # fmt: skip


def choose(asked: Asked) -> Response:
    """Show the columns that a document may be put into, those alone that are searched for."""
    known = asked.desk.room.known
    wanted = asked.query.get("q", "").strip()[:100]
    columns = [_choice(each) for each in my_columns(known, asked.person)]
    meant = folded(wanted)
    found = [each for each in columns if meant in each.words] if meant else columns
    return asked.page("columns.html", wanted=wanted, columns=found, has_any=bool(columns))


def _choice(column: Column) -> Choice:
    spelt = " ".join((initials(column.name), full_pinyin(column.name)))
    words = f"{folded('>'.join(column.path))} {spelt} {folded(column.unit)}"
    return Choice(key_of(column.address), column.name, " › ".join(column.path[:-1]), words, column.unit)


def folded(text: str) -> str:
    """Return what a text is searched by: its letters, figures and Chinese characters."""
    return _LETTERS.sub("", text.lower())


def column_of(asked: Asked, known: Known) -> Column | None:
    """Return the column that an address names, if the person may write there."""
    return next(
        (each for each in my_columns(known, asked.person) if key_of(each.address) == asked.path["key"]), None
    )


def start(asked: Asked) -> Response:
    """Show the two ways to begin a document in a column."""
    known = asked.desk.room.known
    column = column_of(asked, known)
    if column is None:
        return asked.missing()
    is_taken = column.kind is ColumnKind.PAGE and key_of(f"{column.address}/index.md") in known.documents
    if is_taken:
        return RedirectResponse(f"/documents/{key_of(f'{column.address}/index.md')}", 303)
    return asked.page("start.html", column=column, way=" › ".join(column.path))


def begin(asked: Asked) -> Response:
    """Begin an empty document in a column."""
    desk = asked.desk
    column = column_of(asked, desk.room.known)
    if column is None:
        return asked.missing()
    made = desk.drafts.begin(new_draft(desk.room.known, asked.person.account, column, desk.now()))
    desk.audit.note(asked.person.account, "新建", column.address)
    return RedirectResponse(f"/drafts/{made.id}", 303)


def documents(asked: Asked) -> Response:
    """List the documents of a person's columns, the newest first."""
    known, wanted = asked.desk.room.known, asked.query.get("q", "").strip()[:100]
    meant = folded(wanted)
    columns = {each.address for each in my_columns(known, asked.person)}
    rows = sorted(
        (each for each in known.documents.values() if each.column in columns and _is_meant(each, meant)),
        key=lambda each: (each.published, each.path), reverse=True,
    )  # fmt: skip
    told = asked.query.get("page", "1")
    page = int(told) if told.isdecimal() and len(told) < 6 else 1
    last = max(1, -(-len(rows) // _LISTED))
    page = min(max(page, 1), last)
    shown = rows[(page - 1) * _LISTED : page * _LISTED]
    return asked.page(
        "documents.html",
        wanted=wanted,
        documents=shown,
        columns=known.columns,
        count=len(rows),
        number=page,
        last=last,
        now=asked.desk.now(),
    )


def _is_meant(document: Document, meant: str) -> bool:
    return not meant or meant in folded(document.title) or meant in folded(document.doc_no)


def _document_of(asked: Asked, known: Known) -> Document | None:
    document = known.documents.get(asked.path["key"])
    column = known.columns.get(document.column) if document else None
    return document if column and mine(asked.person, column) else None


def document(asked: Asked) -> Response:
    """Show what can be done with a document."""
    known = asked.desk.room.known
    found = _document_of(asked, known)
    if found is None:
        return asked.missing()
    own = [
        each for each in asked.desk.drafts.of(asked.person.account) if each.path == found.path and each.was
    ]
    waiting = [each for each in own if each.state is not State.PUBLISHED]
    return asked.page(
        "document.html",
        document=found,
        column=known.columns[found.column],
        drafts=waiting,
        interpretable=is_interpretable(known, found),
        later=found.published > asked.desk.now(),
    )


def change(asked: Asked) -> Response:
    """Begin to change a document that is there."""
    made = _changing(asked, "修改", {})
    return RedirectResponse(f"/drafts/{made.id}", 303) if made else asked.missing()


def withdraw(asked: Asked) -> Response:
    """Begin to take a document away from the public: nothing has happened before it is confirmed."""
    reason = " ".join(asked.form.get("reason", "").split())[:300]
    if not reason:
        raise GongkaiError("请写明为什么撤回。原因会公开。")
    made = _changing(asked, "撤回", {WITHDRAWAL: reason})
    return RedirectResponse(f"/drafts/{made.id}/publish", 303) if made else asked.missing()


def _changing(asked: Asked, act: str, fields: dict[str, str]) -> Draft | None:
    desk = asked.desk
    known = desk.room.known
    found = _document_of(asked, known)
    if found is None or found.withdrawn:
        return None
    # As it is published, not as it lies in the copy: somebody may be publishing there for minutes.
    text = text_at(desk.room.copy, known.commit, found.path)
    if not text:
        raise GongkaiError("这份文档读不出来。请和站长联系。")
    column, account = known.columns[found.column], asked.person.account
    draft = begun(account, column, found.path, text, now=desk.now(), title=found.title, was=True)
    desk.audit.note(account, act, found.path)
    return desk.drafts.begin(msgspec.structs.replace(draft, fields=fields))
