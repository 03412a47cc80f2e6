"""The name of an issue of the gazette."""

from __future__ import annotations

from generator.kinds.gazette.model import GazetteIssue


def issue_name(issue: GazetteIssue) -> str:
    """Return the name of an issue: 2026年第3期（总第63期）."""
    total = f"（总第{issue.total}期）" if issue.total else ""
    return f"{issue.year}年第{issue.issue}期{total}"
