"""The launcher of a portal of its own: installs the version that is pinned, from wherever its wheel is."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.test_launchers import BATCH, ODD_NAMES, Checkout, lines

PIN = "gongkai==0.1.0\n"


class Portal(Checkout):
    """A portal with the launcher, and a Python that installs a verifier and nothing else."""

    def __init__(self, folder: Path, name: str = "网站") -> None:
        super().__init__(folder, name)
        (self.root / "requirements").rename(self.root / "program")
        (self.root / "program" / "test.txt").unlink()
        (self.root / "program" / "gongkai.txt").write_text(PIN)

    def pin(self, version: str) -> None:
        (self.root / "program" / "gongkai.txt").write_text(f"gongkai=={version}\n")


@pytest.fixture
def portal(tmp_path: Path) -> Portal:
    return Portal(tmp_path)


@pytest.mark.parametrize("name", ODD_NAMES)
def test_it_installs_the_lock_and_then_the_version(tmp_path: Path, name: str) -> None:
    portal = Portal(tmp_path, name)
    for _ in range(2):
        result = portal("new", "通知公告", "a  b")
        assert (result.returncode, result.stdout) == (7, "[-I][-X][utf8][-m][generator][new][通知公告][a  b]")
    program = portal.root / "program"
    assert portal.told(f"--require-hashes -r {program}/run.txt") == 1
    assert portal.told(f"--no-deps --only-binary=:all: -r {program}/gongkai.txt") == 1
    assert portal.told(" -e ") == 0
    assert portal.told("site-packages/generator/cli/verify_alone.py") == 2, "once for what is surplus"


def test_another_version_is_installed_when_the_pin_says_so(portal: Portal) -> None:
    portal("check")
    portal.pin("0.2.0")
    assert portal("check").returncode == 7
    assert portal.told("program/gongkai.txt") == 2
    assert portal.told("-m venv") == 1
    (portal.root / "program" / "run.txt").write_text("another lock\n")
    portal("check")
    assert portal.told("program/gongkai.txt") == 3


def test_its_own_wheel_is_taken_and_the_libraries_from_an_index(portal: Portal) -> None:
    (portal.root / "wheels").mkdir()
    (portal.root / "wheels/gongkai-0.1.0-py3-none-any.whl").touch()
    portal("check")
    assert portal.told("pip install --quiet --quiet --require-hashes -r") == 1
    assert (
        portal.told(f"--no-index --find-links {portal.root}/wheels -r {portal.root}/program/gongkai.txt") == 1
    )


@pytest.mark.parametrize("told", [True, False])
def test_the_wheels_of_a_kit_are_all_that_is_asked(portal: Portal, tmp_path: Path, told: bool) -> None:
    wheels = tmp_path / "离线 包" / "wheels" if told else portal.root / "wheels"
    wheels.mkdir(parents=True)
    for name in ("gongkai-0.1.0-py3-none-any.whl", "mkdocs-1.6.1-py3-none-any.whl"):
        (wheels / name).touch()
    if told:
        portal("check", GONGKAI_WHEELS=str(wheels))
    else:
        portal("check")
    assert portal.told(f"--no-index --find-links {wheels} --require-hashes") == 1
    assert portal.told(f"--no-index --find-links {wheels} -r") == 1


def test_what_cannot_be_installed_is_told_with_the_ways_out(portal: Portal) -> None:
    path = portal.bin / "python3"
    path.write_text(
        path.read_text().replace(
            "*'-m pip install'*-r*)", "*gongkai.txt*) exit 1 ;;\n  *'-m pip install'*-r*)"
        )
    )
    result = portal("check")
    assert result.returncode == 2
    for words in ("gongkai==0.1.0", "wheels", "GONGKAI_WHEELS"):
        assert words in result.stderr
    portal.add_python("python3")
    assert portal("check").returncode == 7
    assert portal.told("-m venv") == 2, "what was half installed is not built upon"


def test_it_has_no_tests_to_run(portal: Portal) -> None:
    assert portal("test", "-k", "x").stdout == "[-I][-X][utf8][-m][generator][test][-k][x]"


def test_both_launchers_are_of_one_mind() -> None:
    shell = (Path(__file__).parents[1] / "gongkai").read_text(encoding="utf-8")
    for words in (
        "program/gongkai.txt",
        "GONGKAI_WHEELS",
        "gongkai-pin.txt",
        "--only-binary=:all:",
        "--no-deps",
    ):
        assert words in shell
        assert words.replace("/", "\\") in BATCH, words
    pinned = [line for line in lines() if "%pin%" in line and "pip install" in line]
    assert len(pinned) == 2
    assert all(" -I " in line and "--no-deps" in line for line in pinned)
    assert subprocess.run(["sh", "-n", Path(__file__).parents[1] / "gongkai"], check=False).returncode == 0
    assert os.access(Path(__file__).parents[1] / "gongkai", os.X_OK)
