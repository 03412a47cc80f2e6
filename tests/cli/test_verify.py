"""``gongkai verify`` on the environment that the tests run in."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator.supply.installed import library_folder
from generator.supply.lock import read_lock
from generator.supply.place import run_lock, verifier
from tests.helpers import REPOSITORY, run
from tests.supply.environments import make_environment, make_lock, make_wheels


def test_this_environment_is_as_locked() -> None:
    outcome = run("verify", "--format", "json")
    told = json.loads(outcome.out)
    assert (told["problems"], told["advisories"], outcome.code) == ([], None, 0)
    assert told["checked"]["distributions"] > 50
    assert told["checked"]["files"] > 5000


def test_without_advisories_it_says_that_none_were_looked_at() -> None:
    outcome = run("verify")
    assert outcome.code == 0
    assert "没有核对安全公告" in outcome.out


def test_an_advisory_on_what_is_pinned_ends_with_one(tmp_path: Path) -> None:
    pin = next(pin for pin in read_lock(run_lock()) if pin.name == "click")
    package = {"ecosystem": "PyPI", "name": "Click"}
    advisory = {
        "id": "GHSA-aaaa-bbbb-cccc", "summary": "made up", "aliases": [],
        "affected": [{"package": package, "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}]}]}],
    }  # fmt: skip
    (tmp_path / "osv.json").write_text(json.dumps(advisory))
    outcome = run("verify", "--advisories", tmp_path / "osv.json")
    assert outcome.code == 1
    assert f"错误 click {pin.version}　GHSA-aaaa-bbbb-cccc：made up" in outcome.out
    assert "还没有修复的版本" in outcome.out
    assert "1条与锁定的版本有关" in outcome.out
    told = json.loads(run("verify", "--advisories", tmp_path / "osv.json", "--format", "json").out)
    assert [each["package"] for each in told["advisories"]] == ["click"]


def test_the_bill_is_written(tmp_path: Path) -> None:
    assert run("verify", "--sbom", tmp_path / "bom.json").code == 0
    assert json.loads((tmp_path / "bom.json").read_text(encoding="utf-8"))["bomFormat"] == "CycloneDX"
    outcome = run("verify", "--sbom", tmp_path / "no" / "bom.json")
    assert (outcome.code, "写不了" in outcome.err) == (2, True)


def test_wrong_uses_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "没有“" in run("verify", "--wheels", tmp_path / "none").err
    assert "读不了" in run("verify", "--advisories", tmp_path / "none").err
    monkeypatch.setattr(sys, "prefix", sys.base_prefix)
    outcome = run("verify")
    assert (outcome.code, "没有装在自己的运行环境里" in outcome.err) == (2, True)


def test_nothing_beside_the_program_or_in_the_environment_runs(tmp_path: Path) -> None:
    canary = tmp_path / "canary"
    shutil.copytree(
        REPOSITORY / "generator", tmp_path / "generator", ignore=shutil.ignore_patterns("__pycache__")
    )
    wheels = make_wheels(tmp_path / "wheels")
    environment, lock = make_environment(tmp_path / "venv"), make_lock(tmp_path / "lock.txt", wheels)
    payload = f"open({str(canary)!r}, 'a').write(__name__)\n"
    names = (
        "csv",
        "zipfile",
        "platform",
        "hashlib",
        "marshal",
        "packaging",
        "sitecustomize",
        "usercustomize",
    )
    for folder in (tmp_path, library_folder(environment)):
        for name in names:
            (folder / f"{name}.py").write_text(payload)
    (library_folder(environment) / "evil.pth").write_text(f"import os; open({str(canary)!r}, 'w')\n")
    script = tmp_path / "generator" / "cli" / "verify_alone.py"
    result = subprocess.run(
        [sys.executable, "-I", "-S", script, environment, lock, "--wheels", wheels],
        capture_output=True, encoding="utf-8", check=False, cwd=tmp_path,
    )  # fmt: skip
    assert not canary.exists(), canary.read_text()
    assert result.returncode == 1
    assert result.stdout.count("[file-stray]") == len(names) + 1
    assert "每次启动都会运行" in result.stdout


def test_a_lock_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    environment = make_environment(tmp_path / "venv")
    (tmp_path / "lock.txt").write_text("click>=8\n")
    for lock in (tmp_path / "lock.txt", tmp_path / "none.txt"):
        result = subprocess.run(
            [sys.executable, "-I", "-S", verifier(), environment, lock],
            capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip
        assert (result.returncode, result.stderr[:6]) == (2, "没有完成核对")
