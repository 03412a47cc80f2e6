"""What a person's columns owe: what is overdue, what falls due, what is wrong, each with where it is mended."""

from __future__ import annotations

from datetime import timedelta

from generator.check.agenda import agenda_of
from generator.check.national.freshness import update_terms
from generator.data import dataclass
from generator.desk.copy.state import Known, key_of
from generator.desk.door.desk import mine
from generator.desk.editing.checking import told_at
from generator.desk.keeping.people import Person
from generator.load.source.content import CONTENT
from generator.model.column import Column
from generator.model.finding import Finding, Level
from generator.model.moments import Occasion
from generator.model.words import ColumnKind

_DAYS = 30
_MOST = 60


@dataclass(frozen=True)
class Owed:
    """One thing to do: its words, and the button that leads to where it is done (empty: it is the webmaster's)."""

    title: str
    words: str
    action: str = ""
    link: str = ""
    bad: bool = False


def overdue(known: Known, person: Person) -> list[Owed]:
    """Return the columns that should have been updated by now, the latest first."""
    found = []
    for column, newest, allowed, why in update_terms(known.portal):
        age = (known.portal.as_of - newest).days
        if age > allowed and mine(person, column):
            words = f"{why}，最近一次更新是{newest}，已过了{age}天，超过{allowed}天。"
            found.append((age - allowed, Owed(column.name, words, *_new(column), bad=True)))
    return [owed for _, owed in sorted(found, key=lambda each: -each[0])]


def coming(known: Known, person: Person) -> list[Owed]:
    """Return what appears, ends and falls due within thirty days."""
    last = known.portal.as_of + timedelta(days=_DAYS)
    found = []
    for each in agenda_of(known.loaded, last):
        column = _column_of(known, each)
        if column is None or not mine(person, column):
            continue
        when = f"{each.when:%m月%d日}"
        action, link = _edit(each.place.path) if each.place.path.startswith(f"{CONTENT}/") else _new(column)
        found.append(Owed(each.title, f"{when}　{each.what}", action, link))
    return found[:_MOST]


def faults(known: Known, person: Person) -> list[Owed]:
    """Return what the check finds in a person's documents, what keeps the site from being built first."""
    by_path = {each.path: each for each in known.documents.values()}
    found: list[tuple[bool, str, Owed]] = []
    for each in known.findings:
        path = each.place.path.removeprefix(f"{CONTENT}/")
        document = by_path.get(path) if path != each.place.path else None
        column = known.columns.get(document.column) if document else None
        if each.level is Level.INFO or document is None or column is None or not mine(person, column):
            continue
        bad = each.level is Level.ERROR
        found.append(
            (not bad, document.title, Owed(document.title, _words(each), *_edit(each.place.path), bad=bad))
        )
    return [owed for _, _, owed in sorted(found, key=lambda each: each[:2])][:_MOST]


def _words(finding: Finding) -> str:
    told = told_at(finding, {}, 0)
    return told.message + told.hint


def _column_of(known: Known, occasion: Occasion) -> Column | None:
    path = occasion.place.path
    if path.startswith(f"{CONTENT}/"):
        document = known.documents.get(key_of(path.removeprefix(f"{CONTENT}/")))
        return known.columns.get(document.column) if document else None
    return next((column for column in known.columns.values() if column.place == occasion.place), None)


def _edit(path: str) -> tuple[str, str]:
    key = key_of(path.removeprefix(f"{CONTENT}/"))
    return ("修改", f"/documents/{key}") if path.endswith(".md") else ("", "")


def _new(column: Column) -> tuple[str, str]:
    if column.kind is ColumnKind.REGISTER:
        return "更新名录", f"/registers/in/{key_of(column.address)}"
    if column.kind not in (ColumnKind.DOCUMENTS, ColumnKind.PAGE):
        return "", ""
    return "写一份", f"/new/{key_of(column.address)}"
