"""The directives as data: packs (要点), their mandates (任务), and what a unit states about a mandate."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from generator.model.finding import Place
from generator.model.proof import Fact
from generator.model.proof import Names as Names


class ShownBy(StrEnum):
    """What tells whether a mandate is met."""

    COLUMNS = "columns"
    CONTENT = "content"
    RELATION = "relation"
    FEATURE = "feature"
    STATEMENT = "statement"


class Relation(StrEnum):
    """What a ``relation`` mandate wants documents tied by."""

    INTERPRETS = "interprets"
    LINKS = "links"


class Feature(StrEnum):
    """What a ``feature`` mandate wants of the site as a whole."""

    MOBILE = "mobile"
    FOUR_SECTIONS = "four-sections"
    MANDATED_COLUMNS = "mandated-columns"
    COLUMN_DUTIES = "column-duties"
    MEDIA = "media"
    CONSULT = "consult"
    POLICY_EXPRESS = "policy-express"
    POLICY_FORMAT = "policy-format"
    REVIEW = "review"
    ERROR_REPORT = "error-report"


class Counting(StrEnum):
    """What ``at_least`` counts: single items, or months in which anything was disclosed."""

    ITEMS = "items"
    MONTHS = "months"


class MandateState(StrEnum):
    """How far a mandate is met on the day of the portal."""

    MET = "met"
    PARTLY = "partly-met"
    NOT_MET = "not-met"
    NOT_DUE = "not-due"
    NEEDS_STATEMENT = "needs-statement"
    NOT_APPLICABLE = "not-applicable"


STATE_LABELS = {
    MandateState.MET: "已落实",
    MandateState.PARTLY: "部分落实",
    MandateState.NOT_MET: "未落实",
    MandateState.NOT_DUE: "未到期",
    MandateState.NEEDS_STATEMENT: "待说明",
    MandateState.NOT_APPLICABLE: "不适用",
}


@dataclass(frozen=True)
class Evidence:
    """What must be found: in these columns, published in this time, at least so many, in each if ``per_column``."""

    columns: tuple[Names, ...]
    since: date | None = None
    until: date | None = None
    at_least: int = 1
    count: Counting = Counting.ITEMS
    per_column: bool = False


@dataclass(frozen=True)
class Mandate:
    """One task of a directive. ``binds`` are the levels of the bodies that must do it."""

    pack: str
    id: str
    section: str
    subsection: str
    item_no: str
    summary: str
    lead: tuple[str, ...]
    responsible: tuple[str, ...]
    deadline: date | None
    deadline_text: str
    paths: tuple[Names, ...]
    binds: tuple[str, ...]
    shown_by: ShownBy
    evidence: Evidence | None = None
    relation: Relation | None = None
    feature: Feature | None = None
    proof: tuple[Fact, ...] = ()

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts of its proof and those these are made of."""
        return tuple(fact for each in self.proof for fact in each.walk())

    @property
    def sought(self) -> tuple[Names, ...]:
        """The columns it names and those in which its proof looks, each once."""
        return tuple(dict.fromkeys((*self.paths, *(path for fact in self.facts for path in fact.columns))))

    @property
    def proof_words(self) -> str:
        """What its proof rests on: the words of the vocabulary, joined by +."""
        return "+".join(dict.fromkeys(fact.fact.value for fact in self.proof))

    @property
    def ref(self) -> str:
        """The id by which a column names the mandate as its basis: PACK#MANDATE."""
        return f"{self.pack}#{self.id}"

    @property
    def clause(self) -> str:
        """Where it stands in the directive: 二（二）5."""
        section = self.section.partition("、")[0]
        subsection = re.match(r"（.+?）", self.subsection)
        return f"{section}{subsection.group() if subsection else ''}{self.item_no}"

    @property
    def units(self) -> tuple[str, ...]:
        """Lead and responsible units, each once."""
        return tuple(dict.fromkeys((*self.lead, *self.responsible)))


@dataclass(frozen=True)
class Pack:
    """One directive: its identity and its mandates in the order of the text.

    ``supersedes`` is the id of the pack of the year before whose place it takes, empty where it takes none.
    """

    id: str
    title: str
    doc_no: str
    issuer: str
    signed: date | None
    level: str
    mandates: tuple[Mandate, ...]
    supersedes: str = ""

    @property
    def short_title(self) -> str:
        """How a table or menu names the pack: its document number, or its title where it has none."""
        return self.doc_no or self.title


@dataclass(frozen=True)
class Clause:
    """One clause of a statute that a column may rest on."""

    ref: str
    statute: str
    doc_no: str
    clause: str
    summary: str


@dataclass(frozen=True)
class Statement:
    """What a unit states in ledger.yml about a mandate that no website can show."""

    mandate: str
    state: MandateState
    day: date
    who: str
    evidence: tuple[str, ...]
    place: Place


@dataclass(frozen=True)
class Proof:
    """One piece of evidence: what it is called, where it is in the site (empty when nowhere), and a remark."""

    title: str
    url: str = ""
    note: str = ""


@dataclass(frozen=True)
class Assessment:
    """A mandate with its state, the reason in words, and the evidence."""

    mandate: Mandate
    state: MandateState
    reason: str
    proofs: tuple[Proof, ...]
    missing: tuple[Names, ...] = ()
    statement: Statement | None = None
