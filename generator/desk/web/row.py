"""One row of a register on a page of its own: every field with its choices, and what is wrong beside it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict

from starlette.responses import JSONResponse, RedirectResponse, Response

from generator.desk.copy.state import Known
from generator.desk.door.asking import Asked
from generator.desk.tables.register import Register
from generator.desk.tables.rows import Edits, Row, Work, sums, typed
from generator.desk.tables.rows_check import CellTold, check_rows
from generator.desk.web.review_rules import is_waiting
from generator.desk.web.rows import PAGE, common, entry_of
from generator.desk.web.rows_draft import Opened, changed, opened, table_draft
from generator.errors import GongkaiError

# Rows with so many fields do not fit into a form.
_MOST_FIELDS = 300


def row_named(now: Opened, name: str) -> Row:
    """Return a row by its name. Raises GongkaiError for one that is gone."""
    found = next((row for row in now.rows if row.id == name), None)
    if found is None:
        raise GongkaiError("这一行已经不在了。请回到表格，再看一遍。")
    return found


def row(asked: Asked) -> Response:
    """Show the form of one row."""
    now = opened(asked)
    if now is None:
        return asked.missing()
    if is_waiting(asked, now.draft):
        return RedirectResponse(f"/reviews/{now.draft.id}", 303)
    found = row_named(now, str(asked.path["row"]))
    return _row_page(asked, now, found, found.cells)


def _row_page(
    asked: Asked, now: Opened, found: Row, cells: Sequence[str], words: str = "", *, tell: bool | None = None
) -> Response:
    if len(now.register.fields) > _MOST_FIELDS:
        raise GongkaiError(f"这张表超过{_MOST_FIELDS}列，一行放不进一个页面。请上传改好的文件。")
    told = (
        _faults_of(asked.desk.room.known, now, found) if (any(found.cells) if tell is None else tell) else []
    )
    by_field: dict[int | None, list[CellTold]] = {}
    for each in told:
        by_field.setdefault(each.position, []).append(each)
    at = found.number - 1
    return asked.page(
        "row.html", words=words, row=found, cells=cells, told=by_field, entry=entry_of, seen=fingerprint(found.cells), **common(now),
        before=now.rows[at - 1] if at else None, after=now.rows[at + 1] if at + 1 < len(now.rows) else None,
        page=at // PAGE + 1,
        was=now.register.rows[found.origin] if found.origin is not None else None,
    )  # fmt: skip


def _faults_of(known: Known, now: Opened, found: Row) -> list[CellTold]:
    return check_rows(known, now.register, [found], now.rows).get(found.id, [])


def _typed_cells(asked: Asked, register: Register) -> dict[str, str]:
    return {
        field.key: typed(asked.form[f"c.{field.key}"])
        for field in register.fields
        if f"c.{field.key}" in asked.form
    }


def save_row(asked: Asked) -> Response:
    """Keep what was typed into a row; where another window changed the same row, show both."""
    name = str(asked.path["row"])
    before = opened(asked)
    if before is None:
        return asked.missing()
    cells = _typed_cells(asked, before.register)
    stale = _other_window(asked, before, name, cells)
    if stale:
        return stale

    def make(now: Opened) -> Edits:
        work = Work(now.register, now.edits)
        work.write(name, cells)
        return work.edits()

    now = changed(asked, make)
    found = row_named(now, name)
    wanted = asked.form.get("do", "save")
    if wanted == "next" and found.number < len(now.rows):
        return RedirectResponse(f"/tables/{now.draft.id}/rows/{now.rows[found.number].id}", 303)
    if wanted == "grid":
        page = (found.number - 1) // PAGE + 1
        return RedirectResponse(f"/tables/{now.draft.id}?page={page}#{found.id}", 303)
    bad = [each for each in _faults_of(asked.desk.room.known, now, found) if each.level == "error"]
    words = "已存成草稿，下面标出的地方还要改。" if bad else "已存成草稿。"
    return _row_page(asked, now, found, found.cells, words, tell=True)


def _other_window(asked: Asked, now: Opened, name: str, cells: Mapping[str, str]) -> Response | None:
    """Return the form with what was typed where the row is not any more what this form was made of."""
    found = row_named(now, name)
    seen = asked.form.get("seen", "")
    typed_now = tuple(
        cells.get(field.key, text) for field, text in zip(now.register.fields, found.cells, strict=True)
    )
    if not seen or seen == fingerprint(found.cells) or typed_now == found.cells:
        return None
    words = (
        "这一行在另一个窗口里也改过。下面是您刚才写的；要用它，再点一次“保存这一行”。另一个窗口写的是："
        + "；".join(
            f"{field.label}“{text[:60]}”"
            for field, text, mine in zip(now.register.fields, found.cells, typed_now, strict=True)
            if text != mine
        )
    )
    return _row_page(asked, now, found, typed_now, words)


def fingerprint(cells: Sequence[str]) -> str:
    """Return what stands for the texts of a row in a form."""
    return hashlib.blake2b(repr(tuple(cells)).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def cell(asked: Asked) -> Response:
    """Keep what a script sends of one row as it is typed, and tell what is wrong with that row."""
    if table_draft(asked) is None:
        words = "这份草稿已经不在了。写的内容还在这个页面上，请先复制出来。"
        return JSONResponse({"problem": words}, 404)
    name = asked.form.get("row", "")[:20]

    def make(now: Opened) -> Edits:
        work = Work(now.register, now.edits)
        work.write(name, _typed_cells(asked, now.register))
        return work.edits()

    now = changed(asked, make)
    found = row_named(now, name)
    told = _faults_of(asked.desk.room.known, now, found)
    return JSONResponse({
        "saved": now.draft.saved[11:16], "cells": list(found.cells), "changed": sorted(found.changed),
        "told": [asdict(each) for each in told], "sums": list(sums(now.rows, now.edits)),
    })  # fmt: skip
