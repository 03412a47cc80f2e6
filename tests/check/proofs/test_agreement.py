"""Ledger and check never disagree about a fact: the one computes it, the other reads it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.check.ledger import check_mandates
from generator.check.proofs.states import assess_portal
from generator.kinds.filings.rules import check_submissions
from generator.kinds.policy.rules import check_interpretations
from generator.kinds.press.rules import check_press
from generator.model.mandate import MandateState
from generator.model.portal import Portal
from tests.check.proofs.portals import loaded

CODES = {
    "mandate-unmet": MandateState.NOT_MET,
    "mandate-partly": MandateState.PARTLY,
    "mandate-unjudged": MandateState.UNJUDGED,
    "mandate-statement": MandateState.NEEDS_STATEMENT,
}


@cache
def whole(root: Path) -> Portal:
    """Return the portal as it stands in 2024."""
    portal = loaded(root, date(2024, 6, 1)).portal
    assert portal
    return portal


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_they_tell_the_same_of_any_portal(wanzhou_root: Path, data: st.DataObject) -> None:
    portal = whole(wanzhou_root)
    lost = data.draw(st.sets(st.sampled_from([each.path for each in portal.documents]), max_size=60))
    tables = data.draw(st.sets(st.sampled_from([each.path for each in portal.registers])))
    day = data.draw(st.dates(date(2021, 1, 1), date(2024, 6, 1)))
    portal = replace(
        portal,
        as_of=day,
        documents=tuple(
            each for each in portal.documents if each.path not in lost and each.published.date() <= day
        ),
        registers=tuple(each for each in portal.registers if each.path not in tables),
    )
    ((_, assessments),) = assess_portal(portal)
    by_id = {each.mandate.id: each for each in assessments}
    findings = list(check_mandates(portal))
    for code, state in CODES.items():
        told = {ref for finding in findings if finding.code == code for ref in finding.basis}
        assert told == {each.mandate.ref for each in assessments if each.state is state and not each.missing}

    # The portal's own body files law reports: the rule on missing ones knows the same reports.
    missing = [each for each in check_submissions(portal) if each.message.startswith("没有找到")]
    lacks = any("2021年政府信息公开工作年度报告" in each.message for each in missing)
    if day > date(2022, 3, 31) and any(each.layout == "annual-reports" for each in portal.walk()):
        assert lacks == (
            "2021年政府信息公开工作年度报告" in by_id["105"].reason
            and by_id["105"].state is not MandateState.MET
        )

    # Events of 2021 are counted by one rule.
    short = [each for each in check_press(portal) if "2021年" in each.message and each.code == "press-count"]
    if short:
        assert by_id["31"].state is not MandateState.MET

    # What is said of interpretations is said by one rule.
    unrelated = [each for each in check_interpretations(portal) if each.code == "interpretation-unrelated"]
    if by_id["21"].state is MandateState.MET:
        assert not unrelated
