"""解读它: begin an interpretation that is tied to its policy, in the form that is chosen, in the column for that form."""

from __future__ import annotations

import msgspec
from starlette.responses import RedirectResponse, Response

from generator.data import dataclass
from generator.desk.copy.state import Known, key_of
from generator.desk.door.asking import Asked
from generator.desk.door.desk import is_interpretable, my_columns
from generator.desk.editing.composing import begun, free_path, without_remarks
from generator.desk.keeping.drafts import Draft
from generator.desk.web.choosing import folded
from generator.load.documents.numbers import Numbers
from generator.load.documents.template import draft_document
from generator.load.renumber import index_numbers
from generator.model.column import Column
from generator.model.document import Document
from generator.model.interpretation import Form
from generator.model.words import ColumnKind, ColumnType

_LISTED = 50
_TITLES = {
    Form.VIDEO: "视频解读：{}", Form.PICTURE: "图解：{}", Form.TEXT: "《{}》解读", Form.PRESS: "《{}》新闻发布",
}  # fmt: skip
_WORDS = {
    Form.VIDEO: "拍成短片：要有视频文件（MP4）和字幕，正文写文字稿",
    Form.PICTURE: "画成一图读懂：要有图片，图上的话在图片说明里用文字写全",
    Form.TEXT: "写成文章：背景、目的、举措、对象、标准等八个小标题已经排好",
    Form.PRESS: "新闻发布会、答记者问的记录",
}
_NAMES = frozenset(each.value for each in Form)


@dataclass(frozen=True)
class Offer:
    """A form in which a policy may be interpreted, and the column for it."""

    key: str
    label: str
    words: str
    way: str


def policies(asked: Asked) -> Response:
    """List the policies, whichever unit has published them: any other document has the button on its own page."""
    known = asked.desk.room.known
    wanted = asked.query.get("q", "").strip()[:100]
    meant = folded(wanted)
    found = [
        each
        for each in known.portal.documents
        if _is_policy(known, each)
        and (not meant or meant in folded(each.title) or meant in folded(each.doc_no))
    ]
    return asked.page(
        "begun/policies.html", wanted=wanted, documents=found[:_LISTED], count=len(found), columns=known.columns,
        can=bool(offers(asked)),
    )  # fmt: skip


def choose(asked: Asked) -> Response:
    """Ask for the form in which a policy is to be interpreted."""
    policy = _policy_of(asked)
    if policy is None:
        return asked.missing()
    there = [each for each in asked.desk.room.known.portal.documents if policy.path in each.interprets]
    return asked.page("begun/interpret.html", policy=policy, offers=offers(asked), there=there, problem="")


def begin(asked: Asked) -> Response:
    """Begin the interpretation of a policy."""
    policy = _policy_of(asked)
    if policy is None:
        return asked.missing()
    chosen = next((each for each in _pairs(asked) if _key(*each) == asked.form.get("offer")), None)
    if chosen is None:
        return asked.page(
            "begun/interpret.html", 409, policy=policy, offers=offers(asked), there=[], problem="还没有选形式。请选一种，再点“开始写”。"
        )  # fmt: skip
    made = asked.desk.drafts.begin(_draft(asked, policy, *chosen))
    asked.desk.audit.note(asked.person.account, "解读", policy.path)
    return RedirectResponse(f"/drafts/{made.id}", 303)


def offers(asked: Asked) -> list[Offer]:
    """Return the forms for which a person has a column, in the order in which a policy's page lists them."""
    pairs = _pairs(asked)
    forms = [form for form, _ in pairs]
    return [
        Offer(
            _key(form, column),
            _label(form, column, forms.count(form) > 1),
            _WORDS[form],
            " › ".join(column.path),
        )
        for form, column in pairs
    ]


def _label(form: Form, column: Column, repeated: bool) -> str:
    """Return what a form is called; where two columns take it, with the last of the way to its column."""
    return f"{form.value}（{' › '.join(column.path[-2:])}）" if repeated else form.value


def _pairs(asked: Asked) -> list[tuple[Form, Column]]:
    columns = [
        each
        for each in my_columns(asked.desk.room.known, asked.person)
        if each.type == ColumnType.INTERPRETATION and each.kind is ColumnKind.DOCUMENTS
    ]
    return [(form, column) for form in Form for column in columns if _takes(columns, column, form)]


def _takes(columns: list[Column], column: Column, form: Form) -> bool:
    """Tell whether a column is for a form: by its name, or because its name says nothing of forms."""
    if column.name == form.value or column.name not in _NAMES:
        return True
    # What was said to the press is kept with the texts where it has no column of its own.
    has_own = any(each.name == Form.PRESS.value for each in columns)
    return form is Form.PRESS and column.name == Form.TEXT.value and not has_own


def _key(form: Form, column: Column) -> str:
    return f"{form.name}-{key_of(column.address)}"


def _policy_of(asked: Asked) -> Document | None:
    known = asked.desk.room.known
    found = known.documents.get(asked.path["key"])
    return found if found and is_interpretable(known, found) else None


def _is_policy(known: Known, document: Document) -> bool:
    """Tell whether a document is likely to be meant: it has a number, or stands among the policies."""
    is_one = bool(document.doc_no) or known.columns[document.column].type == ColumnType.POLICIES
    return is_interpretable(known, document) and is_one


def _draft(asked: Asked, policy: Document, form: Form, column: Column) -> Draft:
    known, now = asked.desk.room.known, asked.desk.now()
    title = _TITLES[form].format(policy.title)
    made = draft_document(
        column, title, issuer=column.unit or policy.issuer, day=now.date(),
        numbers=Numbers(known.portal.site_code, index_numbers(known.loaded)), file_name=None,
        layout=known.layouts.get(column.address),
    )  # fmt: skip
    path = free_path(known, column, made.path)
    draft = begun(asked.person.account, column, path, without_remarks(made.text), now=now, title=title)
    fields = {
        "interprets": policy.path, "form": form.value, "published": f"{now:%Y-%m-%d %H:%M}", "theme": policy.theme,
        "topics": "\n".join(policy.topics),
    }  # fmt: skip
    return msgspec.structs.replace(draft, fields=fields)
