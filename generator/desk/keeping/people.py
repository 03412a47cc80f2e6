"""The accounts of an intranet's desk: rights as the webmaster wrote them for the hook, passwords beside them as hashes.

The file of rights is the one that ``gongkai hook install --protect`` takes. What only the program writes, the
names and the hashes (argon2id), stands in a second file beside it.
"""

from __future__ import annotations

import threading
from dataclasses import field
from pathlib import Path

import argon2
import msgspec

from generator.data import dataclass
from generator.desk.keeping.reviewers import (
    NO_REVIEWER,
    STEPS,
    Named,
    Process,
    Reviewer,
    process_of,
    reviewer_of,
)
from generator.desk.keeping.writing import write_whole
from generator.errors import UsageError, reason_of
from generator.publish.hooks.errors import RefusedError
from generator.publish.hooks.protection import (
    AccountDeclaration,
    ProtectionDeclaration,
    read_protection,
)

SHORTEST, _LONGEST = 10, 1000
_LONGEST_NAME = 60
_RETIRED = "权限文件里的“名录由终审发布”（registers_by_third）不再起作用：名录也要三个人审过，请删掉这一行。"
# Each takes 64 MB: so many passwords are looked at at once.
_AT_ONCE = 2


class Login(msgspec.Struct, frozen=True):
    """The name of a person as commits have it, and the hash of the password."""

    name: str
    hash: str


@dataclass(frozen=True)
class Person:
    """Who works at the desk. ``rights`` are None for who may change everything, ``reviewer`` tells what is reviewed."""

    account: str
    name: str
    rights: AccountDeclaration | None = None
    reviewer: Reviewer = NO_REVIEWER

    @property
    def named(self) -> Named:
        """The account with its name."""
        return Named(self.account, self.name)


@dataclass(frozen=True)
class People:
    """The accounts of a file of rights."""

    rights: Path
    hasher: argon2.PasswordHasher = field(default_factory=argon2.PasswordHasher)
    turn: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(_AT_ONCE))

    @property
    def passwords(self) -> Path:
        """The file of hashes."""
        return self.rights.with_name(f"{self.rights.name}.passwords")

    def person(self, account: str) -> Person | None:
        """Return who an account is now; None where it has no password, or no right at all, any more.

        The files are read each time: who is taken out of them is out at once.
        """
        said = self._said()
        return self._person(said, account, self._logins().get(account)) if said else None

    def process(self) -> Process | None:
        """Return how things are reviewed now; None where they are not. Of a file at fault: that they are."""
        said = self._said()
        return process_of(said) if said else Process()

    def has_retired(self) -> bool:
        """Tell whether the file of rights has the key that has no meaning any more since registers are reviewed."""
        said = self._said()
        return bool(said and said.registers_by_third)

    def everybody(self) -> list[Person]:
        """Return all who may come in now."""
        said = self._said()
        logins = self._logins().items() if said else ()
        return [found for name, login in logins if said and (found := self._person(said, name, login))]

    def _said(self) -> ProtectionDeclaration | None:
        try:
            return read_protection(self.rights)
        except RefusedError:
            return None

    @staticmethod
    def _person(said: ProtectionDeclaration, account: str, login: Login | None) -> Person | None:
        if login is None:
            return None
        reviewer = reviewer_of(said, account)
        if account in said.webmasters:
            return Person(account, login.name, None, reviewer)
        rights = said.accounts.get(account)
        return Person(account, login.name, rights, reviewer) if rights else None

    def opens(self, account: str, password: str) -> bool:
        """Tell whether a password is that of an account; it takes as long where there is no such account."""
        login = self._logins().get(account)
        with self.turn:
            if login is None:
                self.hasher.hash(password[:_LONGEST])
                return False
            try:
                return self.hasher.verify(login.hash, password[:_LONGEST])
            except (argon2.exceptions.VerificationError, argon2.exceptions.InvalidHashError):
                return False

    def set_password(self, account: str, name: str, password: str) -> None:
        """Give an account its name and password. Raises UsageError."""
        if (
            not account
            or len(account) > _LONGEST_NAME
            or not account.isprintable()
            or account != account.strip()
        ):
            raise UsageError("账号不能是空的、太长，也不能有空格开头或看不见的字符。")
        if not name or len(name) > _LONGEST_NAME or not name.isprintable() or set("<>") & set(name):
            raise UsageError("姓名不能是空的、太长，也不能有尖括号。")
        if len(password) < SHORTEST:
            raise UsageError(f"密码至少{SHORTEST}个字符。")
        logins = self._logins() | {account: Login(name, self.hasher.hash(password[:_LONGEST]))}
        try:
            write_whole(self.passwords, msgspec.json.format(msgspec.json.encode(logins)))
        except OSError as error:
            raise UsageError(f"“{self.passwords}”写不进去：{reason_of(error)}。") from error

    def _logins(self) -> dict[str, Login]:
        try:
            return msgspec.json.decode(self.passwords.read_bytes(), type=dict[str, Login])
        except (OSError, msgspec.MsgspecError):
            return {}


def review_lines(people: People) -> list[str]:
    """Return in words how things are reviewed, and for which step there is nobody."""
    if people.process() is None:
        return [
            "没有要求三审三校：编辑写好就能发布。要三个人依次审过才发布的，在权限文件里写“三审三校: true”。"
        ]
    everybody = people.everybody()
    seats = {step: [each.name for each in everybody if step in each.reviewer.steps] for step in STEPS}
    told = "；".join(f"{step.label}：{'、'.join(names) or '没有人'}" for step, names in seats.items())
    lines = [f"三审三校：文档、名录和台账的说明由三个人依次审过才发布。{told}。"]
    lines += [_RETIRED] if people.has_retired() else []
    lines += [
        f"没有人能{step.label}，什么也发布不了：在权限文件里给账号写上“审核: [{step.label}]”，并用--add-account设好密码。"
        for step, names in seats.items()
        if not names
    ]
    return lines
