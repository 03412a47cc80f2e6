"""The pages of the review: what waits for whom, what has changed since one looked, the two buttons, and the answer."""

from __future__ import annotations

from typing import Any

from starlette.responses import RedirectResponse, Response

from generator.desk.copy.publishing import Outcome
from generator.desk.copy.repository import text_at
from generator.desk.door.asking import Asked
from generator.desk.editing.settling import unchosen
from generator.desk.keeping.kinds import Kind, kind_of, place_of
from generator.desk.keeping.reviewers import STEPS
from generator.desk.keeping.reviews import Case, Status, Verdict
from generator.desk.web import forms, publishing
from generator.desk.web.document_review import facts
from generator.desk.web.forms import draft_of, look, show
from generator.desk.web.review_rules import (
    may_decide,
    may_read,
    missing_seat,
    others_waiting,
    own_cases,
    waiting_for,
)
from generator.desk.web.review_views import next_words, seats_shown, seats_told
from generator.desk.web.reviewing import (
    LONGEST_WORDS,
    go_on,
    hand_back,
    note_look,
    release,
    send_back,
    subject_of,
    submit,
    take_back,
)
from generator.errors import GongkaiError, reason_of
from generator.files import disk_full

_NO_REASON = "要退回，请写明要改什么，写的人才知道怎么改。"
_CHANGED_BELOW = (
    "终审通过了，但送审以后别人改了网站上的这一份，不能盖过去，没有发布。"
    "写的人打开草稿，点“送审”，把自己的改动放到新的一版上，再送审一次。"
)
_FULL = "服务器的磁盘满了，没有执行。意见还在下面，请告诉站长。"
_SAID = {"moved": "已移动，草稿已保存。"}
_ACTS = {
    Verdict.SUBMITTED: "送审", Verdict.PASSED: "通过", Verdict.RETURNED: "退回", Verdict.TAKEN_BACK: "拿回去改",
    Verdict.CHANGED: "改了内容，要重新送审", Verdict.PUBLISHED: "发布",
}  # fmt: skip


def home_values(asked: Asked) -> dict[str, Any]:
    """Return what the home of an editor shows of reviews."""
    own = own_cases(asked)
    return {
        "to_review": waiting_for(asked),
        "returned": [each for each in own.values() if each.returned],
        "running": [each for each in own.values() if each.status is Status.WAITING],
        "under_review": frozenset(
            name for name, each in own.items() if each.returned or each.status is Status.WAITING
        ),
    }


def draft_page(asked: Asked) -> Response:
    """Show the form of a draft; while it is under review, its review instead."""
    draft = draft_of(asked)
    case = asked.desk.reviews.get(draft.id) if draft else None
    if draft and case and case.status is Status.WAITING and asked.desk.process:
        return RedirectResponse(f"/reviews/{draft.id}", 303)
    return forms.show(asked, words=_SAID.get(asked.query.get("said", ""), ""))


def confirm(asked: Asked) -> Response:
    """Show what is to be handed in, or, where nothing is reviewed, published."""
    if asked.desk.process is None:
        return publishing.confirm(asked)
    draft = draft_of(asked)
    if draft is None:
        return asked.missing()
    looked = look(asked, draft)
    if not looked.checked.good or looked.checked.document is None:
        return show(asked, publishing.touched(draft), publishing.NOT_YET.replace("发布", "送审"))
    return asked.page(
        "review/submit.html", draft=draft, told=looked.checked.told, lacking=missing_seat(asked, draft),
        others=others_waiting(asked, draft), seats=seats_told(asked, draft), **facts(asked, draft, looked.checked.document),
    )  # fmt: skip


def send(asked: Asked) -> Response:
    """Hand a draft in, or, where nothing is reviewed, publish it."""
    if asked.desk.process is None:
        return publishing.send(asked)
    draft = draft_of(asked)
    if draft is None:
        return asked.missing()
    if asked.form.get("moment") == "release":
        draft = publishing.noted(asked, draft, unchosen(draft))
    looked = look(asked, draft)
    if not looked.checked.good or looked.checked.document is None or looked.composed is None:
        return show(asked, publishing.touched(draft), publishing.NOT_YET.replace("发布", "送审"))
    now = text_at(asked.desk.room.copy, asked.desk.room.known.commit, draft.path) if draft.was else None
    if draft.was and now != draft.base:
        return publishing.conflict(asked, draft, looked, now)
    if draft.was and now == looked.composed.text and not draft.files:
        return show(asked, draft, "内容和已经公开的一样，没有要送审的改动。")
    step = missing_seat(asked, draft)
    if step:
        return confirm(asked)
    case = submit(asked, draft, _words(asked))
    return asked.page("review/decided.html", case=case, title="送审成功", words=next_words(asked, case))


def page(asked: Asked) -> Response:
    """Show a draft under review to who may review it, or wrote it."""
    case = asked.desk.reviews.get(str(asked.path["id"]))
    if case is None or not may_read(asked, case):
        return asked.missing()
    answer = _review(asked, case)
    note_look(asked, case)
    return answer


def recall(asked: Asked) -> Response:
    """Give a draft, of whatever kind, back to who wrote it."""
    draft = asked.desk.drafts.get(str(asked.path["id"]), asked.person.account)
    case = asked.desk.reviews.get(draft.id) if draft else None
    if draft is None or case is None:
        return asked.missing()
    kept = take_back(asked, case)
    there = f"/reviews/{draft.id}" if kept.status is Status.PUBLISHED else place_of(draft)
    return RedirectResponse(there, 303)


def decide(asked: Asked) -> Response:
    """Pass or return the version that was shown. Whatever is in the way, what was typed stays on the page."""
    case = asked.desk.reviews.get(str(asked.path["id"]))
    if case is None or not may_read(asked, case):
        return asked.missing()
    told, step = asked.form.get("version", ""), asked.form.get("step", "")
    number, words = int(told) if told.isdecimal() and len(told) < 10 else 0, _words(asked)
    try:
        if asked.form.get("do") != "pass":
            if not words:
                return _review(asked, case, 409, _NO_REASON, bad_words=True)
            kept = send_back(asked, number, step, words)
            return asked.page(
                "review/decided.html",
                case=kept,
                title="已经退回",
                words=f"退回给了{case.name}，打开首页就看到您的意见。",
            )
        if step != STEPS[-1]:
            kept = go_on(asked, number, step, words)
            title = f"{kept.passed[-1].step.label}通过" if kept.passed and kept.passed[-1].step else "通过"
            return asked.page("review/decided.html", case=kept, title=title, words=next_words(asked, kept))
        return _released(asked, number, words)
    except (GongkaiError, OSError) as error:
        said = str(error) if isinstance(error, GongkaiError) else _disk_words(error)
        again = asked.desk.reviews.get(case.id) or case
        return _review(asked, again, 409 if isinstance(error, GongkaiError) else 507, said)


def _released(asked: Asked, number: int, words: str) -> Response:
    case, ready, answer = release(asked, number, words)
    if answer.outcome is Outcome.DONE:
        return ready.done(answer)
    if answer.outcome is Outcome.CONFLICT:
        why = answer.words or _CHANGED_BELOW
        kept = hand_back(asked, case, why)
        return asked.page("review/decided.html", case=kept, title="没有发布，退回给写的人", words=why)
    said = answer.words
    if answer.outcome is Outcome.FAULTY:
        said = "检查整个网站时发现了问题：\n" + "\n".join(ready.faults(answer))
    return _review(asked, case, 409, f"没有发布成功，审核停在终审。\n{said}")


def shown(asked: Asked) -> Response:
    """Answer for the page of a draft under review, and for what that page shows."""
    case = asked.desk.reviews.get(str(asked.path["id"]))
    if case is None or not may_read(asked, case) or kind_of(case.version.draft) is not Kind.DOCUMENT:
        return asked.missing()
    return publishing.shown_of(asked, case.version.draft)


def _review(
    asked: Asked, case: Case, status: int = 200, problem: str = "", *, bad_words: bool = False
) -> Response:
    draft = case.version.draft
    return asked.page(
        "review/review.html", status, case=case, draft=draft, problem=problem, bad_words=bad_words, typed=_words(asked),
        seats=seats_shown(asked, case), mine=case.account == asked.person.account, can=may_decide(asked, case),
        history=[(each, _ACTS[each.verdict]) for each in reversed(case.opinions)], longest=LONGEST_WORDS,
        **subject_of(draft).shown(asked, case),
    )  # fmt: skip


def _words(asked: Asked) -> str:
    return asked.form.get("words", "").replace("\r\n", "\n").strip()[:LONGEST_WORDS]


def _disk_words(error: OSError) -> str:
    return _FULL if disk_full(error) else f"服务器没有存下：{reason_of(error)}。意见还在下面，请告诉站长。"
