"""What documents of one kind say beyond the head that all documents share.

Each kind of disclosure (an office guide, a consultation, an issue of the gazette) has its own small model
and one field here, None where a document is not of that kind.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.model.asset import Asset
from generator.model.filings import AnnualReport, Budget, GazetteIssue, Handbook, LawReport
from generator.model.interpretation import Interpretation
from generator.model.policy import PolicyLife


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


def detail_files(details: Details) -> Iterator[Asset]:
    """Yield the files that the kind-specific parts offer."""
    if details.gazette and details.gazette.cover:
        yield details.gazette.cover


def detail_sources(details: Details) -> Iterator[str]:
    """Yield the paths of files that the kind-specific parts are read from and that are not published."""
    if details.annual_report and details.annual_report.data:
        yield details.annual_report.data
