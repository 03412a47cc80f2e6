"""The mandates that ask for a statement, and the form for one: its fields, words and choices are the declaration's."""

from __future__ import annotations

import contextlib
from typing import Any

import msgspec
from starlette.responses import RedirectResponse, Response

from generator.amend.statements import NewStatement
from generator.desk.copy.publishing import Outcome, Published
from generator.desk.copy.state import key_of
from generator.desk.copy.stated import (
    CHOICES,
    LABELS,
    Words,
    bound_units,
    for_editors,
    lacking_of,
    may_state,
    plainly,
)
from generator.desk.copy.stating import Stating, state
from generator.desk.door.asking import Asked
from generator.desk.editing.heads import typed_day
from generator.desk.keeping.drafts import Draft, StaleError, State
from generator.desk.keeping.kinds import place_of, statement_path
from generator.desk.keeping.reviews import Verdict
from generator.desk.web.owing import Owed
from generator.desk.web.review_rules import is_waiting
from generator.errors import GongkaiError, reason_of
from generator.files import disk_full
from generator.load.columns.declare_ledger import StatedState
from generator.load.columns.ledger import LEDGER_FILE
from generator.model.addresses.address import public_address
from generator.model.mandate import STATE_LABELS, Assessment, Mandate, MandateState

_SHOWN, _LONGEST, _MOST_LINES = 5, 2000, 30
WHOLE = ""
_FULL = "服务器的磁盘满了，没有提交。写的内容都在下面，请告诉站长。"
_ELSEWHERE = "这份说明在另一个窗口里也改过。下面是您刚才写的；要用它，再点一次。"
_NOT_ASKED = "这项任务现在不用说明：可能别人刚刚说明过，或者网站上已经查得到。您写的都在下面；不要了，在页面最下面删掉。"


def asked_for(asked: Asked) -> list[Owed]:
    """Return the statements that are asked of a person's units, those that are due first."""
    return [
        Owed(
            each.mandate.summary,
            f"{STATE_LABELS[each.state]}　{asked.desk.room.known.name_of(each.mandate)}　{plainly(each.reason)}",
            "写说明",
            f"/statements/{key_of(each.mandate.ref)}",
            bad=False,
        )
        for each in _mine(asked)
    ]


def first_asked(asked: Asked) -> dict[str, Any]:
    """Return what the home of an editor shows of statements: the first of them, and how many there are."""
    found = asked_for(asked)
    return {"statements": found[:_SHOWN], "statements_count": len(found)}


def listed(asked: Asked) -> Response:
    """List all statements that are asked for."""
    return asked.page("begun/statements.html", rows=asked_for(asked))


def form(asked: Asked) -> Response:
    """Show the form for a statement, with what was typed in it before; while it is under review, its review instead."""
    found = _assessment(asked)
    everything = asked.desk.room.known.assessed.values()
    known = next((each for each in everything if _is_meant(asked, each)), None)
    own = own_draft(asked, known.mandate) if known and may_state(asked.person, known.mandate) else None
    if own and is_waiting(asked, own):
        return RedirectResponse(f"/reviews/{own.id}", 303)
    if found is None:
        told = {WHOLE: [_NOT_ASKED]}
        return (
            statement_page(asked, known, Words(own.fields), told, own) if own and known else asked.missing()
        )
    return statement_page(asked, found, Words(own.fields) if own else _begun(asked, found.mandate), {}, own)


def _begun(asked: Asked, mandate: Mandate) -> Words:
    unit = next((each for each in bound_units(mandate) if each in _own_units(asked)), "")
    return Words({"date": f"{asked.desk.now():%Y-%m-%d}", "who": f"{unit}{asked.person.name}"})


def send(asked: Asked) -> Response:
    """Publish a statement, or keep it to be handed in; whatever is in the way, what was typed stays on the page."""
    found = _assessment(asked)
    if found is None:
        return _late(asked)
    typed = Words({key: asked.form.get(key, "").replace("\r\n", "\n")[:_LONGEST] for key in LABELS})
    own = own_draft(asked, found.mandate)
    try:
        if asked.desk.process:
            own, first = _keep(asked, found.mandate, own, typed)
            if not first:
                return statement_page(asked, found, typed, {WHOLE: [_ELSEWHERE]}, own, status=409)
            if asked.form.get("do") == "save":
                return statement_page(
                    asked, found, typed, {}, own, words=f"草稿已保存（{own.saved[11:16]}）。"
                )
        lacking = lacking_of(typed)
        if lacking:
            return statement_page(asked, found, typed, lacking, own, status=409)
        if own and asked.desk.process:
            return RedirectResponse(f"{place_of(own)}/publish", 303)
        statement = statement_of(asked, found.mandate, typed)
        answer = state(asked.desk.room, Stating(statement, asked.person, asked.desk.mail))
    except GongkaiError as error:
        return statement_page(asked, found, typed, {WHOLE: [str(error)]}, own, status=409)
    except OSError as error:
        words = _FULL if disk_full(error) else f"没有提交：{reason_of(error)}。写的内容都在下面，请告诉站长。"
        return statement_page(asked, found, typed, {WHOLE: [words]}, own, status=507)
    asked.desk.audit.note(
        asked.person.account, f"说明：{answer.outcome.value}", f"{found.mandate.ref} {answer.commit}"
    )
    if answer.outcome is Outcome.DONE:
        if own:
            end_statement(asked, own)
        return given_page(asked, found.mandate, answer)
    return statement_page(asked, found, typed, problems(answer, statement), own, status=409)


def own_draft(asked: Asked, mandate: Mandate) -> Draft | None:
    """Return what a person has begun to state on a mandate, the last of it."""
    path = statement_path(mandate.ref)
    own = asked.desk.drafts.of(asked.person.account)
    return next((each for each in own if each.path == path and each.state is not State.PUBLISHED), None)


def _keep(asked: Asked, mandate: Mandate, own: Draft | None, typed: Words) -> tuple[Draft, bool]:
    """Keep what was typed as a draft; False where another window has kept something else. Raises GongkaiError, OSError."""
    moment = asked.desk.now()
    saved, told = f"{moment:%Y-%m-%d %H:%M:%S}", asked.form.get("revision", "")
    seen = int(told) if told.isascii() and told.isdecimal() and len(told) < 10 else 0
    if own is None:
        draft = Draft(
            "", asked.person.account, "", statement_path(mandate.ref), "", was=False, title=mandate.summary,
            fields=dict(typed.told), begun=f"{moment:%Y-%m-%d %H:%M}", saved=saved,
        )  # fmt: skip
        asked.desk.audit.note(asked.person.account, "写说明", mandate.ref)
        return asked.desk.drafts.begin(draft), True
    if own.fields == typed.told:
        return own, True
    try:
        made = msgspec.structs.replace(own, fields=dict(typed.told), saved=saved)
        return asked.desk.drafts.save(made, seen), True
    except StaleError:
        return asked.desk.drafts.whoever(own.id) or own, False


def end_statement(asked: Asked, draft: Draft) -> None:
    """Note in a draft that it was published."""
    made = msgspec.structs.replace(draft, state=State.PUBLISHED, fields={})
    with contextlib.suppress(StaleError):
        asked.desk.drafts.save(made, draft.revision)


def given_page(asked: Asked, mandate: Mandate, answer: Published) -> Response:
    """Say that a statement was published."""
    name, key = asked.desk.room.known.name_of(mandate), key_of(mandate.ref)
    return asked.page("begun/given.html", name=name, key=key, words=answer.words)


def statement_of(asked: Asked, mandate: Mandate, typed: Words) -> NewStatement:
    """Return what was typed as the ledger has it: the address of a page of the site is its document."""
    known = asked.desk.room.known
    pages = {
        f"https://{known.portal.domain}/{public_address(each.address)}": each.path
        for each in known.portal.documents
        if known.portal.domain
    }
    lines = [" ".join(each.split()) for each in typed["evidence"].split("\n")[:_MOST_LINES]]
    evidence = tuple(pages.get(each, each) for each in lines if each)
    chosen = StatedState(typed["state"])
    one = {key: " ".join(typed[key].split()) for key in ("date", "who", "reason")}
    return NewStatement(mandate.ref, chosen, typed_day(one["date"]), one["who"], evidence, one["reason"])


def problems(answer: Published, statement: NewStatement) -> dict[str, list[str]]:
    """Return what is in the way, by the field that it is about."""
    if not answer.findings:
        return {WHOLE: [answer.words or "没有提交，也没有说明原因。请把时间告诉站长。"]}
    keys = list(statement.said)
    found: dict[str, list[str]] = {}
    for each in answer.findings[:20]:
        key = WHOLE
        if each.place.path == LEDGER_FILE and each.place.line > 1:
            key = keys[min(each.place.line, len(keys)) - 1]
        key = {"statement-reason": "reason", "statement-later": "date", "link-broken": "evidence"}.get(
            each.code, key
        )
        words = each.message if each.code == "statement-later" else f"{each.message}{for_editors(each.hint)}"
        where = "" if each.place.path == LEDGER_FILE else f"（{each.place.path}）"
        found.setdefault(key, []).append(words.replace("（reason）", "") + where)
    return found


def statement_page(
    asked: Asked,
    found: Assessment,
    typed: Words,
    told: dict[str, list[str]],
    own: Draft | None = None,
    *,
    status: int = 200,
    words: str = "",
) -> Response:
    """Show the form with what was typed, and what is in the way of each field."""
    case = asked.desk.reviews.get(own.id) if own and asked.desk.process else None
    return asked.page(
        "begun/statement.html", status, mandate=found.mandate, name=asked.desk.room.known.name_of(found.mandate),
        state=STATE_LABELS[found.state], reason=plainly(found.reason), typed=typed,
        told=told, whole=WHOLE, labels=LABELS, choices=[(key.value, label) for key, label in CHOICES.items()],
        key=key_of(found.mandate.ref), proofs=found.proofs[:10], units="、".join(bound_units(found.mandate)), draft=own, words=words,
        closed=_NOT_ASKED in told.get(WHOLE, []), returned=case.returned if case else None,
        outrun=bool(case and case.last.verdict is Verdict.CHANGED),
    )  # fmt: skip


def _late(asked: Asked) -> Response:
    """Answer for a statement that is asked for no more: somebody was first, or the site shows it by now."""
    words = "这项任务现在不用您说明：可能别人刚刚说明过，或者网站上已经查得到。您写的内容还在这个浏览器里，返回就看得到。"
    return asked.message(404, "不用说明", words)


def _is_meant(asked: Asked, each: Assessment) -> bool:
    return key_of(each.mandate.ref) == str(asked.path["key"])


def _assessment(asked: Asked) -> Assessment | None:
    return next((each for each in _mine(asked) if _is_meant(asked, each)), None)


def _mine(asked: Asked) -> list[Assessment]:
    found = [each for each in asked.desk.room.known.asking if may_state(asked.person, each.mandate)]
    return sorted(found, key=lambda each: each.state is MandateState.UNJUDGED)


def _own_units(asked: Asked) -> set[str]:
    return set(asked.person.rights.units) if asked.person.rights else set()
