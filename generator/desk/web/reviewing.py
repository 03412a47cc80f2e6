"""三审三校 at the desk: hand in, pass, return, take back. What is passed is the version that the reviewer was shown.

Every step is taken under the lock of the drafts, and the last one, which publishes, under that of the copy too: of
two who act at once the second is told what the first has done.
"""

from __future__ import annotations

import msgspec

from generator.desk.copy.publishing import Outcome, Published
from generator.desk.door.asking import Asked
from generator.desk.keeping.drafts import Draft, without_asides
from generator.desk.keeping.kinds import Kind, kind_of
from generator.desk.keeping.reviewers import Step
from generator.desk.keeping.reviews import Case, Opinion, Status, Verdict, Version, same_content
from generator.desk.web.document_review import DOCUMENTS
from generator.desk.web.review_rules import may_decide
from generator.desk.web.review_subject import Ready, Subject
from generator.desk.web.statement_review import STATEMENTS
from generator.desk.web.table_review import TABLES
from generator.errors import GongkaiError

LONGEST_WORDS = 1000
_GONE = "这一份刚刚有了变化，您看到的不是最新的，没有执行。请看一遍下面现在的样子，再决定。"
_NOT_YOURS = "这一步现在不该由您来审，没有执行。"
_IS_PUBLIC = "您先前送审的一稿已经审过、公开了，只是那时办公桌面断了，没有记下来。这份草稿现在是对它的修改：请打开草稿看一遍，再送审。"


def submit(asked: Asked, draft: Draft, words: str = "") -> Case:
    """Hand a draft in. The same that waits already goes on waiting. Raises GongkaiError, OSError."""
    desk = asked.desk
    if _settled(asked, draft.id):
        raise GongkaiError(_IS_PUBLIC)
    with desk.drafts.lock:
        now = desk.drafts.whoever(draft.id)
        if now is None or not same_content(now, draft):
            raise GongkaiError("这份草稿在另一个窗口里刚刚改过，没有送审。请打开草稿看一遍，再送审。")
        old = desk.reviews.get(draft.id)
        if old and old.status is Status.WAITING:
            return old
        versions = old.versions if old else ()
        number = versions[-1].number + 1 if versions else 1
        version = Version(number, _moment(asked), without_asides(draft), desk.reviews.digests(draft))
        told = _opinion(asked, Verdict.SUBMITTED, number, words=words)
        case = Case(
            draft.id, draft.account, asked.person.name, Status.WAITING, (*versions, version),
            (*(old.opinions if old else ()), told), old.looks if old else {},
        )  # fmt: skip
        kept = desk.reviews.keep(case)
    desk.audit.note(asked.person.account, "送审", f"{draft.title}（第{number}稿）{draft.path}")
    return kept


def take_back(asked: Asked, case: Case) -> Case:
    """Give a draft back to who wrote it, before anybody has published it. Raises GongkaiError, OSError."""
    settled = _settled(asked, case.id)
    if settled:
        return settled
    with asked.desk.drafts.lock:
        now = asked.desk.reviews.get(case.id)
        if now is None or now.status is not Status.WAITING:
            return now or case
        told = _opinion(asked, Verdict.TAKEN_BACK, now.version.number)
        kept = asked.desk.reviews.keep(_ended(now, Status.RETURNED, told))
    asked.desk.audit.note(asked.person.account, "拿回", case.version.draft.path)
    return kept


def _settled(asked: Asked, name: str) -> Case | None:
    """Note that a version was published where the desk was killed behind the push; None where it was not.

    Were it not noted, its author could take the draft back, and publish the same a second time.
    """
    desk = asked.desk
    case = desk.reviews.get(name)
    if case is None or case.status is Status.PUBLISHED:
        return None
    note = subject_of(case.version.draft).came_through(asked, case)
    if note is None:
        return None
    with desk.drafts.lock:
        case = desk.reviews.get(name)
        if case is None or case.status is Status.PUBLISHED:
            return case
        number, who = case.version.number, case.tried_by or "办公桌面"
        told = Opinion(Verdict.PUBLISHED, "", who, number, _moment(asked))
        kept = desk.reviews.keep(_ended(case, Status.PUBLISHED, told))
        draft = desk.drafts.whoever(name)
        if draft:
            note(draft)
    desk.audit.note(case.account, "已经公开的一稿补记", case.attempt[0])
    return kept


def note_look(asked: Asked, case: Case) -> None:
    """Note that somebody has seen the last version: what changes after it is what they are shown first."""
    number, account = case.version.number, asked.person.account
    if number in case.looks.get(account, ()) or account == case.account:
        return
    with asked.desk.drafts.lock:
        now = asked.desk.reviews.get(case.id)
        if now and now.version.number == number:
            looks = {**now.looks, account: (*now.looks.get(account, ()), number)}
            asked.desk.reviews.keep(msgspec.structs.replace(now, looks=looks))


def send_back(asked: Asked, number: int, step: str, words: str) -> Case:
    """Return a version to who wrote it, with the reason. Raises GongkaiError, OSError."""
    with asked.desk.drafts.lock:
        case = _decidable(asked, number, step)
        told = _opinion(asked, Verdict.RETURNED, number, case.step, words)
        kept = asked.desk.reviews.keep(_ended(case, Status.RETURNED, told))
    asked.desk.audit.note(asked.person.account, f"{case.step.label}退回", case.version.draft.path)
    return kept


def go_on(asked: Asked, number: int, step: str, words: str) -> Case:
    """Pass a version at the first or the second step. Raises GongkaiError, OSError."""
    with asked.desk.drafts.lock:
        case = _decidable(asked, number, step)
        if case.step is Step.THIRD:
            raise GongkaiError(_GONE)
        subject_of(case.version.draft).intact(asked, case)
        told = _opinion(asked, Verdict.PASSED, number, case.step, words)
        kept = asked.desk.reviews.keep(msgspec.structs.replace(case, opinions=(*case.opinions, told)))
    asked.desk.audit.note(asked.person.account, f"{case.step.label}通过", case.version.draft.path)
    return kept


def release(asked: Asked, number: int, words: str) -> tuple[Case, Ready, Published]:
    """Pass a version at the third step, and publish it. Raises GongkaiError, OSError.

    Where it is not published the review stands as it did. A desk that was killed behind the push has published
    already: that is found out, and nothing is published again.
    """
    desk = asked.desk
    with desk.room.lock:
        known = desk.room.follow()
        with desk.drafts.lock:
            case = _decidable(asked, number, Step.THIRD)
            told = _opinion(asked, Verdict.PASSED, number, Step.THIRD, words)
            ready = subject_of(case.version.draft).ready(asked, case, told)
            if not ready.there:
                tried = msgspec.structs.replace(case, attempt=ready.attempt, tried_by=asked.person.name)
                desk.reviews.keep(tried)
        answer = Published(Outcome.DONE, commit=known.commit) if ready.there else ready.publish()
        if answer.outcome is not Outcome.DONE:
            desk.audit.note(asked.person.account, f"终审通过，没有发布：{answer.outcome.value}", ready.path)
            return case, ready, answer
        with desk.drafts.lock:
            done = _opinion(asked, Verdict.PUBLISHED, number, words=answer.commit)
            kept = desk.reviews.keep(_ended(case, Status.PUBLISHED, told, done))
            _end_draft(asked, case.version.draft, ready, answer)
    desk.audit.note(asked.person.account, f"终审通过，{ready.verb}", f"{ready.path} {answer.commit}")
    return kept, ready, answer


def hand_back(asked: Asked, case: Case, words: str) -> Case:
    """Return a version that cannot be published as it is: the site has changed beneath it. Raises OSError."""
    with asked.desk.drafts.lock:
        now = asked.desk.reviews.get(case.id)
        if now is None or now.status is not Status.WAITING or now.version.number != case.version.number:
            return now or case
        told = _opinion(asked, Verdict.RETURNED, case.version.number, case.step, words)
        return asked.desk.reviews.keep(_ended(now, Status.RETURNED, told))


def _decidable(asked: Asked, number: int, step: str) -> Case:
    """Return the review that is decided upon, if it is still what the person was shown. Raises GongkaiError."""
    case = asked.desk.reviews.get(str(asked.path["id"]))
    if (
        case is None
        or case.status is not Status.WAITING
        or case.version.number != number
        or case.step != step
    ):
        raise GongkaiError(_GONE)
    if not may_decide(asked, case):
        raise GongkaiError(_NOT_YOURS)
    return case


def subject_of(draft: Draft) -> Subject:
    """Return what a review has to know of the kind of a draft."""
    return {Kind.DOCUMENT: DOCUMENTS, Kind.TABLE: TABLES, Kind.STATEMENT: STATEMENTS}[kind_of(draft)]


def _end_draft(asked: Asked, draft: Draft, ready: Ready, answer: Published) -> None:
    """Note in the draft that it was published; what was typed in it meanwhile stays."""
    now = asked.desk.drafts.whoever(draft.id)
    if now is not None and same_content(now, draft):
        ready.end(now, answer)


def _ended(case: Case, status: Status, *told: Opinion) -> Case:
    return msgspec.structs.replace(case, status=status, opinions=(*case.opinions, *told))


def _opinion(
    asked: Asked, verdict: Verdict, number: int, step: Step | None = None, words: str = ""
) -> Opinion:
    person = asked.person
    return Opinion(verdict, person.account, person.name, number, _moment(asked), step, words)


def _moment(asked: Asked) -> str:
    return f"{asked.desk.now():%Y-%m-%d %H:%M}"
