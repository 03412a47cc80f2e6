"""What the pages of the review show: the three steps, who takes them, who is next."""

from __future__ import annotations

from generator.data import dataclass
from generator.desk.door.asking import Asked
from generator.desk.editing.composing import withdrawal_of
from generator.desk.keeping.drafts import Draft
from generator.desk.keeping.reviewers import STEPS, Named
from generator.desk.keeping.reviews import Case, Status
from generator.desk.web.review_rules import seats_of


@dataclass(frozen=True)
class Seat:
    """One of the three steps as it is shown: its name, who has passed it when, or who may take it."""

    label: str
    who: str = ""
    at: str = ""
    is_next: bool = False
    able: str = ""


def seats_shown(asked: Asked, case: Case) -> list[Seat]:
    """Return the three steps as they are shown."""
    passed = {each.step: each for each in case.passed}
    seats = seats_of(asked, case.version.draft)
    waits = case.status is Status.WAITING
    return [
        Seat(step.label, passed[step].name, passed[step].at[5:])
        if step in passed
        else Seat(step.label, is_next=waits and step is case.step, able=names(_left(case, seats[step])))
        for step in STEPS
    ]


def _left(case: Case, able: list[Named]) -> list[Named]:
    """Return who may still sign of those who may take a step."""
    signed = [each.who for each in case.passed]
    return [each for each in able if not any(each.is_same(one) for one in signed)]


def next_words(asked: Asked, case: Case) -> str:
    """Tell who is next."""
    able = _left(case, seats_of(asked, case.version.draft)[case.step])
    done = "撤回" if withdrawal_of(case.version.draft) else "公开"
    return f"接下来由{names(able, '或')}{case.step.label}。三个人都通过以后才{done}。"


def names(people: list[Named], between: str = "、") -> str:
    """Return names in a row."""
    return between.join(each.name for each in people) or "（还没有人）"


def seats_told(asked: Asked, draft: Draft) -> list[tuple[str, str]]:
    """Return the three steps of a draft that is to be handed in, each with the names of who may take it."""
    return [(step.label, names(able)) for step, able in seats_of(asked, draft).items()]
