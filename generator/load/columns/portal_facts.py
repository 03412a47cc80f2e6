"""The portal's own entries in columns.yml, apart from its columns."""

from __future__ import annotations

from generator.data import dataclass
from generator.load.columns.declare_columns import PortalDeclaration
from generator.load.columns.declare_policies import PoliciesDeclaration
from generator.model.interpretation import PolicyRules
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


def policy_rules(declared: PoliciesDeclaration) -> PolicyRules:
    """Return what columns.yml asks of policies and their interpretations."""
    return PolicyRules(
        elements=tuple(declared.elements),
        element_forms=tuple(declared.element_forms),
        repeat_share=declared.repeat_share,
        important=tuple(declared.important),
        own_hosts=tuple(declared.own_hosts),
    )
