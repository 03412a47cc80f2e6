"""Run every rule over a loaded portal and apply the portal's settings."""

from __future__ import annotations

from generator.check.addresses import check_addresses, check_names
from generator.check.basis import check_basis
from generator.check.by_column import check_by_column
from generator.check.causes.telling import tell_once
from generator.check.circles import check_circles
from generator.check.documents import check_pages, check_unique
from generator.check.duplicates import check_duplicate_texts
from generator.check.files import check_register_files, check_unused_files
from generator.check.kinds import check_kinds
from generator.check.known import sort_known, tell_known
from generator.check.ledger import check_mandates, check_statements
from generator.check.links import check_anchors, check_media
from generator.check.moments import check_hidden_numbers, check_moments
from generator.check.national.channels import check_channels, check_figures, check_messages
from generator.check.national.freshness import check_empty_columns, check_overdue_columns
from generator.check.national.items import check_local_items, check_sections, check_statutory_items
from generator.check.national.stale import check_home, check_stale_columns, check_unkept_columns
from generator.check.national.yearly import check_website_report
from generator.check.old_addresses import check_old_addresses, waiting_files
from generator.check.packs import check_packs
from generator.check.review import check_reviews
from generator.check.settings import CheckResult, apply_settings, check_settings
from generator.check.structure import check_columns, check_identity
from generator.kinds.kind import Rule
from generator.kinds.rules import RULES as KINDS
from generator.load.cache.by_column import ByColumn
from generator.load.portal import Loaded
from generator.model.finding import Finding, sort_findings

RULES: tuple[Rule, ...] = (
    check_settings,
    check_identity,
    check_columns,
    check_empty_columns,
    check_overdue_columns,
    check_stale_columns,
    check_unkept_columns,
    check_home,
    check_channels,
    check_messages,
    check_figures,
    check_statutory_items,
    check_local_items,
    check_sections,
    check_website_report,
    check_unique,
    check_duplicate_texts,
    check_anchors,
    check_circles,
    check_media,
    check_reviews,
    check_pages,
    check_basis,
    check_packs,
    check_mandates,
    check_statements,
    check_register_files,
    check_addresses,
    check_kinds,
    *(rule for family in KINDS for rule in family.rules),
)


def run_checks(loaded: Loaded, kept: ByColumn | None = None) -> CheckResult:
    """Return all findings of a portal, those of loading and those of the rules, in reading order.

    They are levelled as the portal's settings say, which also tell what was switched off and why. Those that are
    known are told as one.
    """
    findings = list(loaded.findings)
    if loaded.portal:
        if kept:
            loaded.portal.lookups.kept_by(kept.get)
        for rule in RULES:
            findings.extend(rule(loaded.portal))
        findings.extend(check_by_column(loaded.portal, kept or ByColumn()))
        findings.extend(check_unused_files(loaded))
        findings.extend(check_names(loaded))
        findings.extend(check_old_addresses(loaded))
        findings.extend(check_moments(loaded))
        findings.extend(check_hidden_numbers(loaded))
        findings = tell_once(loaded, findings, waiting_files(loaded))
    result = apply_settings(sort_findings(findings), loaded)
    if not loaded.known:
        return result
    found = sort_known(result.findings, loaded.known)
    told = tell_known(found, loaded.known_file)
    return CheckResult(sort_findings([*found.new, *told]), result.off, tuple(found.gone))


def check_portal(loaded: Loaded, kept: ByColumn | None = None) -> list[Finding]:
    """Return the findings of a portal that were not switched off; ``kept`` is what is known of its columns."""
    return run_checks(loaded, kept).findings
