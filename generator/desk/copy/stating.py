"""Publish a statement on a mandate: into the desk's copy of ledger.yml, judged by the ledger's own rules, pushed.

Whatever else was stated meanwhile stays: the statement is put into the file as it is at that moment.
"""

from __future__ import annotations

from dataclasses import replace

from generator.amend.columns_edit import CannotAddError
from generator.amend.insertions import insert_bytes
from generator.amend.statements import NewStatement, add_statement
from generator.check.proofs.states import statements_on
from generator.check.run import check_portal
from generator.data import dataclass
from generator.desk.copy.publishing import RACES, Outcome, Published, git_time, in_the_way, who_of
from generator.desk.copy.repository import commit_files, lay, push
from generator.desk.copy.state import Known, Room
from generator.desk.keeping.people import Person
from generator.errors import GongkaiError
from generator.load.columns.ledger import LEDGER_FILE
from generator.load.portal import Loaded
from generator.load.source.text import Source, decode
from generator.model.finding import Finding

_LINKED = "网站的ledger.yml是一个链接，办公桌面不往里面写。请和站长联系。"
_OFFLINE = "现在连不上版本库所在的服务器。写的内容都在下面，网络好了再点一次“提交说明”。"
_CROWDED = "同时有很多人在发布，没有轮到。写的内容都在下面，过一会儿再点一次“提交说明”。"


@dataclass(frozen=True)
class Stating:
    """A statement to be published, and whose it is; ``notes`` and ``releaser`` are those of an order."""

    statement: NewStatement
    person: Person
    mail: str = ""
    notes: tuple[str, ...] = ()
    releaser: Person | None = None


def state(room: Room, order: Stating) -> Published:
    """Publish a statement. Raises GongkaiError, OSError where that cannot even be tried."""
    with room.lock:
        for _ in range(RACES):
            known = room.follow()
            if room.offline:
                return Published(Outcome.REFUSED, _OFFLINE)
            try:
                answer = _attempt(room, known, order)
            finally:
                lay(room.copy, room.known.commit)
            if answer is not None:
                return answer
        return Published(Outcome.REFUSED, _CROWDED)


def judge(room: Room, statement: NewStatement) -> Published | None:
    """Return what is in the way of a statement; None where nothing is. Nothing is kept. Raises as ``state``."""
    with room.lock:
        known = room.follow()
        try:
            return _stated(known, statement) or _judged(room, known, statement).answer
        finally:
            lay(room.copy, room.known.commit)


def is_given(known: Known, statement: NewStatement) -> bool:
    """Tell whether this very statement stands in the ledger."""
    return any(
        (each.mandate, each.day.isoformat(), each.who, tuple(each.evidence), each.reason)
        == (statement.mandate, statement.day, statement.who, statement.evidence, statement.reason)
        for each in known.portal.statements
    )


@dataclass(frozen=True)
class _Judged:
    """The portal with a statement, what the check finds, and the answer where something is in the way."""

    loaded: Loaded
    findings: list[Finding]
    answer: Published | None


def _stated(known: Known, statement: NewStatement) -> Published | None:
    there = next((each for each in known.portal.statements if each.mandate == statement.mandate), None)
    if there is None:
        return None
    return Published(Outcome.CONFLICT, f"{there.who}已经在{there.day}说明过这项任务。要改那一条，请站长改。")


def _judged(room: Room, known: Known, statement: NewStatement) -> _Judged:
    """Put a statement into the copy, and check it there.

    Findings about the statement have the line, from 1, within the statement.
    """
    first = _write(room, statement)
    loaded = room.load()
    findings = check_portal(loaded)
    told = [
        replace(each, place=replace(each.place, line=each.place.line - first + 1))
        for each in findings
        if each.place.path == LEDGER_FILE and each.place.line >= first
    ]
    counts = loaded.portal is not None and statement.mandate in statements_on(loaded.portal)
    faults = in_the_way(known.findings, findings, [])
    if not faults and counts and not any(each.code == "link-broken" for each in told):
        return _Judged(loaded, findings, None)
    elsewhere = [each for each in faults if each.place.path != LEDGER_FILE or each.place.line < first]
    answer = Published(Outcome.FAULTY, findings=tuple(dict.fromkeys([*told, *elsewhere])))
    return _Judged(loaded, findings, answer)


def _attempt(room: Room, known: Known, order: Stating) -> Published | None:
    """Return the answer; None when somebody else was first, and it is to be tried again."""
    stated = _stated(known, order.statement)
    if stated:
        return stated
    judged = _judged(room, known, order.statement)
    if judged.answer:
        return judged.answer
    loaded = judged.loaded
    who = who_of(order.person, loaded, order.mail)
    released = who_of(order.releaser, loaded) if order.releaser else who
    message = f"说明：任务{order.statement.mandate}\n\n在办公桌面说明，账号：{order.person.account}\n"
    message += "".join(f"{each}\n" for each in order.notes)
    commit = commit_files(
        room.copy, [LEDGER_FILE], message, who, when=git_time(room.now()), released=released
    )
    pushed = push(room.copy, commit)
    if pushed.good:
        room.take(commit, loaded, judged.findings)
        return Published(Outcome.DONE, pushed.words, commit=commit)
    return None if pushed.raced else Published(Outcome.REFUSED, pushed.words)


def _write(room: Room, statement: NewStatement) -> int:
    """Put a statement into the copy's ledger.yml; return the first line of what was put in."""
    file = room.copy.root / LEDGER_FILE
    if file.is_symlink():
        raise GongkaiError(_LINKED)
    raw = file.read_bytes() if file.is_file() else b""
    source = decode(raw, LEDGER_FILE)
    if not isinstance(source, Source):
        raise GongkaiError(f"ledger.yml读不出来：{source.message}请和站长联系。")
    try:
        made = add_statement(source.text, statement)
    except CannotAddError as error:
        raise GongkaiError(f"{error.why}，请和站长联系。") from error
    file.write_bytes(insert_bytes(raw, [made]))
    blank = len(made.text) - len(made.text.lstrip("\n"))
    return source.text.count("\n", 0, made.at) + 1 + blank
