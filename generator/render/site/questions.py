"""What answers questions on the search page: rows of question and answer, office guides, policies; and where to ask."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Protocol

from generator.kinds.guide.model import Guide
from generator.kinds.policy.model import is_invalid
from generator.load.cache.by_column import ByColumn
from generator.model.addresses.address import public_address
from generator.model.addresses.made import QUESTIONS, question_file, row_address
from generator.model.column import Column
from generator.model.document import Document
from generator.model.portal import Portal
from generator.model.register import FieldType, Register
from generator.model.words import ColumnKind, ColumnType
from generator.program import program_digest
from generator.render.site.classes import POLICY
from generator.render.templates.digest import digest_of
from generator.render.templates.extra import Extra, Studio
from generator.search.questions.entry import Entry, Rank
from generator.search.questions.files import QuestionFiles, Told, tell
from generator.search.questions.lexicon import Lexicon
from generator.search.questions.terms import Terms, terms_of
from generator.views.shelf import Shelf

# Keys of a register that has questions and their answers (load/registers/schemas/questions.yml, or a portal's own).
_QUESTION, _ANSWER = "question", "answer"
_ASKED_OF = (ColumnType.COMPLAINTS, ColumnType.ON_REQUEST)
_CONTACT = "联系我们"
_TERMS = "terms"


def question_extras(shelf: Shelf, code: str, kept: ByColumn | None = None) -> Iterator[Extra]:
    """Yield the files that the search page asks for an answer, the list of contents first.

    ``kept`` has what the documents of each column came to before.
    """
    # The folder is named alike by who draws one page alone, who has no ``code``.
    kept = kept or ByColumn()
    told, terms = _told(shelf, kept), partial(_terms, shelf, kept.apart(_TERMS))
    made = QuestionFiles(question_entries(shelf), shelf.portal.synonyms, program_digest(), told, terms)
    places = list(_places(shelf.portal))
    yield Extra(QUESTIONS, digest_of(code, made.key, places), partial(_contents, made, places))
    for name in made.names:
        yield Extra(question_file(made.key, name), digest_of(code, made.key), partial(_file, made, name))


def _contents(made: QuestionFiles, places: list[dict[str, str]], studio: Studio) -> bytes:  # noqa: ARG001
    return made.contents(places)


def _file(made: QuestionFiles, name: str, studio: Studio) -> bytes:  # noqa: ARG001
    return made.file(name)


def _told(shelf: Shelf, kept: ByColumn) -> Iterator[Told]:
    """Yield what the entries are known by, those of documents by columns: their files are made of few builds."""
    for register in shelf.portal.registers:
        yield from map(tell, _answers(register, shelf))
    for column in shelf.portal.walk():
        own = shelf.own(column)
        if own:
            make = partial(_told_of, own)
            yield from kept.get("answers", column.address, shelf.mark(column), list[Told], make)


def _terms(shelf: Shelf, kept: ByColumn, lexicon: Lexicon) -> Iterator[Terms]:
    """Yield the terms of all entries, in the same order: many, so that they lie apart and are read for files alone."""
    for register in shelf.portal.registers:
        yield terms_of(_answers(register, shelf), lexicon)
    for column in shelf.portal.walk():
        own = shelf.own(column)
        if own:
            key = digest_of(shelf.mark(column), shelf.portal.synonyms)
            last = partial(kept.last, _TERMS, column.address, Terms)
            yield kept.get(_TERMS, column.address, key, Terms, partial(_terms_of, own, lexicon, last))
    kept.save()


def _terms_of(
    documents: Iterable[Document], lexicon: Lexicon, last: Callable[[], Terms | None]
) -> Terms:
    return terms_of(_entries_of(documents), lexicon, last())


def _told_of(documents: Iterable[Document]) -> list[Told]:
    return list(map(tell, _entries_of(documents)))


def question_entries(shelf: Shelf) -> Iterator[Entry]:
    """Yield what answers questions: rows, guides, and policies that are valid."""
    for register in shelf.portal.registers:
        yield from _answers(register, shelf)
    for column in shelf.portal.walk():
        yield from _entries_of(shelf.own(column))


def _entries_of(documents: Iterable[Document]) -> Iterator[Entry]:
    for document in documents:
        guide = document.part(Guide) if document.parts else None
        if guide:
            yield _guide(document, guide)
        elif document.validity and not is_invalid(document.validity) and not document.interprets:
            yield _policy(document)


def _answers(register: Register, shelf: Shelf) -> Iterator[Entry]:
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


def _places(portal: Portal) -> Iterator[dict[str, str]]:
    """Yield where the portal says that people may ask: its columns for that, or without any that tells how, its telephone."""
    contact = [column for column in portal.walk() if column.name == _CONTACT][:1]
    inquiries, requests = (_asked_of(portal, kind)[:1] for kind in _ASKED_OF)
    for column in (*inquiries, *contact, *requests):
        yield {"title": column.name, "url": column.url}
    if portal.identity.phone and not contact:
        yield {"phone": portal.identity.phone}


def _asked_of(portal: Portal, kind: ColumnType) -> list[Column]:
    """Return the columns of a type: first those that are a page or a link, which tell how to ask."""
    columns = [column for column in portal.walk() if column.type == kind]
    telling = [column for column in columns if column.kind in (ColumnKind.PAGE, ColumnKind.LINKS)]
    return telling or columns
