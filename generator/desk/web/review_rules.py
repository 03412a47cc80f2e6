"""Who may see a draft under review, and take which step of it: asked anew each time, as the file of rights says now."""

from __future__ import annotations

from generator.desk.copy.stated import bound_units
from generator.desk.door.asking import Asked
from generator.desk.keeping.drafts import Draft
from generator.desk.keeping.kinds import Kind, kind_of, mandate_of
from generator.desk.keeping.people import Person
from generator.desk.keeping.reviewers import STEPS, Named, Step, lacking, may_sign
from generator.desk.keeping.reviews import Case, Status


def may_read(asked: Asked, case: Case) -> bool:
    """Tell whether somebody may see a draft under review: who wrote it, and who reviews in its column or of its units."""
    return case.account == asked.person.account or _reads(asked, asked.person, case.version.draft)


def _reads(asked: Asked, person: Person, draft: Draft) -> bool:
    known, mandate = asked.desk.room.known, mandate_of(draft)
    if mandate:
        found = known.assessed.get(mandate)
        return bool(found and person.reviewer.hears(bound_units(found.mandate)))
    column = known.columns.get(draft.column)
    return bool(column and person.reviewer.reads(column))


def is_waiting(asked: Asked, draft: Draft) -> bool:
    """Tell whether a draft is with its reviewers."""
    case = asked.desk.reviews.get(draft.id) if asked.desk.process else None
    return bool(case and case.status is Status.WAITING)


def may_decide(asked: Asked, case: Case) -> bool:
    """Tell whether the next step of a review is one that somebody may take."""
    process = asked.desk.process
    if process is None or case.status is not Status.WAITING:
        return False
    draft, me, signed = case.version.draft, asked.person.named, tuple(each.who for each in case.passed)
    if not _may(asked, asked.person, case.step, draft):
        return False
    # Who takes a step must not be the only one who could take a later one.
    return may_sign(process, case.step, me, case.author, signed) and not lacking(
        process, case.author, seats_of(asked, draft), (*signed, me)
    )


def _may(asked: Asked, person: Person, step: Step, draft: Draft) -> bool:
    return step in person.reviewer.steps and _reads(asked, person, draft)


def waiting_for(asked: Asked) -> list[Case]:
    """Return the drafts that wait for somebody, the longest waiting first."""
    if not asked.person.reviewer.steps:
        return []
    return sorted(
        (each for each in asked.desk.reviews.all() if may_decide(asked, each)), key=lambda each: each.last.at
    )


def own_cases(asked: Asked) -> dict[str, Case]:
    """Return the reviews of a person's own drafts by their ids, those that are over left out."""
    found: dict[str, Case] = {}
    if asked.desk.process is None:
        return found
    for draft in asked.desk.drafts.of(asked.person.account):
        case = asked.desk.reviews.get(draft.id)
        if case and case.status is not Status.PUBLISHED:
            found[draft.id] = case
    return found


def seats_of(asked: Asked, draft: Draft) -> dict[Step, list[Named]]:
    """Return who may review a draft at each step, whoever wrote it."""
    everybody = asked.desk.people.everybody() if asked.desk.people else []
    return {step: [each.named for each in everybody if _may(asked, each, step, draft)] for step in STEPS}


def missing_seat(asked: Asked, draft: Draft) -> Step | None:
    """Return the step that nobody can take of a draft; None where three different people are there."""
    process = asked.desk.process
    return lacking(process, asked.person.named, seats_of(asked, draft)) if process else None


def others_waiting(asked: Asked, draft: Draft) -> list[Case]:
    """Return the reviews of other drafts that change the same; where a new document is to lie is not settled yet."""
    if not draft.was and kind_of(draft) is Kind.DOCUMENT:
        return []
    return [
        each
        for each in asked.desk.reviews.all()
        if each.id != draft.id and each.status is Status.WAITING and each.version.draft.path == draft.path
    ]
