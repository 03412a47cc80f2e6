"""The data of the audit pages: mandates with links, counts with bars, units with addresses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property

from generator.check.proofs.places import Places
from generator.data import dataclass
from generator.model.addresses.links import quote_address
from generator.model.addresses.made import AUDIT
from generator.model.addresses.slug import full_pinyin, sibling_slugs
from generator.model.column import Column
from generator.model.mandate import STATE_LABELS, Assessment, MandateState, Pack, Proof
from generator.model.portal import Portal
from generator.model.proof import Names
from generator.render.templates.digest import digest_of
from generator.report.ledger import deadline_words, statement_words
from generator.views.named_link import NamedLink


@dataclass(frozen=True)
class Segment:
    """A part of a bar, in hundredths of its length."""

    state: str
    start: float
    width: float


@dataclass(frozen=True)
class StateCount:
    """One line of a chart: how many tasks have each state."""

    link: NamedLink
    counts: tuple[int, ...]
    total: int
    bar: tuple[Segment, ...]


@dataclass(frozen=True)
class MandateRow:
    """A mandate as a row of a table."""

    anchor: str
    id: str
    pack: NamedLink
    clause: str
    section: str
    subsection: str
    summary: str
    lead: tuple[NamedLink, ...]
    responsible: tuple[NamedLink, ...]
    deadline: str
    day: str
    columns: tuple[NamedLink, ...]
    missing: tuple[str, ...]
    state: str
    label: str
    reason: str
    late: bool
    said: str
    proofs: tuple[NamedLink, ...]


@dataclass(frozen=True)
class Told:
    """How many tasks rest on what, in words: what was proved is told apart from what is only said."""

    count: int
    words: str


_TOLD = {
    MandateState.MET: "由网站内容查实",
    MandateState.STATED: "只有单位的书面说明，网站不能证实",
    MandateState.UNJUDGED: "有内容，要由人核对",
    MandateState.PARTLY: "只落实了一部分",
    MandateState.NOT_MET: "没有落实",
    MandateState.NEEDS_STATEMENT: "还没有说明",
}


def told_counts(assessments: Iterable[Assessment]) -> list[Told]:
    """Return how many tasks there are of each state that says something of how far a unit has come."""
    counted = Counter(each.state for each in assessments)
    return [Told(counted[state], words) for state, words in _TOLD.items() if counted[state]]


@dataclass(frozen=True)
class AuditFacts:
    """All that the audit pages tell of a portal on its day, computed once."""

    portal: Portal
    packs: tuple[tuple[Pack, tuple[Assessment, ...]], ...]
    units: dict[str, str]

    @cached_property
    def owed(self) -> dict[str, list[tuple[Pack, Assessment]]]:
        """The tasks of each unit, of all packs, as far as they bind this portal."""
        owed: dict[str, list[tuple[Pack, Assessment]]] = {name: [] for name in self.units}
        for pack, assessments in self.packs:
            for each in assessments:
                if each.state is not MandateState.NOT_APPLICABLE:
                    for unit in each.mandate.units:
                        owed[unit].append((pack, each))
        return owed

    @cached_property
    def kept(self) -> dict[str, list[Column]]:
        """The columns that each unit keeps, in the order of columns.yml."""
        kept: dict[str, list[Column]] = {name: [] for name in self.units}
        for column in self.portal.walk():
            if column.unit:
                kept[column.unit].append(column)
        return kept

    @cached_property
    def columns(self) -> dict[Names, Column]:
        """Columns by their names from the top."""
        return {column.path: column for column in self.portal.walk()}

    @cached_property
    def places(self) -> Places:
        """Where the columns of each mandate are."""
        return Places(self.portal)

    @cached_property
    def marks(self) -> dict[str, str]:
        """A digest of each assessment, by the reference of its mandate."""
        return {each.mandate.ref: digest_of(each) for _, assessments in self.packs for each in assessments}

    @cached_property
    def ground(self) -> str:
        """A digest of what links on every page rest on: the addresses of units and columns."""
        return digest_of(self.units, [(path, column.url) for path, column in self.columns.items()])


def audit_facts(portal: Portal, packs: tuple[tuple[Pack, tuple[Assessment, ...]], ...]) -> AuditFacts:
    """Gather the facts; every unit that owes a task or keeps a column gets an address."""
    names = dict.fromkeys(
        unit
        for _, assessments in packs
        for each in assessments
        if each.state is not MandateState.NOT_APPLICABLE
        for unit in each.mandate.units
    )
    names.update(dict.fromkeys(column.unit for column in portal.walk() if column.unit))
    return AuditFacts(portal, packs, _unit_slugs(list(names)))


def _unit_slugs(names: list[str]) -> dict[str, str]:
    slugs: dict[str, str] = {}
    taken: set[str] = set()
    for name, wanted in zip(names, sibling_slugs(names), strict=True):
        slug, number = wanted or full_pinyin(name) or "dw", 1
        while slug in taken:
            number += 1
            slug = f"{wanted}-{number}"
        taken.add(slug)
        slugs[name] = slug
    return slugs


def task_view(pack: Pack, assessment: Assessment, facts: AuditFacts, root: str) -> MandateRow:
    """Return a mandate as a row; ``root`` is the way from the page to the site's root."""
    mandate = assessment.mandate
    return MandateRow(
        anchor=f"m-{mandate.id}",
        id=mandate.id,
        pack=NamedLink(pack.short_title, f"{root}{AUDIT}/{pack.id}/#m-{mandate.id}"),
        clause=mandate.clause,
        section=mandate.section,
        subsection=mandate.subsection,
        summary=mandate.summary,
        lead=tuple(unit_link(name, facts, root) for name in mandate.lead),
        responsible=tuple(unit_link(name, facts, root) for name in mandate.responsible),
        deadline=deadline_words(mandate),
        day=mandate.deadline.isoformat() if mandate.deadline else "",
        columns=tuple(_columns(assessment, facts, root)),
        missing=tuple(">".join(path) for path in assessment.missing),
        state=assessment.state.value,
        label=STATE_LABELS[assessment.state],
        reason=assessment.reason,
        late=assessment.late,
        said=_said(assessment),
        proofs=tuple(_proof(proof, root) for proof in assessment.proofs),
    )


def _said(assessment: Assessment) -> str:
    """Return who stated what, where the reason does not tell it already."""
    stated = assessment.statement
    return "" if stated is None or stated.who in assessment.reason else statement_words(stated)


def _columns(assessment: Assessment, facts: AuditFacts, root: str) -> Iterator[NamedLink]:
    places = facts.places.of(assessment.mandate)
    for column in {column.address: column for columns in places.values() for column in columns}.values():
        yield NamedLink(">".join(column.path[-2:]), root + column.url, ">".join(column.path))


def _proof(proof: Proof, root: str) -> NamedLink:
    if proof.url.startswith(("https://", "http://")):
        return NamedLink(proof.title, proof.url, proof.note)
    return NamedLink(proof.title, root + quote_address(proof.url) if proof.url else "", proof.note)


def unit_link(name: str, facts: AuditFacts, root: str) -> NamedLink:
    """Return the link to a unit's page."""
    slug = facts.units.get(name)
    return NamedLink(name, f"{root}{AUDIT}/units/{slug}/" if slug else "")


def count_line(link: NamedLink, assessments: Iterable[Assessment]) -> StateCount:
    """Return a line of a chart."""
    counted = Counter(each.state for each in assessments)
    counts = tuple(counted[state] for state in STATE_LABELS)
    total = sum(counts)
    return StateCount(link, counts, total, tuple(_segments(counts, total)))


def _segments(counts: tuple[int, ...], total: int) -> Iterator[Segment]:
    start = 0
    for state, count in zip(STATE_LABELS, counts, strict=True):
        if count:
            yield Segment(state.value, round(start * 100 / total, 2), round(count * 100 / total, 2))
            start += count
