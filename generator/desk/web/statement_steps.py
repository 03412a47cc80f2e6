"""A statement on its way to its reviewers: kept as a draft, looked at once more, handed in, or deleted."""

from __future__ import annotations

from starlette.responses import RedirectResponse, Response

from generator.desk.copy.publishing import Outcome
from generator.desk.copy.state import key_of
from generator.desk.copy.stated import Words, lacking_of, may_state
from generator.desk.copy.stating import judge
from generator.desk.door.asking import Asked
from generator.desk.keeping.drafts import Draft
from generator.desk.keeping.kinds import mandate_of
from generator.desk.web.review_rules import is_waiting, missing_seat, others_waiting
from generator.desk.web.review_views import next_words, seats_told
from generator.desk.web.reviewing import LONGEST_WORDS, submit
from generator.desk.web.statement_review import facts
from generator.desk.web.stating import WHOLE, problems, statement_of, statement_page
from generator.model.mandate import Assessment


def _draft(asked: Asked) -> tuple[Draft, Assessment] | None:
    """Return the draft of a statement that an address names, if it is this person's and the task still is."""
    draft = asked.desk.drafts.get(str(asked.path["id"]), asked.person.account)
    found = asked.desk.room.known.assessed.get(mandate_of(draft)) if draft else None
    return (draft, found) if draft and found and may_state(asked.person, found.mandate) else None


def opened(asked: Asked) -> Response:
    """Lead to the form of a statement; while it is under review, to its review."""
    found = _draft(asked)
    if found is None:
        return asked.missing()
    draft, _ = found
    key = key_of(mandate_of(draft))
    return RedirectResponse(f"/reviews/{draft.id}" if is_waiting(asked, draft) else f"/statements/{key}", 303)


def confirm(asked: Asked) -> Response:
    """Show what is to be handed in."""
    found = _draft(asked)
    if found is None or asked.desk.process is None:
        return asked.missing()
    draft, assessment = found
    lacking = lacking_of(Words(draft.fields))
    if lacking:
        return statement_page(asked, assessment, Words(draft.fields), lacking, draft, status=409)
    values = facts(asked, draft)
    told = [each for each in Words(draft.fields).labelled.items() if each[1]]
    return asked.page(
        "review/submit.html", draft=draft, told=(), lacking=missing_seat(asked, draft), others=others_waiting(asked, draft),
        seats=seats_told(asked, draft), **{**values, "facts": [*values["facts"], *told]},
    )  # fmt: skip


def hand_in(asked: Asked) -> Response:
    """Hand a statement in that the check of the whole portal has nothing against."""
    found = _draft(asked)
    if found is None or asked.desk.process is None:
        return asked.missing()
    draft, assessment = found
    typed = Words(draft.fields)
    lacking = lacking_of(typed)
    if lacking:
        return statement_page(asked, assessment, typed, lacking, draft, status=409)
    statement = statement_of(asked, assessment.mandate, typed)
    answer = judge(asked.desk.room, statement)
    if answer:
        told = problems(answer, statement)
        if answer.outcome is Outcome.CONFLICT:
            told = {WHOLE: [answer.words]}
        return statement_page(asked, assessment, typed, told, draft, status=409)
    if missing_seat(asked, draft):
        return confirm(asked)
    words = asked.form.get("words", "").replace("\r\n", "\n").strip()[:LONGEST_WORDS]
    case = submit(asked, draft, words)
    return asked.page("review/decided.html", case=case, title="送审成功", words=next_words(asked, case))


def drop(asked: Asked) -> Response:
    """Delete what was begun to be stated."""
    draft = asked.desk.drafts.get(str(asked.path["id"]), asked.person.account)
    if draft is None or not mandate_of(draft):
        return asked.missing()
    asked.desk.drafts.drop(draft)
    asked.desk.audit.note(asked.person.account, "删除草稿", draft.path)
    return RedirectResponse("/statements", 303)
