"""``./gongkai test`` itself: it says what is missing, and what it fetches comes from no named place."""

from __future__ import annotations

import json
import os
import subprocess
import sys
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


@pytest.mark.parametrize("browser", run.BROWSERS)
def test_either_browser_will_do(browser: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    others = {"java", "nginx", "node", "npm", "ssh", "sshd", "rsync", "caddy", "apache2", "wget"}
    monkeypatch.setattr("shutil.which", lambda name: name if name in {browser, *others} else None)
    monkeypatch.setattr(run, "FONT_FOLDERS", (tmp_path,))
    assert run.missing_packages() == [run.FONT_PACKAGE]


def test_pytest_comes_last_with_a_worker_for_each_core(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[list[str]] = []

    def note(command: list[str], *_: Path, **_more: str) -> bool:
        called.append(command)
        return True

    monkeypatch.setattr(run, "install_packages", lambda: True)
    monkeypatch.setattr(run, "install_checkers", lambda: True)
    monkeypatch.setattr(run, "call", note)
    assert run.main(["tests/load", "-n", "0"]) == 0
    assert called[-1] == [sys.executable, "-m", "pytest", *run.SPREAD, "tests/load", "-n", "0"]


def test_ruff_looks_through_every_module() -> None:
    """A folder that is left out by its name may be one of ours as well: site/, say, and generator/render/site/."""
    asked = [sys.executable, "-m", "ruff", "check", "--show-files"]
    shown = subprocess.run(
        asked, cwd=REPOSITORY, check=True, capture_output=True, text=True, encoding="utf-8"
    )
    ours = {
        path
        for top in ("generator", "tests", "benchmarks", "docs")
        for path in (REPOSITORY / top).rglob("*.py")
        if "node_modules" not in path.parts
    }
    assert ours - set(map(Path, shown.stdout.splitlines())) == set()


def test_the_tests_work_in_memory_only_where_there_is_room(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("TMPDIR", raising=False)
    monkeypatch.setattr(run, "ROOM", 1)
    monkeypatch.setattr(run, "free_memory", lambda: 2)
    assert run.working_place(tmp_path) == {"TMPDIR": str(tmp_path)}
    monkeypatch.setattr(run, "free_memory", lambda: 0)
    assert run.working_place(tmp_path) == {}
    monkeypatch.setattr(run, "free_memory", lambda: 2)
    assert run.working_place(tmp_path / "missing") == {}
    monkeypatch.setenv("TMPDIR", "/var/tmp")
    assert run.working_place(tmp_path) == {}


def test_what_tells_no_memory_has_none(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("MemTotal: 9 kB\nMemAvailable:    3 kB\n", encoding="ascii")
    assert run.free_memory(tmp_path / "a") == 3 << 10
    assert run.free_memory(tmp_path / "b") == 0


GOOD = "def test_good():\n    assert True\n"
SKIPPED = "import pytest\n\ndef test_left_out():\n    pytest.skip('不方便')\n"
LEFT_OUT = "import pytest\n\npytest.skip('整个文件都不方便', allow_module_level=True)\n"
WARNED = "import warnings\n\ndef test_warned():\n    warnings.warn('快要不能用了', DeprecationWarning)\n"
UNEXPECTED = "import pytest\n\n@pytest.mark.xfail\ndef test_passes():\n    assert True\n"


@pytest.mark.parametrize(
    ("texts", "summary"),
    [((GOOD, SKIPPED, LEFT_OUT), "1 passed, 2 skipped"), ((GOOD, WARNED, UNEXPECTED), "2 failed, 1 passed")],
    ids=["skipped", "warned and unexpected"],
)
def test_rules_hold_in_workers_too(texts: tuple[str, ...], summary: str, tmp_path: Path) -> None:
    for number, text in enumerate(texts):
        (tmp_path / f"test_{number}.py").write_text(text, encoding="utf-8")
    settings = ["-c", str(REPOSITORY / "pyproject.toml"), "--rootdir", str(tmp_path), "-p", "tests.session"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *settings, "-n", "1", "--dist", "worksteal", str(tmp_path)],
        cwd=REPOSITORY,
        env={**os.environ, "PYTHONUTF8": "1", "PYTEST_DEBUG_TEMPROOT": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    assert f" {summary} in " in done.stdout.splitlines()[-1]


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
