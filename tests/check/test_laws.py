"""A column of laws with all their versions: what the checks find there is right, and little."""

from __future__ import annotations

from pathlib import Path

from benchmarks.laws import DAY, write_laws
from generator.check.run import run_checks
from generator.load.portal import load_portal
from generator.model.finding import Level


def test_of_versions_nothing_is_told_and_of_copies_each(tmp_path: Path) -> None:
    versions, copies = write_laws(tmp_path, 310)
    assert versions > 50 and copies
    findings = [
        each for each in run_checks(load_portal(tmp_path, DAY)).findings if each.level is not Level.INFO
    ]
    assert [each.code for each in findings] == ["title-duplicate"] * copies
    assert all("-fb.md" in f"{each.place.path}{each.message}" for each in findings)
