"""Registers at the desk: the list of those that are a person's, one of them, a new one."""

from __future__ import annotations

import re

from starlette.responses import RedirectResponse, Response

from generator.data import dataclass
from generator.desk.copy.state import Known, key_of
from generator.desk.door.asking import Asked
from generator.desk.door.desk import mine
from generator.desk.keeping.drafts import State
from generator.desk.keeping.people import Person
from generator.desk.tables.register import WORKBOOKS
from generator.desk.tables.shelf import format_of
from generator.desk.web.rows_draft import begin_table, published_bytes
from generator.errors import GongkaiError
from generator.intake.files import file_name
from generator.load.registers.template import draft_register
from generator.model.addresses.slug import full_pinyin, initials
from generator.model.column import Column
from generator.model.gate import TABLES
from generator.model.register import Register
from generator.model.words import ColumnKind

_LISTED = 50
_LETTERS = re.compile(r"[^0-9a-z\u4e00-\u9fff]+")


@dataclass(frozen=True)
class Listed:
    """A register's file: its key and title, its column, how many rows are public (None: it could not be read)."""

    key: str
    path: str
    title: str
    column: Column
    rows: int | None = None
    updated: str = ""


def register_columns(known: Known, person: Person) -> list[Column]:
    """Return the register columns that somebody may change."""
    return [
        each for each in known.columns.values() if each.kind is ColumnKind.REGISTER and mine(person, each)
    ]


def files_of(known: Known, columns: list[Column]) -> list[Listed]:
    """Return the registers of columns, whether or not they could be read, in the order of the columns."""
    places = {each.address: (n, each) for n, each in enumerate(columns)}
    read: dict[str, Register] = {each.path: each for each in known.portal.registers}
    found: list[tuple[int, str, Listed]] = []
    for path in known.loaded.files:
        folder, _, name = path.rpartition("/")
        if folder not in places or not name.lower().endswith(TABLES):
            continue
        number, column = places[folder]
        register = read.get(path)
        told = register.updated.isoformat() if register and register.updated else ""
        rows = len(register.rows) if register else None
        found.append((number, name, Listed(key_of(path), path, name.rpartition(".")[0], column, rows, told)))
    return [each for _, _, each in sorted(found, key=lambda one: one[:2])]


def registers(asked: Asked) -> Response:
    """List the registers of a person's columns, and the columns that have none."""
    known, wanted = asked.desk.room.known, asked.query.get("q", "").strip()[:100]
    columns = register_columns(known, asked.person)
    folded = _folded(wanted)
    files = files_of(known, columns)
    full = {each.column.address for each in files}
    empty = [each for each in columns if each.address not in full]
    rows = [each for each in files if not folded or folded in _words(each.title, each.column)]
    last = max(1, -(-len(rows) // _LISTED))
    number = min(max(page_number(asked), 1), last)
    return asked.page(
        "registers.html",
        wanted=wanted,
        files=rows[(number - 1) * _LISTED : number * _LISTED],
        count=len(rows),
        number=number,
        last=last,
        empty=[each for each in empty if not folded or folded in _words("", each)],
        has_any=bool(columns),
    )


def page_number(asked: Asked, key: str = "page") -> int:
    """Return the page that is asked for, 1 where none is told."""
    told = asked.query.get(key, "1")
    return int(told) if told.isascii() and told.isdecimal() and len(told) < 6 else 1


def _folded(text: str) -> str:
    return _LETTERS.sub("", text.lower())


def _words(title: str, column: Column) -> str:
    names = (title, column.name)
    spelt = " ".join(part for name in names if name for part in (initials(name), full_pinyin(name)))
    return f"{_folded(title)} {_folded('>'.join(column.path))} {spelt} {_folded(column.unit)}"


def _listed(asked: Asked) -> Listed | None:
    known = asked.desk.room.known
    files = files_of(known, register_columns(known, asked.person))
    return next((each for each in files if each.key == asked.path["key"]), None)


def register(asked: Asked) -> Response:
    """Show what can be done with a register."""
    found = _listed(asked)
    if found is None:
        return asked.missing()
    own = asked.desk.drafts.of(asked.person.account)
    waiting = [each for each in own if each.path == found.path and each.state is not State.PUBLISHED]
    return asked.page(
        "register.html", file=found, way=" › ".join(found.column.path), drafts=waiting,
        is_workbook=found.path.lower().endswith(WORKBOOKS),
    )  # fmt: skip


def change(asked: Asked) -> Response:
    """Begin to change a register."""
    found = _listed(asked)
    if found is None:
        return asked.missing()
    raw = published_bytes(asked, found.path)
    asked.desk.shelf.open(asked.desk.room, found.column, found.path, raw)
    made = begin_table(asked, found.column, found.path, raw, was=True)
    asked.desk.audit.note(asked.person.account, "修改名录", found.path)
    return RedirectResponse(f"/tables/{made.id}", 303)


def _column(asked: Asked) -> Column | None:
    columns = register_columns(asked.desk.room.known, asked.person)
    return next((each for each in columns if key_of(each.address) == asked.path["key"]), None)


def start(asked: Asked) -> Response:
    """Show the registers of a column, and the ways to begin a new one."""
    column = _column(asked)
    if column is None:
        return asked.missing()
    files = files_of(asked.desk.room.known, [column])
    schema = format_of(asked.desk.room, column)
    return asked.page(
        "register_new.html", column=column, way=" › ".join(column.path), files=files, schema=schema
    )


def begin(asked: Asked) -> Response:
    """Begin an empty register in a column that has a format."""
    column = _column(asked)
    if column is None:
        return asked.missing()
    schema = format_of(asked.desk.room, column)
    if schema is None:
        raise GongkaiError("这个栏目没有规定表格的列。请上传一份带表头的表格。")
    raw = _head_alone(draft_register(schema, asked.desk.now().date()), schema.head_rows)
    path = new_path(asked, column, asked.form.get("title", "") or schema.name)
    asked.desk.shelf.open(asked.desk.room, column, path, raw)
    made = begin_table(asked, column, path, raw, was=False)
    asked.desk.audit.note(asked.person.account, "新建名录", path)
    return RedirectResponse(f"/tables/{made.id}", 303)


def _head_alone(raw: bytes, rows: int) -> bytes:
    """Return a new register without its row that shows how to fill it in."""
    return b"".join(line + b"\r\n" for line in raw.split(b"\r\n")[:rows])


def new_path(asked: Asked, column: Column, title: str) -> str:
    """Return where a new register is to lie. Raises GongkaiError where one is called so already."""
    name = file_name(" ".join(title.split())[:100] or column.name, "table.csv", ())
    stem = name.rpartition(".")[0].casefold()
    for each in files_of(asked.desk.room.known, [column]):
        if each.title.casefold() == stem:
            raise GongkaiError(f"这个栏目里已经有一张“{each.title}”。请打开它来改，或者换一个名称。")
    return f"{column.address}/{name}"
