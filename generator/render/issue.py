"""An issue of the gazette: its cover and what it prints."""

from __future__ import annotations

from generator.frames.view import quote_address
from generator.model.filings import GazetteIssue
from generator.render.jobs import Card, DocumentJob


def issue_name(issue: GazetteIssue) -> str:
    """Return what an issue is called: 2026年第3期（总第63期）."""
    total = f"（总第{issue.total}期）" if issue.total else ""
    return f"{issue.year}年第{issue.issue}期{total}"


def issue_values(job: DocumentJob, issue: GazetteIssue, root: str) -> dict[str, object]:
    """Return what the block of an issue prints: name, cover, and the documents with their columns."""
    return {
        "name": issue_name(issue),
        "cover": root + quote_address(issue.cover.path) if issue.cover else "",
        "contents": [(card, _href(card, root)) for card in job.contents],
    }


def _href(card: Card, root: str) -> str:
    return root + quote_address(card.address.removesuffix("index.html"))
