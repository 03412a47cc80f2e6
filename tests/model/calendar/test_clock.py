"""The clock is China's, and a document appears at its moment, whatever the machine's zone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.calendar.clock import day_of, moment_of
from tests.helpers import REPOSITORY, document, make_portal, run

_NOW = "from generator.model.calendar.clock import china_now; print(china_now().isoformat())"
_MOMENTS = st.datetimes(datetime(1950, 1, 1), datetime(2199, 1, 1))


@pytest.mark.parametrize("zone", ["UTC", "Asia/Shanghai", "America/Los_Angeles", "XYZ-14", "XYZ+12"])
def test_now_is_chinas_in_every_zone(zone: str) -> None:
    told = subprocess.run(
        [sys.executable, "-c", _NOW], capture_output=True, text=True, check=True, cwd=REPOSITORY,
        env={**os.environ, "TZ": zone},
    ).stdout.strip()  # fmt: skip
    here = datetime.now().astimezone()
    expected = (here - (here.utcoffset() or timedelta())).replace(tzinfo=None) + timedelta(hours=8)
    assert abs(expected - datetime.fromisoformat(told)) < timedelta(minutes=10)


@given(_MOMENTS)
def test_a_day_ends_after_each_of_its_moments(moment: datetime) -> None:
    assert day_of(moment) == moment.date() == day_of(moment.date())
    assert moment_of(moment) == moment <= moment_of(moment.date())
    assert not isinstance(day_of(moment), datetime)


@pytest.mark.parametrize(
    ("as_of", "shown"),
    [
        ("2026-11-30", True),
        ("2026-11-30 09:29", False),
        ("2026-11-30T09:30", True),
        ("2026-11-30 09:30:00", True),
        ("2026-11-29 23:59", False),
        ("2026-11-29", False),
    ],
)
def test_a_document_appears_at_its_moment(as_of: str, shown: bool, tmp_path: Path) -> None:
    root = make_portal(tmp_path, {"content/tzgg/a.md": document(published="2026-11-30 09:30")})
    told = json.loads(run("check", "--root", root, "--as-of", as_of, "--format", "json").out)["findings"]
    assert [each["code"] for each in told] == ([] if shown else ["not-yet-published"])


@pytest.mark.parametrize("as_of", ["2026-11-30 25:00", "09:30", "2026-11-30 09:30+08:00", "2026-11-30 ", ":"])
def test_what_is_no_moment_is_told(as_of: str, tmp_path: Path) -> None:
    outcome = run("check", "--root", make_portal(tmp_path), "--as-of", as_of)
    assert outcome.code == 2
    assert "2026-03-02 09:30" in outcome.out + outcome.err


def test_a_build_is_unchanged_only_until_something_appears(tmp_path: Path) -> None:
    files = {
        "content/tzgg/a.md": document("早上的", published="2026-11-30 08:00"),
        "content/tzgg/b.md": document("下午的", published="2026-11-30 15:00"),
        "content/tzgg/c.md": document("草稿", published="2026-11-30 10:00", draft="true"),
    }
    root = make_portal(tmp_path, files)

    def build(as_of: str) -> tuple[bool, int]:
        outcome = run("build", "--root", root, "--as-of", as_of)
        assert outcome.code == 0, outcome.out + outcome.err
        return "没有变化" in outcome.out, len(list((root / "site/tzgg").glob("[ab].html")))

    assert build("2026-11-30 09:00") == (False, 1)
    assert build("2026-11-30 14:59") == (True, 1)
    assert build("2026-11-30 15:00") == (False, 2)
    assert build("2026-11-30") == (True, 2)
    assert build("2026-11-30 15:30") == (True, 2)
    assert build("2026-11-30 14:00") == (False, 1)
    assert build("2026-11-30 07:00") == (False, 0)


def test_the_rules_see_a_day(tmp_path: Path) -> None:
    """All rules are of days: a moment gives what its day gives, but for what has not appeared."""
    root = make_portal(
        tmp_path, {"content/tzgg/a.md": document(published="2026-03-03 09:30", expires="2026-11-29")}
    )
    by_day, by_moment = (
        run("tree", "--root", root, "--as-of", as_of, "--format", "json").out
        for as_of in ("2026-11-30", "2026-11-30 00:00")
    )
    assert by_day == by_moment
    assert date.fromisoformat("2026-11-30") == day_of(datetime(2026, 11, 30))
