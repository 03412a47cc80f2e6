"""The last steps of a register's draft: what changes, row by row, the publication, and what came of it."""

from __future__ import annotations

import msgspec
from starlette.responses import RedirectResponse, Response

from generator.desk.copy.publishing import Order, Outcome, Published, publish
from generator.desk.door.asking import Asked
from generator.desk.keeping.drafts import StaleError, State
from generator.desk.tables.register_writing import written
from generator.desk.tables.rows import Edits, rows_of
from generator.desk.tables.rows_changes import changes_between
from generator.desk.tables.rows_check import counts
from generator.desk.web.publishing import fault_lines, noted
from generator.desk.web.review_rules import is_waiting, missing_seat, others_waiting
from generator.desk.web.review_views import next_words, seats_told
from generator.desk.web.reviewing import LONGEST_WORDS, submit
from generator.desk.web.rows import FAULTS, common, paged, published_page, show
from generator.desk.web.rows_draft import (
    Opened,
    digest,
    end_table,
    is_outrun,
    opened,
    put_base,
    put_upon_table,
    table_order,
    theirs,
    upon,
)
from generator.errors import GongkaiError

_NOT_YET = "有{}处要改，改好才能{}：下面是有问题的行。"
_NOT_SENT = "没有发布成功，写的内容都在。原因在下面。"
_SAME = "和已经公开的一样，没有要{}的改动。"


def changes(asked: Asked) -> Response:
    """Show what is going to be published, or handed in, row by row, with what is wrong with it."""
    now = opened(asked)
    if now is None:
        return asked.missing()
    if is_waiting(asked, now.draft):
        return RedirectResponse(f"/reviews/{now.draft.id}", 303)
    told = asked.desk.shelf.check(asked.desk.room.known, now.draft, now.register, now.rows)
    faults, warnings = counts(told)
    found = changes_between(now.register, rows_of(now.register, Edits()), now.rows)
    reviewed = asked.desk.process is not None
    return asked.page(
        "rows_changes.html", faults=faults, warnings=warnings, is_new=not now.draft.was, everything=len(now.rows),
        seats=seats_told(asked, now.draft) if reviewed else [], lacking=missing_seat(asked, now.draft) if reviewed else None,
        others=others_waiting(asked, now.draft) if reviewed else [], **paged(asked, found), **common(now),
    )  # fmt: skip


def send(asked: Asked) -> Response:
    """Publish a draft of a register, or hand it in, and say what came of it."""
    now = opened(asked)
    if now is None:
        return asked.missing()
    act = "送审" if asked.desk.process else "发布"
    faults, _ = counts(asked.desk.shelf.check(asked.desk.room.known, now.draft, now.register, now.rows))
    if faults:
        asked.query["only"] = FAULTS
        return show(asked, _NOT_YET.format(faults, act))
    if now.draft.was and not now.edits.changed and not now.edits.removed and not now.edits.added:
        return show(asked, _SAME.format(act))
    raw = written(now.register, now.rows)
    if asked.desk.process:
        return _hand_in(asked, now)
    order = table_order(asked, now, raw, asked.person)
    answer = publish(asked.desk.room, order)
    asked.desk.audit.note(
        asked.person.account, f"{order.verb}：{answer.outcome.value}", f"{order.path} {answer.commit}"
    )
    return _told(asked, now, order, answer)


def _hand_in(asked: Asked, now: Opened) -> Response:
    if is_outrun(now, theirs(asked, now)):
        return _conflict(asked, now)
    if missing_seat(asked, now.draft):
        return changes(asked)
    words = asked.form.get("words", "").replace("\r\n", "\n").strip()[:LONGEST_WORDS]
    case = submit(asked, now.draft, words)
    return asked.page("review/decided.html", case=case, title="送审成功", words=next_words(asked, case))


def _told(asked: Asked, now: Opened, order: Order, answer: Published) -> Response:
    draft = now.draft
    if answer.outcome is Outcome.DONE:
        end_table(asked, draft, order.path, order.raw, answer.words)
        return published_page(asked, now, order.path, answer)
    if answer.outcome is Outcome.CONFLICT:
        return _conflict(asked, now)
    words = answer.words
    if answer.outcome is Outcome.FAULTY:
        words = "检查整个网站时发现了问题，没有发布：\n" + "\n".join(fault_lines(answer, order.path))
    if answer.outcome is Outcome.SAME:
        return show(asked, words)
    noted(asked, draft, msgspec.structs.replace(draft, state=State.REFUSED, answer=words))
    return show(asked, _NOT_SENT)


def _conflict(asked: Asked, now: Opened) -> Response:
    asked.desk.audit.note(asked.person.account, "两人同改", now.draft.path)
    there = theirs(asked, now)
    if there is None:
        return asked.page("rows_conflict.html", 409, gone=True, notes=[], **paged(asked, []), **common(now))
    edits, notes = upon(now, there)
    base = rows_of(there, Edits())
    found = changes_between(there, base, rows_of(there, edits))
    return asked.page(
        "rows_conflict.html", 409, gone=False, notes=notes, **paged(asked, found), **common(now)
    )


def rebase(asked: Asked) -> Response:
    """Put what an editor changed upon the register as it is now: rows and cells left alone are those of the other editor."""
    now = opened(asked)
    if now is None:
        return asked.missing()
    act = "送审" if asked.desk.process else "发布"
    there = theirs(asked, now)
    try:
        if there is None:
            _begin_anew(asked, now)
            words = f"这张表已经不在网站上。现在是一张新的，可以照样{act}。"
        else:
            put_upon_table(asked, now, there)
            words = f"别人的改动和您的改动已经合在一起。看过以后再点“{act}”。"
    except StaleError:
        raise GongkaiError("这张表在另一个窗口里也在改，没有轮到。请再点一次。") from None
    asked.query["only"] = "changed"
    return show(asked, words)


def _begin_anew(asked: Asked, now: Opened) -> None:
    """Make all rows as they are now a new register: what they were changes of is gone."""
    raw = written(now.register, now.rows)
    made = msgspec.structs.replace(
        now.draft, was=False, base=digest(raw), path=now.register.new_path, fields={}
    )
    put_base(asked, made, raw)
    asked.desk.drafts.save(made, now.draft.revision)
