"""What a review asks of a kind of drafts, and what it is told: one review for documents, registers and statements."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from typing import Any

from starlette.responses import Response

from generator.data import dataclass
from generator.desk.copy.attempts import Attempt
from generator.desk.copy.publishing import Published
from generator.desk.door.asking import Asked
from generator.desk.editing.comparing import Change
from generator.desk.keeping.drafts import Draft
from generator.desk.keeping.people import Person
from generator.desk.keeping.reviews import Case, Opinion
from generator.errors import GongkaiError


@dataclass(frozen=True)
class Since:
    """What has changed since something: what, in words, and the changes; of a register a page of its rows."""

    words: str
    changes: list[Change] = field(default_factory=list)
    table: dict[str, Any] | None = None

    @property
    def count(self) -> str:
        """How many changes there are, in words."""
        return f"{self.table['total']}行" if self.table else f"{len(self.changes)}处"


@dataclass(frozen=True)
class Ready:
    """What the last reviewer is about to publish.

    ``there`` tells that it is public already, published by a desk that was killed behind the push. ``publish`` raises
    GongkaiError, OSError; ``end`` notes in the draft what became of it, ``done`` is the page that says so, ``faults``
    are the words for what the check of the whole portal has found.
    """

    path: str
    verb: str
    attempt: Attempt
    publish: Callable[[], Published]
    end: Callable[[Draft, Published], None]
    done: Callable[[Published], Response]
    faults: Callable[[Published], list[str]]
    there: bool = False


@dataclass(frozen=True)
class Subject:
    """One kind of drafts.

    ``shown`` are the values of a review's page. ``intact`` raises GongkaiError where files are not those that were
    handed in. ``ready`` makes what is published, with what the last reviewer has just said; it raises GongkaiError,
    OSError. ``through`` notes in the draft what a killed desk has published, and tells where; empty as a rule.
    """

    shown: Callable[[Asked, Case], dict[str, Any]]
    intact: Callable[[Asked, Case], None]
    ready: Callable[[Asked, Case, Opinion], Ready]
    came_through: Callable[[Asked, Case], Callable[[Draft], None] | None]


def author_of(asked: Asked, case: Case) -> Person:
    """Return who wrote what is reviewed, in whose name it is published. Raises GongkaiError."""
    people = asked.desk.people
    author = people.person(case.account) if people else None
    if author is None:
        raise GongkaiError("写这一份的账号已经停用，不能以它的名义发布。请站长恢复账号，或另写一份。")
    return author


def signed_lines(case: Case, last: Opinion) -> tuple[str, ...]:
    """Return the lines of a commit that say who passed it when."""
    return tuple(f"{each.step.label}：{each.name} {each.at}" for each in (*case.passed, last) if each.step)
