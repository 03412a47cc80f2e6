"""The ledger of any day: nothing later counts, and no day ends in an error."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from generator.check.proofs.states import assess_portal
from generator.check.run import check_portal
from generator.load.documents.parse_cache import ParseCache
from generator.load.portal import load_portal
from generator.model.mandate import MandateState
from generator.model.portal import Portal
from generator.model.register import Register
from tests.check.proofs.portals import states
from tests.helpers import run

FIRST, LAST = date(2019, 1, 1), date(2028, 12, 31)
DAYS = sorted(random.Random(15).sample([FIRST + timedelta(n) for n in range((LAST - FIRST).days + 1)], 200))
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def until(portal: Portal, day: date) -> Portal:
    """Return a portal without anything that is later than a day."""
    return replace(
        portal,
        documents=tuple(each for each in portal.documents if each.published.date() <= day),
        registers=tuple(rows_until(each, day) for each in portal.registers),
        statements=tuple(each for each in portal.statements if each.day <= day),
    )


def rows_until(register: Register, day: date) -> Register:
    """Return a register without its rows of later days."""
    at = register.dated
    kept = [
        n for n, row in enumerate(register.rows) if at is None or not row[at] or row[at] <= day.isoformat()
    ]
    return replace(
        register, rows=tuple(register.rows[n] for n in kept), lines=tuple(register.lines[n] for n in kept)
    )


def test_nothing_later_than_the_day_counts_on_any_of_two_hundred_days(wanzhou_root: Path) -> None:
    cache, seen = ParseCache(), set[MandateState]()
    for day in DAYS:
        loaded = load_portal(wanzhou_root, day, cache=cache)
        assert loaded.portal
        if day.day < 4:
            check_portal(loaded)
        assessed = assess_portal(loaded.portal)
        assert assessed == assess_portal(until(loaded.portal, day)), day
        for _, assessments in assessed:
            for each in assessments:
                seen.add(each.state)
                told = [found for proof in each.proofs for found in _DAY.findall(proof.note)]
                assert all(found <= day.isoformat() for found in told), (day, each.mandate.ref)
                if each.statement:
                    assert each.statement.day <= day
    assert seen >= {MandateState.NOT_DUE, MandateState.MET, MandateState.STATED, MandateState.UNJUDGED}


def test_before_it_was_signed_nothing_of_a_directive_is_due(wanzhou_root: Path) -> None:
    early = states(wanzhou_root, "wanzhou-2021", date(2021, 6, 2))
    assert {each.state for each in early.values()} == {MandateState.NOT_DUE, MandateState.NOT_APPLICABLE}
    assert states(wanzhou_root, "wanzhou-2021", date(2021, 6, 3))["15"].state is MandateState.MET


def test_filing_and_disclosure_are_due_apart(wanzhou_root: Path) -> None:
    assert states(wanzhou_root, "wanzhou-2021", date(2022, 1, 15))["104"].state is MandateState.NOT_DUE
    after = states(wanzhou_root, "wanzhou-2021", date(2022, 2, 1))["104"]
    assert after.state is MandateState.NEEDS_STATEMENT
    assert "1月15日前报送" in after.reason
    disclosed = states(wanzhou_root, "wanzhou-2021", date(2022, 4, 1))["104"]
    assert (disclosed.state, disclosed.late) == (MandateState.UNJUDGED, False)


@pytest.mark.parametrize("day", ["2019-02-28", "2020-12-31", "2024-02-29", "2028-12-31"])
def test_the_verbs_end_well_on_any_day(day: str, wanzhou_root: Path) -> None:
    assert run("ledger", "wanzhou-2021", "--root", wanzhou_root, "--as-of", day, "--format", "csv").code == 0
    outcome = run("check", "--root", wanzhou_root, "--as-of", day)
    assert outcome.code in (0, 1)
    assert outcome.err == ""
