"""The form of a draft: shown, kept on every pause of typing, checked beside each field."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, replace
from typing import Any

import msgspec
from starlette.responses import JSONResponse, RedirectResponse, Response

from generator.data import dataclass
from generator.desk.copy.state import Known, key_of
from generator.desk.door.asking import Asked
from generator.desk.door.desk import mine
from generator.desk.editing.body import written
from generator.desk.editing.checking import BODY, WHOLE, Checked, Told, check_draft
from generator.desk.editing.composing import (
    ATTACHED,
    CORRECTION,
    Composed,
    attachments_of,
    compose,
    offered,
    rich_text,
    shown_fields,
    shown_text,
    withdrawal_of,
)
from generator.desk.editing.fields import Entry, FormField, form_fields
from generator.desk.editing.listed import table_rows
from generator.desk.keeping.drafts import Draft, Mode, StaleError, State
from generator.desk.keeping.kinds import is_table
from generator.desk.keeping.reviews import Verdict
from generator.errors import GongkaiError
from generator.load.source.content import CONTENT

_LONGEST_FIELD = 20_000
UNSIGNED = "review-unsigned"
MOST_ENTRIES = 100
ELSEWHERE = "这份草稿在另一个窗口里也改过。两份都留着：您现在看到的是刚才写的这一份，另一份在首页的草稿里。"


@dataclass(frozen=True)
class Looked:
    """A draft with what it makes and what is wrong with it; ``composed`` is None where it makes nothing."""

    draft: Draft
    composed: Composed | None
    checked: Checked


def draft_of(asked: Asked) -> Draft | None:
    """Return the draft that an address names, if it is this person's and its column still is."""
    draft = asked.desk.drafts.get(asked.path["id"], asked.person.account)
    column = asked.desk.room.known.columns.get(draft.column) if draft else None
    return draft if draft and column and not is_table(draft) and mine(asked.person, column) else None


def look(asked: Asked, draft: Draft) -> Looked:
    """Make the document of a draft, and check it."""
    known = asked.desk.room.known
    try:
        composed = compose(draft, asked.desk.now().date())
    except GongkaiError as error:
        return Looked(draft, None, Checked(None, (Told(WHOLE, "error", str(error), "", "desk"),)))
    checked = check_draft(known, asked.desk.drafts.content(draft), draft.path, composed, draft.files)
    if asked.desk.process:  # those who sign are yet to come
        checked = replace(checked, told=tuple(each for each in checked.told if each.code != UNSIGNED))
    return Looked(draft, composed, checked)


def show(asked: Asked, draft: Draft | None = None, words: str = "", status: int = 200) -> Response:
    """Show the form of a draft with what is wrong."""
    found = draft or draft_of(asked)
    if found is None:
        return asked.missing()
    looked = look(asked, found)
    return asked.page("draft.html", status, words=words, **_values(asked, looked))


def _values(asked: Asked, looked: Looked) -> dict[str, Any]:
    known, draft = asked.desk.room.known, looked.draft
    mode, text = _plainly(draft)
    told: dict[str, list[Told]] = {}
    # What is missing in a new document is told when the editor asks, not before anything was typed.
    untouched = draft.revision == 1 and not draft.was and not draft.notes
    for each in () if untouched else looked.checked.told:
        told.setdefault(each.field, []).append(each)
    case = asked.desk.reviews.get(draft.id) if asked.desk.process else None
    # Who signs is not typed where there is a review: it is what came of it.
    signed = asked.desk.process is not None
    fields = [
        each for each in shown_fields(draft, known) if not (signed and each[0].key.startswith("review."))
    ]
    return {
        "draft": draft, "column": known.columns[draft.column], "way": " › ".join(known.columns[draft.column].path),
        "first": [each for each in fields if each[0].always], "rest": _grouped(fields), "told": told, "mode": mode.value,
        "text": text, "rich": rich_text(draft), "attachments": attachments_of(draft), "files": draft.files,
        "withdrawal": withdrawal_of(draft),
        "folder": draft.path.rpartition("/")[0],
        "correction": draft.fields.get(CORRECTION, ""), "titles": {each.key: each.title for each in form_fields()},
        "returned": case.returned if case else None, "outrun": bool(case and case.last.verdict is Verdict.CHANGED),
        "interpreting": any(each.key == "interprets" and value for each, value in fields),
        "entries": table_rows, "named": _named(known), "body_key": BODY, "whole": WHOLE,
        "is_good": looked.checked.good, "refused": draft.state is State.REFUSED,
    }  # fmt: skip


def _named(known: Known) -> Callable[[str], str]:
    """Return what gives the title of a document by its path; of what is none, the path."""

    def title(path: str) -> str:
        found = known.documents.get(key_of(path.removeprefix(f"{CONTENT}/")))
        return found.title if found else path

    return title


def _grouped(fields: list[tuple[FormField, str]]) -> list[tuple[str, list[tuple[FormField, str]]]]:
    """Return the fields that are not always shown, by the title of their group."""
    found: dict[str, list[tuple[FormField, str]]] = {}
    for field, value in fields:
        if not field.always:
            found.setdefault(field.group, []).append((field, value))
    return list(found.items())


def _plainly(draft: Draft) -> tuple[Mode, str]:
    """Return a draft's text for a browser without scripts: what the editor there made is shown as lines."""
    mode, text = shown_text(draft)
    if mode is not Mode.RICH:
        return mode, text
    try:
        return offered(written(mode, text))
    except GongkaiError:
        return mode, text


def taken_over(asked: Asked, draft: Draft) -> Draft:
    """Return a draft with what a form says."""
    fields = dict(draft.fields)
    for field in form_fields():
        if field.name in asked.form:
            fields[field.key] = asked.form[field.name][:_LONGEST_FIELD]
        elif field.entry is Entry.TABLE and f"had.{field.key}" in asked.form:
            fields[field.key] = _table_typed(asked, field)
        elif f"had.{field.key}" in asked.form:  # a box that is not ticked is not sent
            fields[field.key] = ""
    if "correction" in asked.form:
        fields[CORRECTION] = asked.form["correction"][:_LONGEST_FIELD]
    mode, body = draft.mode, draft.body
    if "body" in asked.form:
        told = asked.form["body"].replace("\r\n", "\n")
        shown_mode, shown = _plainly(draft)
        said = asked.form.get("mode", "")
        wanted = Mode(said) if said in set(Mode) else shown_mode
        # What was shown and comes back as it was is no change, in whichever way it was written before.
        if (wanted, told.strip()) != (shown_mode, shown.strip()) and (wanted, told) != (mode, body):
            mode, body = wanted, told
    title = " ".join(fields.get("title", draft.title).split())[:300]
    return msgspec.structs.replace(
        draft, fields=fields, mode=mode, body=body, title=title, saved=f"{asked.desk.now():%Y-%m-%d %H:%M:%S}",
        state=State.OPEN if draft.state is State.PUBLISHED else draft.state,
    )  # fmt: skip


def _table_typed(asked: Asked, field: FormField) -> str:
    """Return what was typed into the entries of a list."""
    rows = []
    for number in range(MOST_ENTRIES):
        names = {each.key: f"{field.name}.{number}.{each.key}" for each in field.columns}
        told = {key: asked.form[name][:_LONGEST_FIELD] for key, name in names.items() if asked.form.get(name)}
        if any(map(str.strip, told.values())):
            rows.append(told)
    return json.dumps(rows, ensure_ascii=False)


def keep(asked: Asked, draft: Draft) -> tuple[Draft, bool]:
    """Keep what a form says; where another window was first, as a draft of its own. False then."""
    told = asked.form.get("revision", "")
    seen = int(told) if told.isdecimal() and len(told) < 10 else 0
    changed = taken_over(asked, draft)
    try:
        return asked.desk.drafts.save(changed, seen), True
    except StaleError:
        if _same(changed, draft):
            return draft, True
        made = asked.desk.drafts.begin(changed)
        for number, name in enumerate(draft.files):
            path = asked.desk.drafts.file(draft, number)
            if path:
                asked.desk.drafts.put_file(made, name, path.read_bytes())
        return made, False


def _same(one: Draft, other: Draft) -> bool:
    return (one.fields, one.mode, one.body) == (other.fields, other.mode, other.body)


def save(asked: Asked) -> Response:
    """Keep what was typed, then do what the button says."""
    draft = draft_of(asked)
    if draft is None:
        return asked.missing()
    kept, first = keep(asked, draft)
    if not first:
        return show(asked, kept, ELSEWHERE)
    wanted = asked.form.get("do", "save")
    if wanted in ("preview", "publish"):
        return RedirectResponse(f"/drafts/{kept.id}/{wanted}", 303)
    looked = look(asked, kept)
    if wanted == "check":
        words = "检查过了，可以发布。" if looked.checked.good else "检查过了，下面标出的地方要改。"
    else:
        words = f"草稿已保存（{kept.saved[11:16]}）。"
    return asked.page("draft.html", words=words, **_values(asked, looked))


def autosave(asked: Asked) -> Response:
    """Keep what was typed, and tell the script what is wrong with it."""
    draft = draft_of(asked)
    if draft is None:
        return JSONResponse({"problem": "这份草稿已经不在了。写的内容还在这个页面上，请先复制出来。"}, 404)
    kept, first = keep(asked, draft)
    looked = look(asked, kept)
    return JSONResponse({
        "id": kept.id, "revision": kept.revision, "saved": kept.saved[11:16], "moved": not first,
        "problem": "" if first else ELSEWHERE, "good": looked.checked.good,
        "told": [asdict(each) for each in looked.checked.told],
    })  # fmt: skip


def drop(asked: Asked) -> Response:
    """Delete a draft that its owner does not want any more."""
    draft = draft_of(asked)
    if draft is None:
        return asked.missing()
    asked.desk.drafts.drop(draft)
    asked.desk.audit.note(asked.person.account, "删除草稿", draft.title or draft.path)
    return RedirectResponse("/", 303)


def with_attachments(draft: Draft, names: tuple[str, ...]) -> Draft:
    """Return a draft with these attachments."""
    return msgspec.structs.replace(draft, fields={**draft.fields, ATTACHED: "\n".join(names)})
