"""What an editor brings for a register: a block copied in a spreadsheet, a whole file; what it changes is shown first."""

from __future__ import annotations

from pathlib import Path

import msgspec
from starlette.responses import JSONResponse, RedirectResponse, Response

from generator.desk.copy.state import key_of
from generator.desk.door.asking import Asked, Upload
from generator.desk.keeping.drafts import Draft, StaleError
from generator.desk.tables.register import Register, open_register
from generator.desk.tables.rows import Edits, rows_of
from generator.desk.tables.rows_block import as_block, paste_at, read_block
from generator.desk.tables.rows_changes import changes_between
from generator.desk.tables.rows_match import bring
from generator.desk.tables.shelf import format_of
from generator.desk.web.registers import new_path, register_columns
from generator.desk.web.rows import common, paged
from generator.desk.web.rows_draft import (
    COMING,
    Opened,
    begin_table,
    changed,
    opened,
    saved_now,
    table_draft,
)
from generator.desk.web.uploads import own_name, read_upload
from generator.errors import GongkaiError
from generator.intake.questions import Answers
from generator.intake.reading.blocks import Unreadable
from generator.intake.sources.opening import Opened as File
from generator.intake.tables.grid import Left
from generator.intake.tables.making import Register as Made
from generator.intake.tables.making import make_register
from generator.intake.tables.opening import open_table, table_process
from generator.model.register import RegisterSchema

_MOST_FILE = 16 * 1024 * 1024
_NOTES = 30
WHOLE, MORE = "whole", "more"


class Coming(msgspec.Struct, frozen=True):
    """A sheet that is to be looked at before it is taken: where it is from, its rows, what to look after.

    ``mode`` tells whether rows that it does not have are to go (``whole``) or stay (``more``).
    """

    source: str
    keys: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    mode: str
    notes: tuple[str, ...] = ()

    def brought(self) -> list[dict[str, str]]:
        """Return the rows by the keys of their fields."""
        return [dict(zip(self.keys, row, strict=True)) for row in self.rows]


def paste(asked: Asked) -> Response:
    """Take a block in: at a cell at once, as a spreadsheet does; by its head or its columns after it was looked at."""
    now = opened(asked)
    if now is None:
        return asked.missing()
    cells = read_block(asked.form.get("block", ""))
    row, told = asked.form.get("row", "")[:20], asked.form.get("column", "")
    column = int(told) if told.isascii() and told.isdecimal() and len(told) < 4 else -1
    block = None
    if not row or len(cells) > 1:
        try:
            block = as_block(now.register, cells)
        except GongkaiError:
            if not row:
                raise
    if row and (block is None or not block.headed):
        if not 0 <= column < len(now.register.fields):
            raise GongkaiError("没有看懂贴在哪一格，请点一下那一格再贴。")
        changed(asked, lambda held: paste_at(held.register, held.edits, cells, row, column), whole=True)
        if asked.wants_json:
            return JSONResponse({"reload": True})
        return RedirectResponse(f"/tables/{now.draft.id}?said=pasted", 303)
    assert block
    notes = [f"没有放进来的列：{'、'.join(block.left)}。这张表没有这些列。"] if block.left else []
    if not block.rows:
        raise GongkaiError("只有表头，没有内容。请连同下面的行一起复制，再贴一次。")
    rows = tuple(tuple(each.get(key, "") for key in block.keys) for each in block.rows)
    _keep_coming(asked, now.draft, Coming("贴进来的内容", block.keys, rows, MORE, tuple(notes)))
    where = f"/tables/{now.draft.id}/coming"
    return JSONResponse({"go": where}) if asked.wants_json else RedirectResponse(where, 303)


def _keep_coming(asked: Asked, draft: Draft, coming: Coming) -> None:
    told = msgspec.json.encode(coming).decode("utf-8")
    changed_draft = saved_now(asked, draft, fields={**draft.fields, COMING: told})
    try:
        asked.desk.drafts.save(changed_draft, draft.revision)
    except StaleError:
        raise GongkaiError("这张表在另一个窗口里也在改，没有轮到。请再贴一次，或再上传一次。") from None


def upload(asked: Asked) -> Response:
    """Read a new file of the register, to be looked at."""
    now = opened(asked)
    if now is None:
        return asked.missing()
    name, made = _read(asked, now.register.schema if now.register.schema.id else None)
    keys, rows, left = _by_fields(now.register, made)
    if not keys:
        raise GongkaiError(f"“{name}”里没有认出这张表的列。请核对表头，再上传一次。")
    _keep_coming(asked, now.draft, Coming(name, keys, rows, WHOLE, (*left, *notes_of(made))))
    asked.desk.audit.note(asked.person.account, "上传名录", f"{name} -> {now.draft.path}")
    return RedirectResponse(f"/tables/{now.draft.id}/coming", 303)


def _read(asked: Asked, schema: RegisterSchema | None) -> tuple[str, Made]:
    """Return the register of the file that was sent, read in the bounded process for foreign files."""
    sent: Upload | None = next(iter(asked.uploads), None)
    if sent is None:
        raise GongkaiError("还没有选文件。请返回，点“选择文件”，选一份表格。")
    name, raw = own_name(sent.name), read_upload(sent, _MOST_FILE)
    process = table_process()
    try:
        grid = open_table(File(Path(name), raw), "", process)
    finally:
        process.end()
    stem = name.rpartition(".")[0] or name
    made = grid if isinstance(grid, Unreadable) else make_register(grid, stem, schema, Answers({}, name))
    if isinstance(made, Unreadable):
        raise GongkaiError(f"“{name}”没有读出来：{_plain(made.message)}{_plain(made.hint)}")
    return name, made


def _plain(words: str) -> str:
    """Return words for who has no command line."""
    return words.replace("，用--sheet写明名称", "，只留要公开的一张").replace("再导入", "再上传")


def notes_of(made: Made) -> list[str]:
    """Return what is to be looked after in a file that was read, the gravest first."""
    found = [f"少了：{_told(each)}" for each in made.missing]
    found += [f"要人看：{_told(each)}" for each in made.doubts]
    found += [f"没有放进来：{_told(each)}" for each in made.left]
    found += [f"表外的文字没有换：{text[:80]}" for each in [made.beside] for text in each]
    return found[:_NOTES]


def _told(each: Left) -> str:
    return f"{each.what}{'，' if each.what and each.text else ''}{each.text[:80]}（{each.place}）"


def _by_fields(
    register: Register, made: Made
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...], list[str]]:
    """Return the keys of the register's fields that a file has, its rows, and words on columns that it has not."""
    schema = register.schema if register.schema.id else None
    table = open_register(made.raw, f"{register.path.rpartition('.')[0]}.csv", schema)
    if not isinstance(table, Register):
        raise GongkaiError(f"文件没有读出来：{table.message}{table.hint}")
    own = {(field.key if schema else field.label): field.key for field in register.fields}
    names = [field.key if schema else field.label for field in table.fields[: table.present]]
    places = [(n, own[name]) for n, name in enumerate(names) if name in own]
    strange = [table.fields[n].label for n, name in enumerate(names) if name not in own]
    left = [f"没有放进来的列：{'、'.join(strange)}。这张表没有这些列。"] if strange else []
    rows = tuple(tuple(cells[n] for n, _ in places) for cells in table.rows)
    return tuple(key for _, key in places), rows, left


def _coming(draft: Draft) -> Coming | None:
    try:
        return msgspec.json.decode(draft.fields.get(COMING, ""), type=Coming)
    except msgspec.MsgspecError:
        return None


def coming(asked: Asked) -> Response:
    """Show what a sheet that was brought would change, row by row."""
    now = opened(asked)
    if now is None:
        return asked.missing()
    held = _coming(now.draft)
    if held is None:
        return RedirectResponse(f"/tables/{now.draft.id}", 303)
    mode = asked.query.get("mode", held.mode)
    mode = mode if mode in (WHOLE, MORE) else held.mode
    edits = bring(now.register, now.edits, held.brought(), held.keys, whole=mode == WHOLE)
    found = changes_between(now.register, now.rows, rows_of(now.register, edits))
    return asked.page(
        "rows_coming.html", source=held.source, notes=held.notes, mode=mode, rows=len(held.rows),
        **paged(asked, found), **common(now),
    )  # fmt: skip


def take(asked: Asked) -> Response:
    """Take a sheet that was looked at, or leave it."""
    draft = table_draft(asked)
    if draft is None:
        return asked.missing()
    held = _coming(draft)
    if held is None:
        raise GongkaiError("没有等着放进来的内容。请再贴一次，或再上传一次。")
    if asked.form.get("do") == "leave":
        fields = {key: value for key, value in draft.fields.items() if key != COMING}
        try:
            asked.desk.drafts.save(saved_now(asked, draft, fields=fields), draft.revision)
        except StaleError:
            raise GongkaiError("这张表在另一个窗口里也在改，没有轮到。请再点一次。") from None
        return RedirectResponse(f"/tables/{draft.id}?said=left", 303)
    is_whole = asked.form.get("mode", held.mode) == WHOLE

    def make(now: Opened) -> Edits:
        return bring(now.register, now.edits, held.brought(), held.keys, whole=is_whole)

    changed(asked, make, whole=True)
    return RedirectResponse(f"/tables/{draft.id}?said=taken&only=changed", 303)


def begin_by_file(asked: Asked) -> Response:
    """Begin a new register of a file."""
    columns = register_columns(asked.desk.room.known, asked.person)
    column = next((each for each in columns if key_of(each.address) == asked.path["key"]), None)
    if column is None:
        return asked.missing()
    name, made = _read(asked, format_of(asked.desk.room, column))
    path = new_path(asked, column, asked.form.get("title", "") or made.title)
    asked.desk.shelf.open(asked.desk.room, column, path, made.raw)
    draft = begin_table(asked, column, path, made.raw, was=False, notes=tuple(notes_of(made)))
    asked.desk.audit.note(asked.person.account, "上传名录", f"{name} -> {path}")
    return RedirectResponse(f"/tables/{draft.id}", 303)
