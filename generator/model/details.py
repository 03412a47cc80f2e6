"""What documents of one kind say beyond the head that all documents share.

Each kind of disclosure (an office guide, a consultation, an issue of the gazette) has its own small model
and one field here, None where a document is not of that kind.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.kinds.consultation.model import Consultation, DecisionCatalogue
from generator.kinds.filings.model import AnnualReport, Budget, GazetteIssue, Handbook, LawReport
from generator.kinds.guide.model import Guide
from generator.kinds.plan.model import Plan
from generator.kinds.policy.model import PolicyLife
from generator.kinds.press.model import Press
from generator.kinds.request.model import RequestDesk
from generator.model.asset import Asset
from generator.model.interpretation import Interpretation


@dataclass(frozen=True)
class Details:
    """The kind-specific parts of a document."""

    policy: PolicyLife | None = None
    interpretation: Interpretation | None = None
    annual_report: AnnualReport | None = None
    law_report: LawReport | None = None
    budget: Budget | None = None
    gazette: GazetteIssue | None = None
    handbook: Handbook | None = None
    consultation: Consultation | None = None
    decisions: DecisionCatalogue | None = None
    guide: Guide | None = None
    plan: Plan | None = None
    press: Press | None = None
    request: RequestDesk | None = None

    def stated(self) -> list[str]:
        """Return the names of the parts that are there."""
        return [] if self is NO_DETAILS else [name for name, part in vars(self).items() if part is not None]


# One object for the many documents of no kind: what is written and sent of them names it once.
NO_DETAILS = Details()


def detail_files(details: Details) -> Iterator[Asset]:
    """Yield the files that the kind-specific parts offer."""
    if details.gazette and details.gazette.cover:
        yield details.gazette.cover
    if details.consultation:
        for paper in (details.consultation.text, details.consultation.explanation):
            if paper and paper.file:
                yield paper.file
    for material in details.guide.materials if details.guide else ():
        yield from (file for file in (material.blank, material.sample) if file)
    if details.request:
        yield from (form.file for form in details.request.forms)


def detail_sources(details: Details) -> Iterator[str]:
    """Yield the paths of files that the kind-specific parts are read from and that are not published."""
    if details.annual_report and details.annual_report.data:
        yield details.annual_report.data
