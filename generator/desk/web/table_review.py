"""The review of a register: what has changed row by row, and the file that is published, merged with what others did."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from generator.desk.copy.attempts import attempt_of, raw_through
from generator.desk.copy.publishing import Outcome, Published, publish
from generator.desk.door.asking import Asked
from generator.desk.editing.checking import WHOLE, Told
from generator.desk.keeping.drafts import Draft
from generator.desk.keeping.reviews import Case, Opinion, same_content
from generator.desk.tables.merging import clashes, rows_as_of
from generator.desk.tables.register import Register
from generator.desk.tables.register_writing import written
from generator.desk.tables.rows import Edits, Row, rows_of
from generator.desk.tables.rows_changes import changes_between
from generator.desk.tables.rows_check import check_rows, counts
from generator.desk.tables.rows_match import moved
from generator.desk.web.document_review import seen_words
from generator.desk.web.publishing import fault_lines
from generator.desk.web.review_subject import Ready, Since, Subject, author_of, signed_lines
from generator.desk.web.rows import paged, published_page
from generator.desk.web.rows_draft import (
    Opened,
    end_table,
    is_outrun,
    opened,
    put_upon_table,
    table_order,
    theirs,
)
from generator.errors import GongkaiError

_TOLD = 30
_GONE = "这张表已经不在网站上，没有发布。写的人打开草稿，点“看改了什么，送审”，再送审一次。"
_TAKEN = "送审以后，别人在这个栏目里放了一张同名的表，没有发布。写的人打开草稿，点“看改了什么，送审”，合到那一张上，再送审一次。"
_CLASH = "送审以后别人也改了这张表，有的地方合不到一起，没有发布：\n{}\n写的人打开草稿，点“看改了什么，送审”，合到新的一版上，再送审一次。"
_MERGED = "送审以后别人发布了这张表新的一版：通过的时候，两边的改动合在一起，别人改的一格也不动。"
_MERGED_NOTE = "合到别人刚发布的一版上，别人改的没有动"


def _shown(asked: Asked, case: Case) -> dict[str, Any]:
    draft = case.version.draft
    column = asked.desk.room.known.columns.get(draft.column)
    values: dict[str, Any] = {
        "verb": _verb(draft), "title": draft.title, "way": " › ".join(column.path) if column else "", "issuer": "", "reason": "",
        "published": None, "later": False, "chosen": True, "document": None, "address": "", "told": (), "since": [],
        "attachments": (), "folder": "", "facts": [],
    }  # fmt: skip
    if column is None:
        return values
    try:
        now = opened(asked, draft)
    except GongkaiError as error:
        return {**values, "told": (Told(WHOLE, "error", str(error), "", "desk"),)}
    assert now
    return {**values, "told": _told(asked, now), "since": _since(asked, case, now), "facts": _facts(now)}


def _verb(draft: Draft) -> str:
    return "修改名录" if draft.was else "发布名录"


def _facts(now: Opened) -> list[tuple[str, str]]:
    found = [("现在的行", f"{len(now.rows)}行{'' if now.draft.was else '，新的一张表'}")]
    if now.register.is_workbook:
        found.append(("原来的文件", "Excel文件，发布以后换成同名的CSV文件，网址和各行的内容不变"))
    return found


def _told(asked: Asked, now: Opened) -> tuple[Told, ...]:
    """Return what is to be looked at: that others have changed the register, what the check says of its rows."""
    found: list[Told] = []
    there = theirs(asked, now)
    if is_outrun(now, there):
        words = _conflict(now, there)
        found.append(Told(WHOLE, "error" if words else "warning", words or _MERGED, "", "desk"))
    numbers = {row.id: row.number for row in now.rows}
    rows = asked.desk.shelf.check(asked.desk.room.known, now.draft, now.register, now.rows)
    for name, told in rows.items():
        for each in told:
            label = now.register.fields[each.position].label if each.position is not None else ""
            where = f"第{numbers[name]}行{f'“{label}”' if label else ''}"
            found.append(Told(WHOLE, each.level, f"{where}：{each.words}", "", "row"))
    return tuple(found[:_TOLD])


def _since(asked: Asked, case: Case, now: Opened) -> list[Since]:
    found = []
    seen = case.seen_before(asked.person.account)
    if seen:
        before = _rows_before(asked, seen.draft, now)
        found.append(_rows_since(asked, now, before, seen_words(seen), "seen"))
    if now.draft.was:
        before = rows_of(now.register, Edits())
        found.append(_rows_since(asked, now, before, "和现在公开的相比", "page"))
    else:
        found.append(_rows_since(asked, now, [], "新的一张表，全部的行", "page"))
    return found


def _rows_before(asked: Asked, draft: Draft, now: Opened) -> list[Row]:
    """Return the rows of an earlier version, called as those of this one that they stand for."""
    old = opened(asked, draft)
    assert old
    if old.register is now.register:
        return old.rows
    return rows_as_of(now.register, now.rows, old.register, old.rows)


def _rows_since(asked: Asked, now: Opened, before: Sequence[Row], words: str, page: str) -> Since:
    found = changes_between(now.register, before, now.rows)
    place = f"/reviews/{asked.path['id']}?"
    return Since(words, table={**paged(asked, found, page), "turn": place, "page": page})


def _intact(asked: Asked, case: Case) -> None:
    opened(asked, case.version.draft)


def _ready(asked: Asked, case: Case, last: Opinion) -> Ready:
    room, author = asked.desk.room, author_of(asked, case)
    now = opened(asked, case.version.draft)
    assert now
    there, notes = theirs(asked, now), signed_lines(case, last)
    through = raw_through(room, room.known, case.attempt)
    if through is None and is_outrun(now, there):
        if words := _conflict(now, there):
            return _conflicting(asked, now, words)
        assert there
        now, notes = _merged(now, there), (*notes, _MERGED_NOTE)
    raw = through if through is not None else _written(asked, now)
    order = replace(table_order(asked, now, raw, author), notes=notes, releaser=asked.person)
    path = case.attempt[0] if through is not None else order.path
    return Ready(
        path, order.verb, attempt_of(order), lambda: publish(room, order),
        lambda draft, answer: end_table(asked, draft, path, raw, answer.words), lambda answer: published_page(asked, now, path, answer),
        lambda answer: list(fault_lines(answer, path)), through is not None,
    )  # fmt: skip


def _written(asked: Asked, now: Opened) -> bytes:
    # Not as it was handed in but as it will be: rows of others may have come in.
    if counts(check_rows(asked.desk.room.known, now.register, now.rows, now.rows))[0]:
        raise GongkaiError("这张表里有要改的地方，不能发布。请退回给写的人。")
    return written(now.register, now.rows)


def _conflict(now: Opened, there: Register | None) -> str:
    """Return in words why changes cannot be put upon the register as it is published now; empty where they can."""
    if there is None:
        return _GONE
    if not now.draft.was:
        return _TAKEN
    found = clashes(now.register, now.edits, there)
    return _CLASH.format("\n".join(found)) if found else ""


def _merged(now: Opened, there: Register) -> Opened:
    edits, _ = moved(now.register, now.edits, there)
    return Opened(now.draft, now.column, there, edits, rows_of(there, edits))


def _conflicting(asked: Asked, now: Opened, words: str) -> Ready:
    answer = Published(Outcome.CONFLICT, words)
    return Ready(
        now.draft.path, _verb(now.draft), ("", ""), lambda: answer, lambda *_: None, lambda each: published_page(asked, now, "", each),
        lambda _: [],
    )  # fmt: skip


def _came_through(asked: Asked, case: Case) -> Callable[[Draft], None] | None:
    room, path = asked.desk.room, case.attempt[0]
    if not path:
        return None
    with room.lock:
        raw = raw_through(room, room.follow(), case.attempt)
    if raw is None:
        return None
    public = raw

    def note(draft: Draft) -> None:
        if same_content(draft, case.version.draft):
            end_table(asked, draft, path, public, "")
            return
        now = opened(asked, draft)
        there = theirs(asked, now) if now else None
        if now and there:
            put_upon_table(asked, now, there)

    return note


TABLES = Subject(_shown, _intact, _ready, _came_through)
