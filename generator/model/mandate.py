"""The directives as data: packs (要点), their mandates (任务), and what a unit states about a mandate."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum

from generator.data import dataclass
from generator.model.finding import Place
from generator.model.proof import Fact, FactKind, Names
from generator.model.words import PortalLevel

# What proves a mandate of which a pack says nothing else.
STATED_ONLY = (Fact(FactKind.STATED),)


class MandateState(StrEnum):
    """How far a mandate is met on the day of the portal. Only MET is proved; STATED is what a unit says of itself."""

    MET = "met"
    STATED = "stated"
    PARTLY = "partly-met"
    UNJUDGED = "content-unjudged"
    NOT_MET = "not-met"
    NOT_DUE = "not-due"
    NEEDS_STATEMENT = "needs-statement"
    NOT_APPLICABLE = "not-applicable"


_OWN = {
    PortalLevel.MUNICIPALITY: frozenset({"city"}),
    PortalLevel.DISTRICT: frozenset({"district"}),
    PortalLevel.DEPARTMENT: frozenset({"city-department", "district-department"}),
    PortalLevel.TOWNSHIP: frozenset({"township"}),
}
# Bodies that as a rule have no portal of their own (国办发〔2017〕47号): they publish on that of their government.
_GUESTS = {
    PortalLevel.MUNICIPALITY: frozenset({"city-department"}),
    PortalLevel.DISTRICT: frozenset({"district-department", "township"}),
}
STATE_LABELS = {
    MandateState.MET: "已落实（查实）",
    MandateState.STATED: "书面说明",
    MandateState.PARTLY: "部分落实",
    MandateState.UNJUDGED: "有内容，待核",
    MandateState.NOT_MET: "未落实",
    MandateState.NOT_DUE: "未到期",
    MandateState.NEEDS_STATEMENT: "待说明",
    MandateState.NOT_APPLICABLE: "不适用",
}


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
    proof: tuple[Fact, ...] = STATED_ONLY

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
    def stated_only(self) -> bool:
        """Whether no website can show any of it."""
        return all(fact.fact is FactKind.STATED for fact in self.proof)

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
    """What a unit states in ledger.yml about a mandate that no website can show, or that people must judge."""

    mandate: str
    state: MandateState
    day: date
    who: str
    evidence: tuple[str, ...]
    place: Place
    reason: str = ""


@dataclass(frozen=True)
class Proof:
    """One piece of evidence: what it is called, where it is in the site (empty when nowhere), and a remark."""

    title: str
    url: str = ""
    note: str = ""


@dataclass(frozen=True)
class Assessment:
    """A mandate with its state, the reason in words, and the evidence.

    ``missing`` are columns that its clause names and the portal lacks; ``late`` tells that it came to be met after
    its last day.
    """

    mandate: Mandate
    state: MandateState
    reason: str
    proofs: tuple[Proof, ...]
    missing: tuple[Names, ...] = ()
    statement: Statement | None = None
    late: bool = False


def is_bound(mandate: Mandate, level: PortalLevel) -> bool:
    """Tell whether a body of this level must itself do what the mandate asks."""
    return not _OWN[level].isdisjoint(mandate.binds)


def shows_on_portal(mandate: Mandate, level: PortalLevel) -> bool:
    """Tell whether what the mandate asks is disclosed on a portal of this level, by its body or by a guest."""
    return is_bound(mandate, level) or not _GUESTS.get(level, frozenset()).isdisjoint(mandate.binds)
