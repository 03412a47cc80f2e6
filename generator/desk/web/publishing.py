"""The last steps of a draft: the page as it will be, a last look, the publication, and what came of it."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

import msgspec
from starlette.responses import Response

from generator.desk.copy.publishing import Order, Outcome, Published, publish
from generator.desk.copy.repository import text_at
from generator.desk.editing.body import read_lines
from generator.desk.editing.checking import told_at
from generator.desk.editing.composing import (
    compose,
    numbered,
    settled_path,
    split,
    withdrawal_of,
)
from generator.desk.editing.fields import form_fields
from generator.desk.editing.heads import read_values
from generator.desk.keeping.drafts import Draft, StaleError, State
from generator.desk.web.asking import Asked
from generator.desk.web.forms import Looked, draft_of, look, show
from generator.desk.web.guard import SHOWN_POLICY
from generator.errors import GongkaiError
from generator.load.source.content import CONTENT
from generator.model.addresses.address import public_address
from generator.publish.previewing.answer import HTML, INERT, type_of

_MOST_LINES = 4000
_BOTH = "正文你和别人都改了：下面是你的正文，请把别人改的照上一页对一遍。"
_NOT_YET = "有要改的地方，改好才能发布：下面红字标出来的就是。"


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
    if draft is None:
        return asked.missing()
    address = str(asked.path["address"])
    looked = look(asked, draft)
    document = looked.checked.document
    if document and looked.composed and address == document.address:
        body = asked.desk.previews.draw(draft, document, looked.composed)
        return Response(body, 200, {"Content-Security-Policy": SHOWN_POLICY}, HTML)
    if address.endswith((".html", "/")) or "." not in address:
        return asked.page("message.html", 404, title="预览只有这一页", words="别的网页请到网站上看。")
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
        return show(asked, _touched(draft), _NOT_YET)
    document = looked.checked.document
    column = asked.desk.room.known.columns[draft.column]
    return asked.page(
        "confirm.html",
        reason=withdrawal_of(draft),
        verb=_verb(draft),
        draft=draft,
        document=document,
        way=" › ".join(column.path),
        told=looked.checked.told,
        later=document.published > asked.desk.now(),
    )


def _touched(draft: Draft) -> Draft:
    """Return a draft of which everything that is missing is told."""
    return msgspec.structs.replace(draft, revision=max(draft.revision, 2)) if draft.revision == 1 else draft


def send(asked: Asked) -> Response:
    """Publish a draft, and say what came of it."""
    draft = draft_of(asked)
    if draft is None:
        return asked.missing()
    looked = look(asked, draft)
    if not looked.checked.good or looked.composed is None or looked.checked.document is None:
        return show(asked, _touched(draft), _NOT_YET)
    title, known, day = looked.checked.document.title, asked.desk.room.known, asked.desk.now().date()
    path = settled_path(known, draft, title, day)
    text = compose(numbered(known, draft, path, title, day), day).text
    folder = path.rpartition("/")[0]
    files = {}
    for number, name in enumerate(draft.files):
        file = asked.desk.drafts.file(draft, number)
        if file is None:
            raise GongkaiError(f"附件“{name}”不在了，请去掉它，再上传一次。")
        files[f"{folder}/{name}"] = file.read_bytes()
    base = draft.base if draft.was else None
    order = Order(path, text, title, base, asked.person, _verb(draft), asked.desk.mail, files)
    answer = publish(asked.desk.room, order)
    asked.desk.audit.note(
        asked.person.account, f"{order.verb}：{answer.outcome.value}", f"{path} {answer.commit}"
    )
    return _told(asked, draft, looked, order, answer)


def _verb(draft: Draft) -> str:
    return "撤回" if withdrawal_of(draft) else "修改" if draft.was else "发布"


def _told(asked: Asked, draft: Draft, looked: Looked, order: Order, answer: Published) -> Response:
    document, known, path = looked.checked.document, asked.desk.room.known, order.path
    assert document and looked.composed
    if answer.outcome is Outcome.DONE:
        done = msgspec.structs.replace(
            draft, state=State.PUBLISHED, path=path, title=document.title, answer=answer.words, was=True, base=order.text,
            files=(), fields={}, body=None,
        )  # fmt: skip
        _noted(asked, draft, done)
        stem = next(
            (each.address for each in known.documents.values() if each.path == path), document.address
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
    if answer.outcome is Outcome.CONFLICT:
        return _conflict(asked, draft, looked, answer.theirs)
    words = answer.words
    if answer.outcome is Outcome.FAULTY:
        words = "检查整个网站时发现了问题，没有发布：\n" + "\n".join(_fault_lines(answer, path))
    refused = msgspec.structs.replace(draft, state=State.REFUSED, answer=words)
    if answer.outcome is Outcome.SAME:
        return show(asked, draft, words)
    return show(asked, _noted(asked, draft, refused), "没有发布成功，写的内容都在。原因在下面。")


def _fault_lines(answer: Published, path: str) -> Iterator[str]:
    for each in answer.findings[:20]:
        told = told_at(each, {}, 0)
        where = "" if each.place.path == f"{CONTENT}/{path}" else f"（{each.place.path}）"
        yield f"{told.message}{told.hint}{where}"


def _noted(asked: Asked, draft: Draft, changed: Draft) -> Draft:
    """Keep what became of a draft; what was typed in another window meanwhile stays."""
    try:
        return asked.desk.drafts.save(changed, draft.revision)
    except StaleError:
        return changed


def _conflict(asked: Asked, draft: Draft, looked: Looked, theirs: str | None) -> Response:
    assert looked.composed
    asked.desk.audit.note(asked.person.account, "两人同改", draft.path)
    if theirs is None:
        return asked.page("conflict.html", 409, draft=draft, gone=True, rows=[])
    rows = list(_compared(theirs, looked.composed.text))
    return asked.page("conflict.html", 409, draft=draft, gone=False, rows=rows)


def _compared(theirs: str, mine: str) -> Iterator[tuple[str, str, bool]]:
    """Yield lines of two texts side by side, and whether they differ."""
    one, other = _told_lines(theirs), _told_lines(mine)
    for tag, a, b, c, d in difflib.SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        left, right = one[a:b], other[c:d]
        for number in range(max(len(left), len(right))):
            yield (
                (left[number : number + 1] or [""])[0],
                (right[number : number + 1] or [""])[0],
                tag != "equal",
            )


def _told_lines(text: str) -> list[str]:
    """Return what a document says as a person reads it: no key of a head, no sign of Markdown."""
    parts = split(text)
    values = read_values(parts.head)
    lines = [
        f"{each.title}：{line}"
        for each in form_fields()
        for line in values.fields.get(each.key, "").split("\n")
        if line
    ]
    lines += [f"附件：{name}" for name in values.attachments]
    return [*lines, *read_lines(parts.body)][:_MOST_LINES]


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
            asked, _noted(asked, draft, made), "这份文档已经不在网站上。现在是一份新的，可以照样发布。"
        )
    old = read_values(split(draft.base).head).fields
    fields = {
        key: value
        for key, value in draft.fields.items()
        if key.startswith("desk.") or _flat(value) != _flat(old.get(key, ""))
    }
    made = msgspec.structs.replace(draft, base=now, was=True, fields=fields, revision=draft.revision)
    note = _BOTH if made.body is not None else "别人的改动和你的改动已经合在一起。"
    return show(asked, _noted(asked, draft, made), f"{note}看过以后再点“发布”。")


def _flat(text: str) -> str:
    return "\n".join(" ".join(line.split()) for line in text.splitlines())
