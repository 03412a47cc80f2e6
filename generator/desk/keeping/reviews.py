"""What is under review: each version that was handed in, who looked at it, who passed or returned it, and when.

A review lies in the folder of its draft. What reviewers pass is a version, kept whole; as soon as the draft says
something else, that version counts no longer, however the change came about.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import msgspec

from generator.data import dataclass
from generator.desk.keeping.drafts import Draft, Drafts, without_asides
from generator.desk.keeping.reviewers import STEPS, Named, Step
from generator.desk.keeping.writing import write_whole

_NOTE = "review.json"
_ID = re.compile(r"[0-9a-f]{16}")
# Of older versions only what was said of them is kept.
_VERSIONS_KEPT = 12


class Status(StrEnum):
    """Where a draft under review is."""

    WAITING = "waiting"
    RETURNED = "returned"
    PUBLISHED = "published"


class Verdict(StrEnum):
    """What was done with a version."""

    SUBMITTED = "submitted"
    PASSED = "passed"
    RETURNED = "returned"
    TAKEN_BACK = "taken-back"
    CHANGED = "changed"
    PUBLISHED = "published"


class Opinion(msgspec.Struct, frozen=True):
    """Who did what with a version, when (in China) and with which words; ``step`` is empty for the author's acts."""

    verdict: Verdict
    account: str
    name: str
    version: int
    at: str
    step: Step | None = None
    words: str = ""

    @property
    def who(self) -> Named:
        """Whose opinion it is."""
        return Named(self.account, self.name)


class Version(msgspec.Struct, frozen=True):
    """A draft as it was handed in, with the digests of its files."""

    number: int
    at: str
    draft: Draft
    files: dict[str, str] = {}


class Case(msgspec.Struct, frozen=True):
    """The review of one draft. ``looks`` are the versions that each account has opened.

    ``attempt`` is where the last publication was tried, and the digest of its text, ``tried_by`` the name of who did:
    a desk that was killed behind the push must not publish a second time.
    """

    id: str
    account: str
    name: str
    status: Status
    versions: tuple[Version, ...]
    opinions: tuple[Opinion, ...] = ()
    looks: dict[str, tuple[int, ...]] = {}
    attempt: tuple[str, str] = ("", "")
    tried_by: str = ""

    @property
    def author(self) -> Named:
        """Who wrote the draft."""
        return Named(self.account, self.name)

    @property
    def version(self) -> Version:
        """The version that was handed in last."""
        return self.versions[-1]

    @property
    def passed(self) -> tuple[Opinion, ...]:
        """Who has passed the last version, in the order of the steps."""
        number = self.version.number
        return tuple(
            each for each in self.opinions if each.verdict is Verdict.PASSED and each.version == number
        )

    @property
    def step(self) -> Step:
        """The step that is to be taken next."""
        return STEPS[min(len(self.passed), len(STEPS) - 1)]

    @property
    def last(self) -> Opinion:
        """What was done last."""
        return self.opinions[-1]

    @property
    def returned(self) -> Opinion | None:
        """Why the draft is with its author again, where a reviewer or the program has sent it back."""
        is_back = self.status is Status.RETURNED and self.last.verdict is Verdict.RETURNED
        return self.last if is_back else None

    def seen_before(self, account: str) -> Version | None:
        """Return the version that an account looked at before the last one, as far as it is kept."""
        seen = [each for each in self.looks.get(account, ()) if each < self.version.number]
        kept = {each.number: each for each in self.versions}
        return next((kept[each] for each in sorted(seen, reverse=True) if each in kept), None)


@dataclass(frozen=True)
class Reviews:
    """The reviews of a desk. Who reads and writes one holds the lock of the drafts."""

    drafts: Drafts

    def get(self, name: str) -> Case | None:
        """Return the review of a draft as it stands: returned, where the draft was changed behind its back."""
        if not _ID.fullmatch(name):
            return None
        case = self._read(name)
        return self._as_it_stands(case) if case else None

    def all(self) -> Iterator[Case]:
        """Yield all reviews, in no order."""
        folder = self.drafts.folder
        for path in folder.iterdir() if folder.is_dir() else ():
            if (path / _NOTE).is_file() and (case := self.get(path.name)):
                yield case

    def keep(self, case: Case) -> Case:
        """Write a review down. Raises OSError."""
        made = msgspec.structs.replace(case, versions=case.versions[-_VERSIONS_KEPT:])
        write_whole(self.drafts.folder / case.id / _NOTE, msgspec.json.encode(made))
        return made

    def digests(self, draft: Draft) -> dict[str, str]:
        """Return the digests of a draft's files by name; of one that is not there an empty one."""
        return {name: _digest(self.drafts.file(draft, n)) for n, name in enumerate(draft.files)}

    def _as_it_stands(self, case: Case) -> Case | None:
        draft = self.drafts.whoever(case.id)
        if draft is None or draft.account != case.account:
            return None
        if case.status is not Status.WAITING or same_content(draft, case.version.draft):
            return case
        told = Opinion(
            Verdict.CHANGED, case.account, case.name, case.version.number, draft.saved[:16],
        )  # fmt: skip
        return msgspec.structs.replace(case, status=Status.RETURNED, opinions=(*case.opinions, told))

    def _read(self, name: str) -> Case | None:
        try:
            case = msgspec.json.decode((self.drafts.folder / name / _NOTE).read_bytes(), type=Case)
        except (OSError, msgspec.MsgspecError):
            return None
        return case if case.id == name and case.versions and case.opinions else None


def same_content(one: Draft, other: Draft) -> bool:
    """Tell whether two states of a draft make the same, the bytes of their files aside."""
    return _content(one) == _content(other)


def _content(draft: Draft) -> tuple[object, ...]:
    return (
        draft.column,
        draft.path,
        draft.base,
        draft.was,
        without_asides(draft).fields,
        draft.mode,
        draft.body,
        draft.files,
    )


def _digest(path: Path | None) -> str:
    if path is None:
        return ""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
