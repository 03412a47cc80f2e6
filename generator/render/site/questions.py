"""What answers questions on the search page: rows of question and answer, office guides, policies; and where to ask."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from generator.data import dataclass
from generator.load.cache.by_column import ByColumn
from generator.model.addresses.made import QUESTIONS, question_file
from generator.model.column import Column
from generator.model.document import Document
from generator.model.portal import Portal
from generator.model.words import ColumnKind, ColumnType
from generator.program import program_digest
from generator.render.site.answering import entry_of, may_answer, row_entries
from generator.render.templates.digest import digest_of
from generator.render.templates.extra import Extra, Studio
from generator.search.questions.files import Answers, QuestionFiles, Tally, Told, tally, tell
from generator.search.questions.lexicon import Lexicon
from generator.views.shelf import Shelf

if TYPE_CHECKING:  # with numpy: loaded by who makes a file alone
    from generator.search.questions.terms import Terms

_ASKED_OF = (ColumnType.COMPLAINTS, ColumnType.ON_REQUEST)
_CONTACT = "联系我们"
_APART = "terms"


def question_extras(shelf: Shelf, code: str, kept: ByColumn | None = None) -> Iterator[Extra]:
    """Yield the files that the search page asks for an answer, the list of contents first.

    ``kept`` has what the documents of each column came to before.
    """
    # The folder is named alike by who draws one page alone, who has no ``code``.
    made = QuestionFiles(
        _Answering(shelf, kept or ByColumn()).answers(), shelf.portal.synonyms, program_digest()
    )
    places = list(_places(shelf.portal))
    yield Extra(QUESTIONS, digest_of(code, made.key, places), partial(_contents, made, places))
    key = digest_of(code, made.key)
    for name in made.names:
        yield Extra(question_file(made.key, name), key, partial(_file, made, name))


def _contents(made: QuestionFiles, places: list[dict[str, str]], studio: Studio) -> bytes:  # noqa: ARG001
    return made.contents(places)


def _file(made: QuestionFiles, name: str, studio: Studio) -> bytes:  # noqa: ARG001
    return made.file(name)


@dataclass(frozen=True)
class _Known:
    """What the entries of a column are known by: the marks of their documents, and what is told of each."""

    marks: list[str]
    told: list[Told]


class _Answering:
    """The entries of a portal: of its registers, then of its columns.

    What a column comes to is kept with what every build asks of it, all else apart: that is read for files alone.
    """

    def __init__(self, shelf: Shelf, kept: ByColumn) -> None:
        self._shelf, self._kept, self._apart = shelf, kept, kept.apart(_APART)
        self._rows = [list(row_entries(register, shelf)) for register in shelf.portal.registers]

    def answers(self) -> Answers:
        """Return all entries."""
        return Answers(list(self._tallies()), self._told, self._terms)

    def _columns(self) -> Iterator[tuple[Column, tuple[Document, ...]]]:
        for column in self._shelf.portal.walk():
            own = self._shelf.own(column)
            if own:
                yield column, own

    def _tallies(self) -> Iterator[Tally]:
        yield from (tally(map(tell, entries)) for entries in self._rows)
        for column, own in self._columns():
            make = partial(self._tally, column, own)
            yield self._kept.get("answers", column.address, self._shelf.mark(column), Tally, make)

    def _tally(self, column: Column, own: tuple[Document, ...]) -> Tally:
        return tally(self._known(column, own).told)

    def _told(self) -> Iterator[Told]:
        for entries in self._rows:
            yield from map(tell, entries)
        for column, own in self._columns():
            yield from self._known(column, own).told

    def _known(self, column: Column, own: tuple[Document, ...]) -> _Known:
        key = self._shelf.mark(column)
        return self._apart.get("told", column.address, key, _Known, partial(self._tell, column, own))

    def _tell(self, column: Column, own: tuple[Document, ...]) -> _Known:
        """Tell of a column's entries; those of documents that did not change are told already."""
        last = self._apart.last("told", column.address, _Known) or _Known([], [])
        known = dict(zip(last.marks, last.told, strict=True))
        answering = {_mark(each): each for each in filter(may_answer, own)}
        told = [known.get(mark) or tell(entry_of(each)) for mark, each in answering.items()]
        return _Known(list(answering), told)

    def _terms(self, lexicon: Lexicon) -> Iterator[Terms]:
        """Yield the terms of all entries, in the same order."""
        from generator.search.questions.terms import Terms, terms_of

        for entries in self._rows:
            yield terms_of([str(place) for place in range(len(entries))], entries.__getitem__, lexicon)
        # With other words of the portal, there are other terms of all.
        what = f"terms {digest_of(lexicon.key)}"
        for column, own in self._columns():
            last = partial(self._apart.last, what, column.address, Terms)
            make = partial(_terms_of, own, lexicon, last)
            yield self._apart.get(what, column.address, self._shelf.mark(column), Terms, make)
        self._apart.save()


def _terms_of(own: Iterable[Document], lexicon: Lexicon, last: Callable[[], Terms | None]) -> Terms:
    from generator.search.questions.terms import terms_of

    documents = list(filter(may_answer, own))
    return terms_of(list(map(_mark, documents)), lambda place: entry_of(documents[place]), lexicon, last())


def _mark(document: Document) -> str:
    """Return what decides the entry of a document, without making it."""
    return document.mark or repr(document)


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
