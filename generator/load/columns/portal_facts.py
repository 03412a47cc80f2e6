"""The portal's own entries in columns.yml, apart from its columns."""

from __future__ import annotations

from dataclasses import dataclass

from generator.load.columns.declare_columns import PortalDeclaration
from generator.model.words import PortalLevel


@dataclass(frozen=True)
class PortalFacts:
    """Name, level, domain and so on, as data that a cache can hold."""

    name: str
    level: PortalLevel
    domain: str
    site_code: str
    organizer: str
    packs: tuple[str, ...]
    audit: bool


def portal_facts(declared: PortalDeclaration) -> PortalFacts:
    """Return what was declared; the organizer is the body itself where none is named."""
    return PortalFacts(
        name=declared.name,
        level=declared.level,
        domain=declared.domain,
        site_code=declared.site_code,
        organizer=declared.organizer or declared.name,
        packs=tuple(declared.packs),
        audit=declared.audit,
    )
