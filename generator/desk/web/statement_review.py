"""The review of a statement: its fields and what has changed in them, and its way into the ledger."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

from generator.desk.copy.stated import Words, bound_units, may_state, plainly
from generator.desk.copy.stating import Stating, is_given, state
from generator.desk.door.asking import Asked
from generator.desk.editing.checking import WHOLE, Told
from generator.desk.editing.comparing import field_changes
from generator.desk.keeping.drafts import Draft
from generator.desk.keeping.kinds import mandate_of
from generator.desk.keeping.reviews import Case, Opinion
from generator.desk.web.document_review import seen_words
from generator.desk.web.review_subject import Ready, Since, Subject, author_of, signed_lines
from generator.desk.web.stating import end_statement, given_page, problems, statement_of
from generator.errors import GongkaiError
from generator.model.mandate import Assessment

VERB = "记进台账"
_NOT_ASKED = "这项任务现在不用说明了：可能别人刚刚说明过，或者网站上已经查得到。请退回给写的人。"
_NOT_THEIRS = "写这一份的账号不再管承担这项任务的单位，不能以它的名义说明。请退回，或请站长改权限文件。"


def facts(asked: Asked, draft: Draft) -> dict[str, Any]:
    """Return what a page says of a statement."""
    found = asked.desk.room.known.assessed.get(mandate_of(draft))
    told = (
        [("承担的单位", "、".join(bound_units(found.mandate))), ("为什么要说明", plainly(found.reason))]
        if found
        else []
    )
    return {
        "verb": VERB, "title": draft.title, "way": f"台账的说明　任务{mandate_of(draft)}", "issuer": "", "reason": "",
        "published": None, "later": False, "chosen": True, "facts": told,
    }  # fmt: skip


def _asked_for(asked: Asked, draft: Draft) -> Assessment | None:
    ref = mandate_of(draft)
    return next((each for each in asked.desk.room.known.asking if each.mandate.ref == ref), None)


def _shown(asked: Asked, case: Case) -> dict[str, Any]:
    draft = case.version.draft
    now, found = Words(draft.fields).labelled, []
    seen = case.seen_before(asked.person.account)
    if seen:
        found.append(Since(seen_words(seen), field_changes(Words(seen.draft.fields).labelled, now)))
    found.append(Since("要记进台账的", field_changes({}, now)))
    told = () if _asked_for(asked, draft) else (Told(WHOLE, "error", _NOT_ASKED, "", "desk"),)
    return {
        "document": None, "address": "", "told": told, "since": found, "attachments": (), "folder": "", **facts(asked, draft),
    }  # fmt: skip


def _intact(_: Asked, __: Case) -> None:
    """A statement has no files."""


def _ready(asked: Asked, case: Case, last: Opinion) -> Ready:
    desk, draft, author = asked.desk, case.version.draft, author_of(asked, case)
    found = desk.room.known.assessed.get(mandate_of(draft))
    if found is None:
        raise GongkaiError(_NOT_ASKED)
    mandate = found.mandate
    if not may_state(author, mandate):
        raise GongkaiError(_NOT_THEIRS)
    statement = statement_of(asked, mandate, Words(draft.fields))
    order = Stating(statement, author, desk.mail, signed_lines(case, last), asked.person)
    digest = hashlib.sha256(json.dumps(statement.said, ensure_ascii=False).encode()).hexdigest()
    return Ready(
        mandate.ref, VERB, (draft.path, digest), lambda: state(desk.room, order), lambda now, _: end_statement(asked, now),
        lambda answer: given_page(asked, mandate, answer),
        lambda answer: [each for told in problems(answer, statement).values() for each in told],
        bool(case.attempt[0]) and is_given(desk.room.known, statement),
    )  # fmt: skip


def _came_through(asked: Asked, case: Case) -> Callable[[Draft], None] | None:
    room, draft = asked.desk.room, case.version.draft
    if not case.attempt[0]:
        return None
    with room.lock:
        known = room.follow()
    found = known.assessed.get(mandate_of(draft))
    if found is None or not is_given(known, statement_of(asked, found.mandate, Words(draft.fields))):
        return None
    return lambda now: end_statement(asked, now)


STATEMENTS = Subject(_shown, _intact, _ready, _came_through)
