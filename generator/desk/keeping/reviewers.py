"""三审三校: which account may review which step of which columns, as the file of rights says.

Three different people review one after the other. Whether the author may be the first of them is the webmaster's
to say; nobody is two of the three, neither under another account with the same name.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum

from generator.data import dataclass
from generator.model.column import Column
from generator.publish.hooks.protection import AccountDeclaration, ProtectionDeclaration, ReviewStep, is_mine

_EVERYTHING = "全部"


class Step(StrEnum):
    """The three reviews, by the keys that a head has for them."""

    FIRST = "first"
    SECOND = "second"
    THIRD = "third"

    @property
    def label(self) -> str:
        """What the step is called."""
        return ReviewStep[self.name].value


STEPS = tuple(Step)


@dataclass(frozen=True)
class Process:
    """That what is written is reviewed before it is published; ``author_reviews`` tells that the author may be first."""

    author_reviews: bool = False


@dataclass(frozen=True)
class Reviewer:
    """Which steps somebody may review, and where: ``reach`` is None for every column."""

    steps: frozenset[Step] = frozenset()
    reach: AccountDeclaration | None = None

    def reads(self, column: Column) -> bool:
        """Tell whether documents and registers of a column are this person's to review, at whatever step."""
        return bool(self.steps) and (self.reach is None or is_mine(column, self.reach))

    def hears(self, units: Collection[str]) -> bool:
        """Tell whether statements of some of these units are this person's to review, at whatever step."""
        return bool(self.steps) and (self.reach is None or bool(set(units) & set(self.reach.units)))


NO_REVIEWER = Reviewer()


@dataclass(frozen=True)
class Named:
    """An account with the name of its person."""

    account: str
    name: str

    def is_same(self, other: Named) -> bool:
        """Tell whether two are, or may be, one person."""
        return self.account == other.account or self.name == other.name


def process_of(said: ProtectionDeclaration) -> Process | None:
    """Return how documents are reviewed; None where they are not."""
    return Process(said.author_reviews) if said.review else None


def reviewer_of(said: ProtectionDeclaration, account: str) -> Reviewer:
    """Return what an account may review."""
    declared = said.accounts.get(account)
    if declared is None:
        return NO_REVIEWER
    steps = frozenset(Step[each.name] for each in declared.reviews)
    told = [each.strip() for each in declared.reviews_in]
    if _EVERYTHING in told or (not told and account in said.webmasters):
        return Reviewer(steps, None)
    return Reviewer(
        steps, AccountDeclaration(units=told, columns=told, reviews=[], reviews_in=[]) if told else declared
    )


def may_sign(process: Process, step: Step, person: Named, author: Named, signed: Iterable[Named]) -> bool:
    """Tell whether somebody who may review a step may review it of this author, after those who have signed."""
    if any(person.is_same(each) for each in signed):
        return False
    return not person.is_same(author) or (process.author_reviews and step is Step.FIRST)


def lacking(
    process: Process, author: Named, seats: Mapping[Step, Collection[Named]], signed: tuple[Named, ...] = ()
) -> Step | None:
    """Return the step for which nobody is left when three different people are to review; None where all are there.

    ``signed`` are those who have taken the first steps already.
    """

    def fill(done: tuple[Named, ...]) -> int:
        """Return how many of the steps can be taken at most."""
        if len(done) == len(STEPS):
            return len(done)
        step = STEPS[len(done)]
        able = [each for each in seats.get(step, ()) if may_sign(process, step, each, author, done)]
        return max((fill((*done, each)) for each in able), default=len(done))

    taken = fill(signed)
    return None if taken == len(STEPS) else STEPS[taken]
