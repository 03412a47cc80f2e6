"""A build of a past day: what had no content yet on that day is told, and stops nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from generator.model.finding import Finding, Level

# A portal of today shows a past day with the columns of today: many of them had nothing to hold then.
EMPTINESS = frozenset({"column-empty", "column-empty-many", "page-missing"})


def seen_from_later(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings with those about emptiness as warnings: the past can no longer be filled."""
    return [
        replace(each, level=Level.WARNING) if each.code in EMPTINESS and each.level is Level.ERROR else each
        for each in findings
    ]
