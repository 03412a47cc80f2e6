"""The rule on the three reviews (三审三校)."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.proofs.told import unsigned
from generator.model.finding import Finding
from generator.model.portal import Portal


def check_reviews(portal: Portal) -> Iterator[Finding]:
    """Three persons have signed, each one review; only where ``limits.review`` asks for it."""
    if portal.limits.review:
        yield from unsigned(portal)
