"""The last steps of a draft: the page as it will be, a last look, the publication, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from starlette.responses import Response

from generator.desk.copy.attempts import attempt_of, come_through
from generator.desk.copy.publishing import Order, Outcome, Published, publish
from generator.desk.copy.repository import text_at
from generator.desk.door.asking import Asked
from generator.desk.door.guard import SHOWN_POLICY
from generator.desk.editing.checking import told_at
from generator.desk.editing.comparing import side_by_side
from generator.desk.editing.composing import (
    compose,
    numbered,
    settled_path,
    withdrawal_of,
)
from generator.desk.editing.settling import has_chosen_moment, published_at, put_upon
from generator.desk.keeping.drafts import Draft, StaleError, State
from generator.desk.keeping.people import Person
from generator.desk.web.forms import Looked, draft_of, look, show
from generator.errors import GongkaiError
from generator.load.source.content import CONTENT
from generator.model.addresses.address import public_address
from generator.model.document import Document
from generator.publish.previewing.answer import HTML, INERT, type_of

_BOTH = "正文您和别人都改了：下面是您的正文，请把别人改的照上一页对一遍。"
NOT_YET = "有要改的地方，改好才能发布：下面红字标出来的就是。"


def preview(asked: Asked) -> Response:
    """Show the page of a draft at the width of a desk and of a phone."""
    draft = draft_of(asked)
    if draft is None:
        return asked.missing()
    looked = look(asked, draft)
    if looked.composed is None or looked.checked.document is None:
        return show(asked, draft, "要先改好下面标出的地方，才能预览。")
    return asked.page("preview.html", draft=draft, address=looked.checked.document.address)


def shown(asked: Asked) -> Response:
    """Answer for a page of a draft, and for what that page shows. Nothing in it runs."""
    draft = draft_of(asked)
    return asked.missing() if draft is None else shown_of(asked, draft)


def shown_of(asked: Asked, draft: Draft) -> Response:
    """Answer for a page of a draft that the person may see, or for a file of it."""
    address = str(asked.path["address"])
    looked = look(asked, draft)
    document = looked.checked.document
    if document and looked.composed and address == document.address:
        body = asked.desk.previews.draw(draft, document, looked.composed)
        return Response(body, 200, {"Content-Security-Policy": SHOWN_POLICY}, HTML)
    if address.endswith((".html", "/")) or "." not in address:
        return asked.message(404, "预览只有这一页", "别的网页请到网站上看。")
    raw = asked.desk.previews.file(draft, address)
    if raw is None:
        return asked.missing()
    kind = type_of(address)
    policy = INERT if kind.startswith(("image/svg", "application/xml")) else SHOWN_POLICY
    return Response(raw, 200, {"Content-Security-Policy": policy}, kind)


def confirm(asked: Asked) -> Response:
    """Show what is going to be published, once more."""
    draft = draft_of(asked)
    if draft is None:
        return asked.missing()
    looked = look(asked, draft)
    if not looked.checked.good or looked.checked.document is None:
        return show(asked, touched(draft), NOT_YET)
    document = looked.checked.document
    column = asked.desk.room.known.columns[draft.column]
    return asked.page(
        "confirm.html",
        reason=withdrawal_of(draft),
        verb=verb_of(draft),
        draft=draft,
        document=document,
        way=" › ".join(column.path),
        told=looked.checked.told,
        later=document.published > asked.desk.now(),
        chosen=has_chosen_moment(draft),
    )


def touched(draft: Draft) -> Draft:
    """Return a draft of which everything that is missing is told."""
    return msgspec.structs.replace(draft, revision=max(draft.revision, 2)) if draft.revision == 1 else draft


def send(asked: Asked) -> Response:
    """Publish a draft, and say what came of it."""
    draft = draft_of(asked)
    if draft is None:
        return asked.missing()
    there = published_before(asked, draft.attempt)
    if there is not None:
        draft = noted(asked, draft, put_upon(draft, draft.attempt[0], there))
    looked = look(asked, draft)
    if not looked.checked.good or looked.composed is None or looked.checked.document is None:
        return show(asked, touched(draft), NOT_YET)
    order = order_of(asked, draft, looked.checked.document.title, asked.person)
    if there is not None and there == order.text:
        answer = Published(Outcome.DONE, commit=asked.desk.room.known.commit)
    else:
        draft = noted(asked, draft, msgspec.structs.replace(draft, attempt=attempt_of(order)))
        answer = publish(asked.desk.room, order)
    asked.desk.audit.note(
        asked.person.account, f"{order.verb}：{answer.outcome.value}", f"{order.path} {answer.commit}"
    )
    return _told(asked, draft, looked, order, answer)


def published_before(asked: Asked, attempt: tuple[str, str]) -> str | None:
    """Return what an earlier attempt has published after all, though its answer never came; None as a rule."""
    if not attempt[0]:
        return None
    with asked.desk.room.lock:
        return come_through(asked.desk.room, asked.desk.room.follow(), attempt)


def order_of(asked: Asked, draft: Draft, title: str, person: Person) -> Order:
    """Return what is to be published of a draft, in a person's name. Raises GongkaiError, OSError."""
    known, day = asked.desk.room.known, asked.desk.now().date()
    path = settled_path(known, draft, title, day)
    draft = published_at(draft, asked.desk.now())
    text = compose(numbered(known, draft, path, title, day), day).text
    folder = path.rpartition("/")[0]
    files = {}
    for number, name in enumerate(draft.files):
        file = asked.desk.drafts.file(draft, number)
        if file is None:
            raise GongkaiError(f"附件“{name}”不在了，请去掉它，再上传一次。")
        files[f"{folder}/{name}"] = file.read_bytes()
    base = draft.base if draft.was else None
    return Order(path, text, title, base, person, verb_of(draft), asked.desk.mail, files)


def verb_of(draft: Draft) -> str:
    """Return in a word what publishing a draft does."""
    return "撤回" if withdrawal_of(draft) else "修改" if draft.was else "发布"


def _told(asked: Asked, draft: Draft, looked: Looked, order: Order, answer: Published) -> Response:
    document, path = looked.checked.document, order.path
    assert document and looked.composed
    if answer.outcome is Outcome.DONE:
        noted(asked, draft, done_draft(draft, order, answer))
        return done_page(asked, document, order, answer)
    if answer.outcome is Outcome.CONFLICT:
        return conflict(asked, draft, looked, answer.theirs)
    words = answer.words
    if answer.outcome is Outcome.FAULTY:
        words = "检查整个网站时发现了问题，没有发布：\n" + "\n".join(fault_lines(answer, path))
    refused = msgspec.structs.replace(draft, state=State.REFUSED, answer=words)
    if answer.outcome is Outcome.SAME:
        return show(asked, draft, words)
    return show(asked, noted(asked, draft, refused), "没有发布成功，写的内容都在。原因在下面。")


def done_draft(draft: Draft, order: Order, answer: Published) -> Draft:
    """Return a draft as it stands when it has been published: the change of its document, with nothing changed."""
    return msgspec.structs.replace(
        draft, state=State.PUBLISHED, path=order.path, title=order.title, answer=answer.words, was=True, base=order.text,
        files=(), fields={}, body=None, attempt=("", ""),
    )  # fmt: skip


def done_page(asked: Asked, document: Document, order: Order, answer: Published) -> Response:
    """Say that a document was published, and where it is."""
    known = asked.desk.room.known
    stem = next(
        (each.address for each in known.documents.values() if each.path == order.path), document.address
    )
    url = f"https://{known.portal.domain}/{public_address(stem)}" if known.portal.domain else ""
    return asked.page(
        "done.html",
        verb=order.verb,
        document=document,
        words=answer.words,
        url=url,
        later=document.published > asked.desk.now(),
    )


def fault_lines(answer: Published, path: str) -> Iterator[str]:
    """Yield what a check of the whole portal found, in the words of a form."""
    for each in answer.findings[:20]:
        told = told_at(each, {}, 0)
        where = "" if each.place.path == f"{CONTENT}/{path}" else f"（{each.place.path}）"
        yield f"{told.message}{told.hint}{where}"


def noted(asked: Asked, draft: Draft, changed: Draft) -> Draft:
    """Keep what became of a draft; what was typed in another window meanwhile stays."""
    try:
        return asked.desk.drafts.save(changed, draft.revision)
    except StaleError:
        return changed


def conflict(asked: Asked, draft: Draft, looked: Looked, theirs: str | None) -> Response:
    """Tell an editor that somebody was first, and show both versions."""
    assert looked.composed
    asked.desk.audit.note(asked.person.account, "两人同改", draft.path)
    if theirs is None:
        return asked.page("conflict.html", 409, draft=draft, gone=True, rows=[])
    rows = list(side_by_side(theirs, looked.composed.text))
    return asked.page("conflict.html", 409, draft=draft, gone=False, rows=rows)


def rebase(asked: Asked) -> Response:
    """Put what an editor changed upon the text as it is now: fields left alone are those of the other editor."""
    draft = draft_of(asked)
    if draft is None:
        return asked.missing()
    known = asked.desk.room.known
    now = text_at(asked.desk.room.copy, known.commit, draft.path)
    if now is None:
        made = msgspec.structs.replace(
            draft, was=False, base=compose(draft, asked.desk.now().date()).text, fields={}, body=None
        )
        return show(
            asked, noted(asked, draft, made), "这份文档已经不在网站上。现在是一份新的，可以照样发布。"
        )
    made = put_upon(draft, draft.path, now)
    note = _BOTH if made.body is not None else "别人的改动和您的改动已经合在一起。"
    return show(
        asked, noted(asked, draft, made), f"{note}看过以后再点“{'送审' if asked.desk.process else '发布'}”。"
    )
