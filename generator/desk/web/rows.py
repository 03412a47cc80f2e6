"""A register as a grid: rows by pages, each row on a page of its own, cells as they are typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from starlette.responses import RedirectResponse, Response

from generator.desk.copy.publishing import Published
from generator.desk.door.asking import Asked
from generator.desk.keeping.drafts import State
from generator.desk.keeping.reviews import Verdict
from generator.desk.tables.register import Register
from generator.desk.tables.rows import Edits, Row, Work, counted, found_rows, read_edits, sums
from generator.desk.tables.rows_changes import Kind, RowChange
from generator.desk.tables.rows_check import Told, check_rows, counts
from generator.desk.web.registers import page_number
from generator.desk.web.review_rules import is_waiting
from generator.desk.web.rows_draft import BEFORE, Opened, changed, opened, table_draft
from generator.errors import GongkaiError
from generator.model.addresses.address import public_address
from generator.model.register import FieldType, RegisterField

PAGE, _CHANGES = 50, 100
_LONG = 60
_SAID = {
    "removed": "已去掉这一行。去错了，点“撤销”。", "undone": "已撤销。再点一次就恢复。",
    "pasted": "已贴进来。", "taken": "已照这样改，下面是改过的行。", "left": "没有放进来，表和原来一样。",
}  # fmt: skip
FAULTS, CHANGED = "faults", "changed"


def show(asked: Asked, words: str = "", status: int = 200) -> Response:
    """Show a page of the rows, those alone that are searched for, are wrong or were changed."""
    now = opened(asked)
    if now is None:
        return asked.missing()
    if not words and is_waiting(asked, now.draft):
        return RedirectResponse(f"/reviews/{now.draft.id}", 303)
    words = words or _SAID.get(asked.query.get("said", ""), "")
    case = asked.desk.reviews.get(now.draft.id) if asked.desk.process else None
    return asked.page(
        "rows.html", status, words=words, returned=case.returned if case else None,
        outrun=bool(case and case.last.verdict is Verdict.CHANGED), **_values(asked, now),
    )  # fmt: skip


def _values(asked: Asked, now: Opened) -> dict[str, Any]:
    known, wanted = asked.desk.room.known, asked.query.get("q", "").strip()[:100]
    only = asked.query.get("only", "")
    rows: Sequence[Row] = now.rows
    whole: Told | None = None
    if only == FAULTS:
        whole = asked.desk.shelf.check(known, now.draft, now.register, now.rows)
        rows = [row for row in rows if row.id in whole]
    elif only == CHANGED:
        rows = [row for row in rows if row.changed or row.origin is None]
    if wanted:
        rows = list(found_rows(rows, wanted))
    last = max(1, -(-len(rows) // PAGE))
    number = min(max(page_number(asked), 1), last)
    shown = rows[(number - 1) * PAGE : number * PAGE]
    told = whole or check_rows(known, now.register, shown, now.rows)
    # A new row that nobody has written into yet is not told what it lacks.
    told = {row.id: told[row.id] for row in shown if row.id in told and any(row.cells)}
    width = _width(now.register, now.rows)
    return {
        **common(now), "fields": now.register.fields[:width], "width": width, "shown": shown, "told": told,
        "wanted": wanted, "only": only, "count": len(rows), "everything": len(now.rows), "number": number, "last": last,
        "query": lambda **more: urlencode({"q": wanted, "only": only, "page": number, **more}),
        "faults": counts(whole)[0] if whole is not None else None, "entry": entry_of,
    }  # fmt: skip


def common(now: Opened) -> dict[str, Any]:
    """Return what each page of a draft's register shows of it."""
    made, new, gone = sums(now.rows, now.edits)
    return {
        "draft": now.draft, "register": now.register, "way": " › ".join(now.column.path), "sums": (made, new, gone),
        "refused": now.draft.state is State.REFUSED, "can_undo": BEFORE in now.draft.fields,
        "base": f"/tables/{now.draft.id}",
    }  # fmt: skip


def paged(asked: Asked, found: Sequence[RowChange], key: str = "page") -> dict[str, Any]:
    """Return a page of changes, and how many of each kind there are; ``key`` is what the address calls the page."""
    last = max(1, -(-len(found) // _CHANGES))
    number = min(max(page_number(asked, key), 1), last)
    kinds = [each.kind for each in found]
    return {
        "changes": found[(number - 1) * _CHANGES : number * _CHANGES], "number": number, "last": last, "total": len(found),
        "tally": [(kinds.count(each), each.value) for each in (Kind.CHANGED, Kind.ADDED, Kind.REMOVED)],
    }  # fmt: skip


def published_page(asked: Asked, now: Opened, path: str, answer: Published) -> Response:
    """Say that a register was published, and where it is."""
    domain = asked.desk.room.known.portal.domain
    url = f"https://{domain}/{public_address(f'{now.column.address}/index.html')}" if domain else ""
    return asked.page("rows_done.html", words=answer.words, url=url, path=path, **common(now))


def _width(register: Register, rows: Sequence[Row]) -> int:
    """Return how many fields a grid has: those of the head, and as many of the others as some row fills."""
    width = register.present
    for at in range(register.present, len(register.fields)):
        if any(row.cells[at] for row in rows):
            width = at + 1
    return width


def entry_of(field: RegisterField, text: str) -> str:
    """Return how a cell is filled in: by choice, in lines, or in one line."""
    if field.type is FieldType.CHOICE:
        return "choice"
    return "lines" if field.type is FieldType.LONG or "\n" in text or len(text) > _LONG else "line"


def remove(asked: Asked) -> Response:
    """Take a row out of the register; it can be taken back."""
    if table_draft(asked) is None:
        return asked.missing()
    name = str(asked.path["row"])

    def make(now: Opened) -> Edits:
        work = Work(now.register, now.edits)
        work.remove(name)
        return work.edits()

    now = changed(asked, make, whole=True)
    return RedirectResponse(f"/tables/{now.draft.id}?said=removed&page={_page_of(asked)}", 303)


def _page_of(asked: Asked) -> int:
    told = asked.form.get("page", "1")
    return int(told) if told.isascii() and told.isdecimal() and len(told) < 6 else 1


def add(asked: Asked) -> Response:
    """Put an empty row behind another, or at the end, and open it."""
    if table_draft(asked) is None:
        return asked.missing()
    made: list[str] = []

    def make(now: Opened) -> Edits:
        wanted = asked.form.get("after")
        after = wanted[:20] if wanted is not None else now.rows[-1].id if now.rows else ""
        at, work = now.register.serial(), Work(now.register, now.edits)
        told = {now.register.fields[at].key: counted(now.register, now.rows)} if at is not None else {}
        made.append(work.put(after, told))
        return work.edits()

    now = changed(asked, make)
    return RedirectResponse(f"/tables/{now.draft.id}/rows/{made[-1]}", 303)


def undo(asked: Asked) -> Response:
    """Take back the last removal, paste or file."""
    draft = table_draft(asked)
    if draft is None:
        return asked.missing()
    if BEFORE not in draft.fields:
        raise GongkaiError("没有可以撤销的。")
    before = read_edits(draft.fields[BEFORE])
    now = changed(asked, lambda _: before, whole=True)
    return RedirectResponse(f"/tables/{now.draft.id}?said=undone&page={_page_of(asked)}", 303)


def drop(asked: Asked) -> Response:
    """Delete a draft of a register."""
    draft = table_draft(asked)
    if draft is None:
        return asked.missing()
    asked.desk.drafts.drop(draft)
    asked.desk.audit.note(asked.person.account, "删除草稿", draft.path)
    return RedirectResponse("/", 303)
