"""``./gongkai test`` itself: it says what is missing, and what it fetches comes from no named place."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests import run
from tests.helpers import REPOSITORY


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine that has none of the programs and fonts."""
    monkeypatch.setattr("shutil.which", lambda _name: None)
    monkeypatch.setattr(run, "FONT_FOLDERS", (tmp_path,))


@pytest.mark.usefixtures("bare")
def test_missing_programs_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main([]) == 2
    said = capsys.readouterr().out
    for package in ("chromium", "default-jre-headless", "nodejs", "npm", "fonts-noto-cjk"):
        assert package in said
    assert "apt-get install" in said


def test_nothing_is_missing_here() -> None:
    assert run.missing_packages() == []


def test_lock_names_versions_and_digests_but_no_place() -> None:
    text = (REPOSITORY / "tests/browser/package-lock.json").read_text(encoding="utf-8")
    assert "resolved" not in text
    assert "://" not in text
    wanted = json.loads((REPOSITORY / "tests/browser/package.json").read_text(encoding="utf-8"))[
        "dependencies"
    ]
    locked = json.loads(text)["packages"]
    for name, version in wanted.items():
        assert locked[f"node_modules/{name}"]["version"] == version
        assert locked[f"node_modules/{name}"]["integrity"].startswith("sha512-")


def test_ci_runs_the_same_command() -> None:
    script = REPOSITORY / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert script.read_text(encoding="utf-8").rstrip().endswith("exec ./gongkai test")
