"""The review of a document: its page and what has changed in it, the text that is published, signed by the three."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import msgspec

from generator.desk.copy.attempts import attempt_of, come_through
from generator.desk.copy.publishing import Order, Published, publish
from generator.desk.door.asking import Asked
from generator.desk.editing.comparing import changes
from generator.desk.editing.composing import attachments_of, compose, withdrawal_of
from generator.desk.editing.settling import has_chosen_moment, put_upon
from generator.desk.keeping.drafts import Draft, StaleError, State
from generator.desk.keeping.reviews import Case, Opinion, Version, same_content
from generator.desk.web.forms import Looked, look
from generator.desk.web.publishing import (
    done_draft,
    done_page,
    fault_lines,
    noted,
    order_of,
    published_before,
    verb_of,
)
from generator.desk.web.review_subject import Ready, Since, Subject, author_of, signed_lines
from generator.errors import GongkaiError
from generator.model.document import Document

_FILE = "附件“{}”和送审的时候不一样了，没有执行。请退回给写的人，去掉它再上传一次。"


def facts(asked: Asked, draft: Draft, document: Document) -> dict[str, Any]:
    """Return what a page says of the document of a draft."""
    column = asked.desk.room.known.columns[draft.column]
    return {
        "verb": verb_of(draft), "title": document.title, "way": " › ".join(column.path), "issuer": document.issuer,
        "reason": withdrawal_of(draft), "published": document.published, "later": document.published > asked.desk.now(),
        "chosen": has_chosen_moment(draft), "facts": [],
    }  # fmt: skip


def _no_facts(draft: Draft) -> dict[str, Any]:
    """Return the same for a draft that makes no document any more."""
    return {
        "verb": verb_of(draft), "title": draft.title, "way": "", "issuer": "", "reason": withdrawal_of(draft),
        "published": None, "later": False, "chosen": True, "facts": [],
    }  # fmt: skip


def _shown(asked: Asked, case: Case) -> dict[str, Any]:
    draft = case.version.draft
    looked = look(asked, draft)
    document = looked.checked.document
    return {
        "document": document, "address": document.address if document else "", "told": looked.checked.told,
        "since": _since(asked, case, looked), "attachments": attachments_of(draft), "folder": draft.path.rpartition("/")[0],
        **(facts(asked, draft, document) if document else _no_facts(draft)),
    }  # fmt: skip


def _since(asked: Asked, case: Case, looked: Looked) -> list[Since]:
    """Return what has changed since the person last looked, and against what is published."""
    if looked.composed is None:
        return []
    text, files = looked.composed.text, case.version.files
    found = []
    seen = case.seen_before(asked.person.account)
    if seen:
        before = _text_of(asked, seen)
        told = changes(before, text, (seen.files, files))
        found.append(Since(seen_words(seen), told))
    if case.version.draft.was:
        found.append(Since("和现在公开的相比", changes(case.version.draft.base, text, ({}, files))))
    return found


def seen_words(seen: Version) -> str:
    """Return in words what a version is compared with that somebody has looked at before."""
    return f"和您上次看的（第{seen.number}稿，{seen.at[5:]}）相比"


def _text_of(asked: Asked, version: Version) -> str:
    try:
        return compose(version.draft, asked.desk.now().date()).text
    except GongkaiError:
        return version.draft.base


def _intact(asked: Asked, case: Case) -> None:
    _same_files(case, asked.desk.reviews.digests(case.version.draft))


def _same_files(case: Case, now: dict[str, str]) -> None:
    for name, digest in case.version.files.items():
        if now.get(name) != digest:
            raise GongkaiError(_FILE.format(name))


def _ready(asked: Asked, case: Case, last: Opinion) -> Ready:
    room, (document, order) = asked.desk.room, _order(asked, case, last)
    # The bytes that were read are looked at, not what lies there a moment later.
    _same_files(case, {name.rpartition("/")[2]: _digest(raw) for name, raw in order.files.items()})
    there = come_through(room, room.known, case.attempt)
    if there is not None:
        order = Order(case.attempt[0], there, order.title, order.base, order.person, order.verb)

    def end(draft: Draft, answer: Published) -> None:
        try:
            asked.desk.drafts.save(done_draft(draft, order, answer), draft.revision)
        except StaleError:
            return

    return Ready(
        order.path, order.verb, attempt_of(order), lambda: publish(room, order), end,
        lambda answer: done_page(asked, document, order, answer), lambda answer: list(fault_lines(answer, order.path)),
        there is not None,
    )  # fmt: skip


def _order(asked: Asked, case: Case, last: Opinion) -> tuple[Document, Order]:
    looked = look(asked, case.version.draft)
    document, author = looked.checked.document, author_of(asked, case)
    if document is None or not looked.checked.good:
        raise GongkaiError("这一份里有要改的地方，不能发布。请退回给写的人。")
    fields = {f"review.{each.step}": each.name for each in (*case.passed, last)}
    draft = case.version.draft
    draft = msgspec.structs.replace(draft, fields={**draft.fields, **fields})
    order = order_of(asked, draft, document.title, author)
    return document, replace(order, notes=signed_lines(case, last), releaser=asked.person)


def _digest(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


def _came_through(asked: Asked, case: Case) -> Callable[[Draft], None] | None:
    there = published_before(asked, case.attempt)
    if there is None:
        return None
    text = there

    def note(draft: Draft) -> None:
        if same_content(draft, case.version.draft):
            draft = msgspec.structs.replace(draft, fields={}, files=(), body=None, state=State.PUBLISHED)
        noted(asked, draft, put_upon(draft, case.attempt[0], text))

    return note


DOCUMENTS = Subject(_shown, _intact, _ready, _came_through)
