"""Every finding code, shown by a whole small portal in sites_invalid/<code>/ (or made in a named test)."""

from __future__ import annotations

import contextlib
import importlib
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.kinds.catalogue import CATALOGUE
from generator.model.finding import Level
from tests.helpers import AS_OF, MARKS, calm, digest, run

SITES = Path(__file__).parent / "sites_invalid"
CASES = sorted(path.name for path in SITES.iterdir() if path.is_dir())
# Codes whose portal cannot be kept in git, or that never come alone; the test that makes it while it runs.
MADE_AT_RUN_TIME = {
    "file-changed": "tests.publish.test_steady:test_a_source_that_changes_stops_the_build",
    "file-name": "tests.load.source.test_content:test_a_name_that_nothing_can_bear_is_told",
    "file-name-windows": "tests.check.test_addresses:test_names_that_windows_refuses_are_told",
    "file-too-large": "tests.load.source.test_text:test_large_files_are_not_read",
    "column-mandated": "tests.check.test_mandates:test_a_missing_column_is_found_and_its_mandate_not_met",
    "output-link": "tests.publish.test_output:test_a_theme_that_drops_what_is_required_changes_nothing",
    "output-mark": "tests.publish.test_output:test_a_theme_that_drops_what_is_required_changes_nothing",
    "output-tags": "tests.publish.test_output:test_a_theme_that_drops_what_is_required_changes_nothing",
    "workdays-unknown": "tests.check.test_deadlines:test_beyond_the_announced_calendar_what_is_certain_is_said_and_what_is_not_is_listed",
}


def lay_out(code: str, folder: Path) -> Path:
    """Copy a case into ``folder``; what the case is not about (the footer, age, emptiness) is seen to."""
    root = folder / "portal"
    shutil.copytree(SITES / code, root, ignore=shutil.ignore_patterns("expected.yml"))
    (root / "content").mkdir(exist_ok=True)
    if not (root / "mkdocs.yml").exists():
        (root / "mkdocs.yml").write_text(MARKS, encoding="utf-8", newline="\n")
    columns = root / "columns.yml"
    with contextlib.suppress(OSError, UnicodeDecodeError):
        text = columns.read_text(encoding="utf-8")
        columns.write_text(calm(text), encoding="utf-8", newline="\n")
    return root


def expectation(code: str) -> Any:
    """Return what expected.yml of a case states."""
    return yaml.safe_load((SITES / code / "expected.yml").read_text(encoding="utf-8"))


def place(finding: dict[str, Any]) -> tuple[str, str, int, int]:
    """Return what identifies a finding."""
    return finding["code"], finding["path"], finding["line"], finding["column"]


@pytest.mark.parametrize("code", CASES)
def test_check_finds_exactly_what_is_wrong(code: str, tmp_path: Path) -> None:
    wanted = expectation(code)
    outcome = run("check", "--root", lay_out(code, tmp_path), "--as-of", AS_OF, "--format", "json")
    found = json.loads(outcome.out)["findings"]
    assert [place(finding) for finding in found] == [place(finding) for finding in wanted["findings"]]
    for finding, one in zip(found, wanted["findings"], strict=True):
        assert all(word in finding["message"] for word in one["words"]), finding["message"]
        assert finding["level"] == CATALOGUE[finding["code"]].level.value
        assert finding["hint"]
    assert outcome.code == wanted["exit"]
    assert outcome.err == ""


@pytest.mark.parametrize("code", CASES)
def test_text_report_names_place_code_and_cure(code: str, tmp_path: Path) -> None:
    outcome = run("check", "--root", lay_out(code, tmp_path), "--as-of", AS_OF)
    for one in expectation(code)["findings"]:
        assert f"{one['path']}:{one['line']}:{one['column']}" in outcome.out
        assert f"[{one['code']}]" in outcome.out
    assert "改法：" in outcome.out


@pytest.mark.parametrize("code", [code for code in CASES if CATALOGUE[code].level is Level.ERROR])
def test_build_leaves_the_live_site_as_it_was(code: str, tmp_path: Path) -> None:
    root = lay_out(code, tmp_path)
    (root / "site").mkdir()
    (root / "site" / "index.html").write_text("<p>昨天的网站</p>", encoding="utf-8")
    before = digest(root / "site")
    outcome = run("build", "--root", root, "--as-of", AS_OF)
    assert outcome.code == expectation(code)["exit"]
    assert digest(root / "site") == before
    assert "Traceback" not in outcome.out + outcome.err
    assert code in outcome.out


def test_every_code_is_shown() -> None:
    assert set(CATALOGUE) == {*CASES, *MADE_AT_RUN_TIME}
    for name in MADE_AT_RUN_TIME.values():
        module, _, function = name.partition(":")
        assert callable(getattr(importlib.import_module(module), function))


@pytest.mark.parametrize("code", CASES)
def test_folder_shows_its_own_code(code: str) -> None:
    assert [finding["code"] for finding in expectation(code)["findings"]] == [code]
