"""The blocks of a consultation and of a catalogue of decisions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.data import dataclass
from generator.kinds.consultation.decisions import Known, decision_rows
from generator.kinds.consultation.model import CHAIN, CONSULTATION, ITEM, Consultation, DecisionCatalogue
from generator.model.addresses.address import public_address
from generator.model.addresses.links import quote_address
from generator.model.asset import Paper
from generator.model.calendar.days import chinese_day
from generator.views.block import Block, BlockPlace
from generator.views.job import DocumentJob, Related
from generator.views.rows import FileLink, file_link

_PENDING = "尚未公布"


@dataclass(frozen=True)
class ChainStep:
    """One step of the procedure: its document, or in words why there is none."""

    role: str
    title: str
    href: str
    note: str
    current: bool


@dataclass(frozen=True)
class PaperLink:
    """Where a paper of a consultation is."""

    label: str
    title: str
    href: str
    file: FileLink | None = None


def consultation_blocks(job: DocumentJob, root: str) -> Iterator[Block]:
    """Yield the facts of a consultation above its text, and the whole procedure below."""
    consultation = job.document.part(Consultation)
    if consultation:
        values: dict[str, object] = {
            "state": job.around.state,
            "period": period_words(consultation),
            "days": consultation.days,
            "consultation": consultation,
            "papers": list(_papers(consultation, job, root)),
            "result": _of_role(job, "结果反馈", root),
        }
        yield Block(BlockPlace.BEFORE_TEXT, "consultation/block-consultation.html", values)
    if job.document.part(DecisionCatalogue):
        yield Block(BlockPlace.BEFORE_TEXT, "consultation/block-decisions.html", _decisions(job, root))
    steps = list(_steps(job, root))
    if steps:
        yield Block(BlockPlace.AFTER_TEXT, "consultation/block-chain.html", {"steps": steps})


def period_words(consultation: Consultation) -> str:
    """Return the term of a consultation as people write it; empty when it is not stated."""
    opens, closes = consultation.opens, consultation.closes
    if not closes:
        return f"{day_words(opens)}起" if opens else ""
    return f"{day_words(opens)}至{day_words(closes)}" if opens else f"截至{day_words(closes)}"


def day_words(day: date | None) -> str:
    """Return a day as 2026年3月2日."""
    return chinese_day(day) if day else ""


def _href(related: Related, root: str) -> str:
    return root + quote_address(public_address(related.card.address))


def _of_role(job: DocumentJob, role: str, root: str) -> PaperLink | None:
    found = next((each for each in job.around.related if each.role == role), None)
    return PaperLink(role, found.card.title, _href(found, root)) if found else None


def _papers(consultation: Consultation, job: DocumentJob, root: str) -> Iterator[PaperLink]:
    for role, paper in (("征求意见稿", consultation.text), ("起草说明", consultation.explanation)):
        if paper:
            yield from _paper(role, paper, job, root)


def _paper(role: str, paper: Paper, job: DocumentJob, root: str) -> Iterator[PaperLink]:
    if paper.file:
        yield PaperLink(role, paper.file.name, "", file_link(paper.file, root))
    elif not paper.document:
        yield PaperLink(role, "见下文", "#gk-text")
    elif link := _of_role(job, role, root):
        yield link


def _steps(job: DocumentJob, root: str) -> Iterator[ChainStep]:
    """Yield the procedure as far as it is public; on the page of the consultation also what is to come."""
    known = {role: [each for each in job.around.related if each.role == role] for role in CHAIN}
    if not known[CONSULTATION]:
        return
    for role in CHAIN:
        for each in known[role]:
            current = each.path == job.document.path
            note = each.state if role == CONSULTATION else each.card.date
            yield ChainStep(role, each.card.title, "" if current else _href(each, root), note, current)
        if not known[role] and role in CHAIN[4:]:
            yield ChainStep(role, _PENDING, "", "", False)


def _decisions(job: DocumentJob, root: str) -> dict[str, object]:
    known = {
        each.path: Known(each.card.address, each.state) for each in job.around.related if each.role == ITEM
    }
    catalogue = job.document.part(DecisionCatalogue)
    return {"rows": decision_rows(catalogue.items if catalogue else (), known, root)}
