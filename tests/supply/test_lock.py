"""The lock files as pip reads them."""

from __future__ import annotations

from pathlib import Path

import pytest
from packaging.requirements import Requirement

from generator.supply.lock import pins_for, plain, read_lock
from generator.supply.markers import environment_for
from tests.helpers import REPOSITORY

RUN = REPOSITORY / "requirements" / "run.txt"
TEST = REPOSITORY / "requirements" / "test.txt"


@pytest.mark.parametrize("path", [RUN, TEST], ids=["run", "test"])
def test_every_line_of_the_locks_is_understood(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    requirements = [Requirement(line.removesuffix("\\")) for line in lines if line[:1].isalnum()]
    pins = read_lock(path)
    assert [(pin.name, f"=={pin.version}") for pin in pins] == [
        (plain(each.name), str(each.specifier)) for each in requirements
    ]
    assert sum(len(pin.hashes) for pin in pins) == sum("--hash" in line for line in lines)
    assert all(pin.wanted_by for pin in pins)


def test_what_the_tests_need_includes_what_the_program_needs() -> None:
    assert {(pin.name, pin.version, pin.marker) for pin in read_lock(RUN)} <= {
        (pin.name, pin.version, pin.marker) for pin in read_lock(TEST)
    }


def test_each_target_gets_one_version_of_each() -> None:
    for platform in ("linux-x86_64", "windows-arm64"):
        for python in ("3.11.4", "3.11.5", "3.12.0", "3.13.9", "3.14.2"):
            names = [pin.name for pin in pins_for(read_lock(RUN), [environment_for(platform, python)])]
            assert len(names) == len(set(names))


@pytest.mark.parametrize(
    "text", ["", "# nothing\n", "click>=8\n", "click==8.1\n", "-e .\n", "--index-url x\n"]
)
def test_what_is_no_lock_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "lock.txt").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match="软件包"):
        read_lock(tmp_path / "lock.txt")
