"""Publish one document: check the whole portal with it, commit it in the editor's name, push it, hand on the answer.

Until the push is taken nobody sees anything of it; whatever goes wrong, the copy is laid out as it was.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field
from datetime import datetime
from enum import Enum

from generator.amend.url_lock import record_addresses
from generator.check.run import check_portal
from generator.data import dataclass
from generator.desk.copy.repository import commit_files, file_at, lay, push, text_at
from generator.desk.copy.state import Known, Room
from generator.desk.keeping.people import Person
from generator.errors import GongkaiError
from generator.load.columns.url_lock import LOCK_FILE
from generator.load.portal import Loaded
from generator.load.source.content import CONTENT
from generator.model.finding import Finding, Level
from generator.publish.hooks.protection import foreign_changes, lock_is_mine

RACES = 3
_MAIL = re.compile(r"[A-Za-z0-9._-]{1,64}")


class Outcome(Enum):
    """What became of publishing."""

    DONE = "done"
    SAME = "same"
    CONFLICT = "conflict"
    FAULTY = "faulty"
    FOREIGN = "foreign"
    REFUSED = "refused"


@dataclass(frozen=True)
class Order:
    """A document to be published: its path and text, the files that go with it by path below content/, who publishes it.
    ``verb`` says in a word what is done.

    ``base`` is what its file was when the editor began, None for a new one; of a register both are bytes.
    ``replaced`` is a file that goes with the same commit, and what it was. ``notes`` are further lines for the
    commit, ``releaser`` is who publishes what the person has written, if that is somebody else.
    """

    path: str
    text: str | bytes
    title: str
    base: str | bytes | None
    person: Person
    verb: str
    mail: str = ""
    files: Mapping[str, bytes] = field(default_factory=dict)
    replaced: tuple[str, bytes] | None = None
    notes: tuple[str, ...] = ()
    releaser: Person | None = None

    @property
    def raw(self) -> bytes:
        """The bytes of its file."""
        return self.text if isinstance(self.text, bytes) else self.text.encode("utf-8")


@dataclass(frozen=True)
class Published:
    """The answer: words for people, what is in the way, and of a conflict the text as it is now (None: gone)."""

    outcome: Outcome
    words: str = ""
    findings: tuple[Finding, ...] = ()
    theirs: str | None = None
    commit: str = ""


def publish(room: Room, order: Order) -> Published:
    """Publish a document. Raises GongkaiError, OSError where that cannot even be tried; the draft is the caller's."""
    with room.lock:
        for _ in range(RACES):
            known = room.follow()
            if room.offline:
                return Published(
                    Outcome.REFUSED, "现在连不上版本库所在的服务器。内容都在草稿里，网络好了再点一次“发布”。"
                )
            try:
                answer = _attempt(room, known, order)
            finally:
                lay(room.copy, room.known.commit)
            if answer is not None:
                return answer
        return Published(
            Outcome.REFUSED, "同时有很多人在发布，没有轮到。内容都在草稿里，过一会儿再点一次“发布”。"
        )


def _attempt(room: Room, known: Known, order: Order) -> Published | None:
    """Return the answer; None when somebody else was first, and it is to be tried again."""
    read = file_at if isinstance(order.text, bytes) else text_at
    now = read(room.copy, known.commit, order.path)
    if now != order.base:
        return Published(Outcome.CONFLICT, theirs=now if isinstance(now, str) else None)
    if order.replaced and file_at(room.copy, known.commit, order.replaced[0]) != order.replaced[1]:
        return Published(Outcome.CONFLICT)
    if now == order.text and not order.files:
        return Published(Outcome.SAME, "内容和已经公开的一样，没有要发布的改动。")
    paths = _write(room, known, order)
    before = room.load_lock()
    loaded = room.load()
    findings = check_portal(loaded)
    faults = in_the_way(known.findings, findings, paths)
    if faults:
        return Published(Outcome.FAULTY, findings=tuple(faults))
    if not _is_mine(order.person, paths, loaded):
        return Published(Outcome.FOREIGN, "这份文档所在的栏目不归您的单位。请和站长联系。")
    recorded = record_addresses(room.copy.root, loaded)
    if recorded and room.load_lock() != before:
        rights = order.person.rights
        if rights is None or lock_is_mine(before, room.load_lock(), loaded.portal, rights):
            paths.append(LOCK_FILE)
    who = who_of(order.person, loaded, order.mail)
    released = who_of(order.releaser, loaded) if order.releaser else who
    commit = commit_files(
        room.copy, paths, _message(order), who, when=git_time(room.now()), released=released
    )
    pushed = push(room.copy, commit)
    if pushed.good:
        room.take(commit, loaded, findings)
        return Published(Outcome.DONE, pushed.words, commit=commit)
    return None if pushed.raced else Published(Outcome.REFUSED, pushed.words)


def _write(room: Room, known: Known, order: Order) -> list[str]:
    """Write document and files into the copy; return their paths from the portal's root. Raises GongkaiError, OSError."""
    content = room.copy.root / CONTENT
    top, paths = content.resolve(), []
    for path, raw in {**order.files, order.path: order.raw}.items():
        file = content / path
        # The columns are ours to name, but a folder of the repository may be a link.
        if not file.parent.resolve().is_relative_to(top) or file.is_symlink():
            raise GongkaiError("这个栏目的文件夹是一个链接，办公桌面不往里面写。请和站长联系。")
        taken = file_at(room.copy, known.commit, path)
        if path != order.path and taken is not None and taken != raw:
            raise GongkaiError(f"栏目里已经有一个不同的“{path.rpartition('/')[2]}”。请换一个附件名称再上传。")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(raw)
        paths.append(f"{CONTENT}/{path}")
    if order.replaced:
        (content / order.replaced[0]).unlink()
        paths.append(f"{CONTENT}/{order.replaced[0]}")
    return paths


def in_the_way(before: tuple[Finding, ...], after: list[Finding], paths: list[str]) -> list[Finding]:
    """Return the errors of what is published, and all others that it brings about."""
    known = {(each.code, each.place.path, each.message) for each in before}
    return [
        each
        for each in after
        if each.level is Level.ERROR
        and (each.place.path in paths or (each.code, each.place.path, each.message) not in known)
    ]


def _is_mine(person: Person, paths: list[str], loaded: Loaded) -> bool:
    return person.rights is None or not foreign_changes(paths, loaded, person.rights, {})


def _message(order: Order) -> str:
    verb = order.verb
    return (
        f"{verb}：{' '.join(order.title.split())[:100]}\n\n在办公桌面{verb}，账号：{order.person.account}\n"
        + "".join(f"{each}\n" for each in order.notes)
    )


def who_of(person: Person, loaded: Loaded, mail: str = "") -> tuple[str, str]:
    """Return the name and the address of a person for a commit."""
    domain = (loaded.portal.domain if loaded.portal else "") or "localhost"
    account = person.account
    return person.name, mail or f"{account if _MAIL.fullmatch(account) else 'editor'}@{domain}"


def git_time(now: datetime) -> str:
    """Return a moment of China as git reads it."""
    return f"{now:%Y-%m-%dT%H:%M:%S}+08:00"
