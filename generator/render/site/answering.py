"""What of a portal answers questions: rows of question and answer, office guides, policies that are valid."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from generator.kinds.guide.model import Guide
from generator.kinds.policy.model import is_invalid
from generator.model.addresses.address import public_address
from generator.model.addresses.made import row_address
from generator.model.document import Document
from generator.model.register import FieldType, Register
from generator.render.site.classes import POLICY
from generator.search.questions.entry import Entry, Rank
from generator.views.shelf import Shelf

# Keys of a register that has questions and their answers (load/registers/schemas/questions.yml, or a portal's own).
_QUESTION, _ANSWER = "question", "answer"


def question_entries(shelf: Shelf) -> Iterator[Entry]:
    """Yield what answers questions: rows, guides, and policies that are valid."""
    for register in shelf.portal.registers:
        yield from row_entries(register, shelf)
    for column in shelf.portal.walk():
        yield from map(entry_of, filter(may_answer, shelf.own(column)))


def may_answer(document: Document) -> bool:
    """Tell whether a document is among what answers, without making its entry."""
    if document.parts and document.part(Guide):
        return True
    return bool(document.validity and not is_invalid(document.validity) and not document.interprets)


def entry_of(document: Document) -> Entry:
    """Return the entry of a document that may answer."""
    guide = document.part(Guide) if document.parts else None
    return _guide(document, guide) if guide else _policy(document)


def row_entries(register: Register, shelf: Shelf) -> Iterator[Entry]:
    """Yield the rows of a register of questions, but those that say only why they were withdrawn."""
    at = {field.key: number for number, field in enumerate(register.fields)}
    if _QUESTION not in at or _ANSWER not in at:
        return
    withdrawn = {number for number, _ in register.withdrawn}
    linked = [n for n, field in enumerate(register.fields) if field.type is FieldType.DOCUMENT]
    for number, (row, anchor) in enumerate(zip(register.rows, register.anchors, strict=True)):
        if number in withdrawn or not row[at[_QUESTION]] or not row[at[_ANSWER]]:
            continue
        said = {key: row[n] for key, n in at.items()}
        paths = [path for n in linked for path in row[n].split("；")]
        policies = [document for path in paths if (document := shelf.by_path.get(path))]
        shown = {
            "kind": register.title,
            "title": said[_QUESTION],
            "url": row_address(register, anchor),
            "text": said[_ANSWER],
            "basis": [_link(each) for each in policies],
            **{key: said[key] for key in ("clause", "unit", "phone", "updated") if said.get(key)},
        }
        about = "\n".join((said.get("topic", ""), *(each.title for each in policies)))
        yield Entry(Rank.ANSWER, said[_QUESTION], about, said[_ANSWER], shown)


def _link(document: Document) -> dict[str, str]:
    link = {"title": document.title, "url": public_address(document.address)}
    return link | ({"validity": str(document.validity)} if is_invalid(document.validity) else {})


def _guide(document: Document, guide: Guide) -> Entry:
    papers = tuple(material.name for material in guide.materials)
    elements = {
        "申请条件": _texts(guide.conditions),
        "办理材料": "；".join(papers) or ("不用交材料" if guide.no_materials else ""),
        "办理地点": "；".join(filter(None, (_texts(guide.where), guide.online))),
        "办理期限": guide.promised_limit or guide.legal_limit,
        "收费": _texts(guide.fee),
        "联系电话": _texts(guide.phone),
    }
    shown = _shown(document, "办事指南") | {
        "elements": [[label, text] for label, text in elements.items() if text],
        "rests": _texts(guide.basis),
    }
    answer = "\n".join((document.summary, guide.audience, *papers))
    return Entry(
        Rank.GUIDE, _asked(document.title, guide.item), _about(document, guide.result), answer, shown
    )


def _policy(document: Document) -> Entry:
    shown = _shown(document, POLICY) | {"number": document.doc_no, "text": document.summary}
    return Entry(Rank.POLICY, document.title, _about(document), document.summary, shown)


def _about(document: Document, *more: str) -> str:
    return "\n".join((*document.topics, *document.keywords, *more))


def _shown(document: Document, kind: str) -> dict[str, object]:
    return {"kind": kind, "title": document.title, "url": public_address(document.address)}


def _asked(title: str, item: str) -> str:
    return title if item in title else f"{title}\n{item}"


class _Line(Protocol):
    @property
    def text(self) -> str: ...


def _texts(lines: Iterable[_Line]) -> str:
    return "；".join(line.text for line in lines)
