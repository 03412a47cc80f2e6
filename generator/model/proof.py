"""What proves a mandate: facts of a small vocabulary, each of which a program can tell for sure or leaves to people.

The vocabulary is documented for those who write packs in generator/mandates/vocabulary.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from generator.data import dataclass

Names = tuple[str, ...]


class FactKind(StrEnum):
    """The vocabulary: what kind of fact is asked for."""

    COLUMN = "column"
    LINK = "link"
    FEATURE = "feature"
    ELEMENTS = "elements"
    DOCUMENTS = "documents"
    FILED = "filed"
    INTERPRETATIONS = "interpretations"
    PRESS = "press"
    ROWS = "rows"
    EVERY = "every"
    PROMPT = "prompt"
    INTERPRETED = "interpreted"
    TIED = "tied"
    CLEAN = "clean"
    LOOK = "look"
    STATED = "stated"
    ANY_OF = "any-of"


# A clause that asks for these alone is met by how the site is built; content is none of their business.
STRUCTURE = frozenset({FactKind.COLUMN, FactKind.LINK, FactKind.FEATURE})


class Content(StrEnum):
    """The kinds of documents a program can tell apart: those whose heads say what they are."""

    PLAN = "plan"
    BUDGET = "budget"
    ACCOUNTS = "accounts"
    ANNUAL_REPORT = "annual-report"
    LAW_REPORT = "law-report"
    PRESS = "press"
    CONSULTATION = "consultation"
    CONSULTATION_RESULT = "consultation-result"
    DECISION_CATALOGUE = "decision-catalogue"
    GUIDE = "guide"
    GAZETTE = "gazette"
    INTERPRETATION = "interpretation"
    POLICY = "policy"
    INVALID_POLICY = "invalid-policy"
    APPOINTMENTS = "appointments"


class SiteFeature(StrEnum):
    """What a clause may ask of the site as a whole."""

    MOBILE = "mobile"
    COLUMN_DUTIES = "column-duties"
    MANDATED_COLUMNS = "mandated-columns"
    ERROR_REPORT = "error-report"
    SEARCH = "search"
    DOWNLOAD = "download"


class PagePart(StrEnum):
    """Pages whose required elements are known."""

    HANDBOOK = "handbook"
    REQUEST = "request"
    FOUR_SECTIONS = "four-sections"
    STATUTORY_ITEMS = "statutory-items"


class Period(StrEnum):
    """Stretches of a year in each of which something must come out."""

    MONTH = "month"
    QUARTER = "quarter"


@dataclass(frozen=True)
class Fact:
    """One fact that is asked for. Which fields a kind reads is said by FACTS in generator/mandates/vocabulary.py.

    ``columns`` empty means the columns the mandate names. ``since`` is the first day from which evidence
    counts, ``until`` the last on which it is in time; what comes later counts and is late. ``where`` and
    ``values`` hold names of fields with the values asked for.
    """

    fact: FactKind
    columns: tuple[Names, ...] = ()
    each: bool = False
    since: date | None = None
    until: date | None = None
    year: int | None = None
    at_least: int = 1
    kind: Content | None = None
    where: tuple[tuple[str, tuple[str, ...]], ...] = ()
    titled: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    media: bool = False
    led: int = 0
    schemas: tuple[str, ...] = ()
    values: tuple[tuple[str, tuple[str, ...]], ...] = ()
    period: Period | None = None
    workdays: int | None = None
    percent: int = 100
    codes: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    feature: SiteFeature | None = None
    part: PagePart | None = None
    look: str = ""
    home: bool = False
    facts: tuple[Fact, ...] = ()

    @property
    def first(self) -> date | None:
        """The first day of which evidence counts."""
        return self.since or (date(self.year, 1, 1) if self.year else None)

    @property
    def last(self) -> date | None:
        """The last day on which evidence is in time."""
        return self.until or (date(self.year, 12, 31) if self.year else None)

    def walk(self) -> Iterator[Fact]:
        """Yield the fact and those it is made of."""
        yield self
        for each in self.facts:
            yield from each.walk()
