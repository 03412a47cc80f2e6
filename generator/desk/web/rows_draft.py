"""The draft of a register: its file as it was when the draft was begun, and what has been changed since."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable

import msgspec

from generator.data import dataclass
from generator.desk.copy.publishing import Order
from generator.desk.copy.repository import file_at
from generator.desk.door.asking import Asked
from generator.desk.door.desk import mine
from generator.desk.keeping.drafts import Draft, StaleError, State
from generator.desk.keeping.kinds import is_table
from generator.desk.keeping.people import Person
from generator.desk.tables.register import Register
from generator.desk.tables.rows import ROWS, Edits, Row, read_edits, rows_of, write_edits
from generator.desk.tables.rows_match import bring, moved
from generator.errors import GongkaiError
from generator.model.column import Column
from generator.model.words import ColumnKind

BEFORE, COMING = "desk.rows.before", "desk.rows.coming"
_TRIES = 5


@dataclass(frozen=True)
class Opened:
    """A draft with its register, what was changed, and the rows as they are now."""

    draft: Draft
    column: Column
    register: Register
    edits: Edits
    rows: list[Row]


def table_draft(asked: Asked) -> Draft | None:
    """Return the draft of a register that an address names, if it is this person's and its column still is."""
    draft = asked.desk.drafts.get(str(asked.path["id"]), asked.person.account)
    column = asked.desk.room.known.columns.get(draft.column) if draft else None
    if draft is None or column is None or not is_table(draft) or not mine(asked.person, column):
        return None
    return draft if column.kind is ColumnKind.REGISTER else None


def opened(asked: Asked, draft: Draft | None = None) -> Opened | None:
    """Return the register of the draft that an address names. Raises GongkaiError for one that cannot be read."""
    found = draft or table_draft(asked)
    if found is None:
        return None
    desk = asked.desk
    column = desk.room.known.columns.get(found.column)
    if column is None:
        raise GongkaiError("这份草稿的栏目已经不在了。")
    register = desk.shelf.open(desk.room, column, found.path, base_of(asked, found))
    edits = read_edits(found.fields.get(ROWS, ""))
    return Opened(found, column, register, edits, rows_of(register, edits))


def changed(asked: Asked, make: Callable[[Opened], Edits], *, whole: bool = False) -> Opened:
    """Keep what becomes of a draft's rows, upon whatever another window has kept meanwhile.

    With ``whole`` what was before is kept too, so that it can be taken back. Raises GongkaiError, OSError.
    """
    for _ in range(_TRIES):
        now = opened(asked)
        if now is None:
            raise GongkaiError("这份草稿已经不在了。")
        edits = make(now)
        fields = {**now.draft.fields, ROWS: write_edits(edits)}
        if whole:
            fields[BEFORE] = now.draft.fields.get(ROWS, "")
            fields.pop(COMING, None)
        state = State.OPEN if now.draft.state is State.PUBLISHED else now.draft.state
        try:
            kept = asked.desk.drafts.save(
                saved_now(asked, now.draft, fields=fields, state=state), now.draft.revision
            )
        except StaleError:
            continue
        return Opened(kept, now.column, now.register, edits, rows_of(now.register, edits))
    raise GongkaiError("这张表在另一个窗口里也在改，没有轮到。请再点一次。")


def saved_now(asked: Asked, draft: Draft, **values: object) -> Draft:
    """Return a draft with other values, saved at this moment."""
    return msgspec.structs.replace(draft, saved=f"{asked.desk.now():%Y-%m-%d %H:%M:%S}", **values)


def begin_table(
    asked: Asked, column: Column, path: str, raw: bytes, *, was: bool, notes: tuple[str, ...] = ()
) -> Draft:
    """Begin a draft of a register's file. Raises GongkaiError, OSError."""
    desk, moment = asked.desk, asked.desk.now()
    title = path.rpartition("/")[2].rpartition(".")[0]
    draft = Draft(
        "", asked.person.account, column.address, path, digest(raw), was, title,
        begun=f"{moment:%Y-%m-%d %H:%M}", saved=f"{moment:%Y-%m-%d %H:%M:%S}", notes=notes,
    )  # fmt: skip
    made = desk.drafts.begin(draft)
    desk.drafts.put_file(made, path.rpartition("/")[2], raw)
    return made


def base_of(asked: Asked, draft: Draft) -> bytes:
    """Return the file that a draft, or an earlier version of it, is the change of. Raises GongkaiError, OSError."""
    folder = asked.desk.drafts.beside(draft)
    for name in (draft.path.rpartition("/")[2], _kept_name(draft)):
        file = folder / name
        raw = file.read_bytes() if file.is_file() else None
        if raw is not None and draft.base in ("", digest(raw)):
            return raw
    raise GongkaiError("这份草稿的表格不在了，或者和开始改的时候不一样。请删掉这份草稿，再改一次。")


def put_base(asked: Asked, draft: Draft, raw: bytes) -> None:
    """Keep a file that a draft is to be the change of, beside those before: whoever is killed here loses neither."""
    asked.desk.drafts.put_file(draft, _kept_name(draft), raw)


def _kept_name(draft: Draft) -> str:
    return f".{draft.base[:32]}.base"


def table_order(asked: Asked, now: Opened, raw: bytes, person: Person) -> Order:
    """Return what is published of a draft, in a person's name."""
    register, draft = now.register, now.draft
    moves = draft.was and register.new_path != register.path
    return Order(
        register.new_path, raw, register.title, register.raw if draft.was and not moves else None, person,
        "修改名录" if draft.was else "发布名录", asked.desk.mail, {}, (register.path, register.raw) if moves else None,
    )  # fmt: skip


def theirs(asked: Asked, now: Opened) -> Register | None:
    """Return the register as it is published now; None where there is none."""
    room = asked.desk.room
    for path in dict.fromkeys((now.register.path, now.register.new_path)):
        raw = file_at(room.copy, room.known.commit, path)
        if raw is not None:
            return asked.desk.shelf.open(room, now.column, path, raw)
    return None


def is_outrun(now: Opened, there: Register | None) -> bool:
    """Tell whether somebody has published the register since the draft was begun."""
    if not now.draft.was:
        return there is not None
    return there is None or there.raw != now.register.raw


def upon(now: Opened, there: Register) -> tuple[Edits, list[str]]:
    """Return what an editor has changed as changes of a newer register, and words on what both have changed."""
    if now.draft.was:
        return moved(now.register, now.edits, there)
    # A new register: all of its rows are the editor's.
    rows = [
        {field.key: text for field, text in zip(now.register.fields, row.cells, strict=True)}
        for row in now.rows
    ]
    keys = [field.key for field in now.register.fields if there.position(field.key) is not None]
    return bring(there, Edits(), rows, keys, whole=False), []


def put_upon_table(asked: Asked, now: Opened, there: Register) -> Draft:
    """Keep a draft as the change of a newer register. Raises StaleError, OSError."""
    edits, notes = upon(now, there)
    made = msgspec.structs.replace(
        now.draft, was=True, base=digest(there.raw), path=there.path, fields={ROWS: write_edits(edits)},
        notes=tuple(notes), state=State.OPEN, answer="",
    )  # fmt: skip
    put_base(asked, made, there.raw)
    return asked.desk.drafts.save(made, now.draft.revision)


def end_table(asked: Asked, draft: Draft, path: str, raw: bytes, answer: str) -> None:
    """Note in a draft that it was published; what another window has typed meanwhile stays."""
    made = msgspec.structs.replace(
        draft, state=State.PUBLISHED, path=path, base=digest(raw), was=True, answer=answer, fields={},
    )  # fmt: skip
    put_base(asked, made, raw)
    with contextlib.suppress(StaleError):
        asked.desk.drafts.save(made, draft.revision)


def digest(raw: bytes) -> str:
    """Return what stands for the bytes of a file."""
    return hashlib.sha256(raw).hexdigest()


def published_bytes(asked: Asked, path: str) -> bytes:
    """Return a register's file as it is published. Raises GongkaiError."""
    room = asked.desk.room
    raw = file_at(room.copy, room.known.commit, path)
    if raw is None:
        raise GongkaiError("这张表读不出来。请和站长联系。")
    return raw
