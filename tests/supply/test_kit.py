"""Which wheels a platform gets, and an archive that holds no time."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.errors import BuildError
from generator.supply.fetch import fetch_wheels, pin_sets, tags_of
from generator.supply.kit import program_files, readme, write_kit
from generator.supply.lock import Pin, read_lock
from generator.supply.markers import PLATFORMS, PYTHONS
from generator.supply.place import run_lock
from tests.helpers import REPOSITORY
from tests.supply.environments import make_wheels

PINS = read_lock(run_lock())


@pytest.mark.parametrize("target", PLATFORMS)
@pytest.mark.parametrize("python", PYTHONS)
def test_a_platform_gets_what_its_markers_name(target: str, python: str) -> None:
    sets = list(pin_sets(PINS, target, python))
    # 3.11.5 draws a line in the lock.
    assert len(sets) == (2 if python == "3.11" else 1)
    for _, pins in sets:
        names = [pin.name for pin in pins]
        assert len(names) == len(set(names))
        assert {"mkdocs", "numpy", "pip", "hatchling", "editables"} <= set(names)
        assert ("pymediainfo" in names) == (target != "windows-arm64")


def test_the_oldest_linux_that_is_promised() -> None:
    assert tags_of("linux-x86_64")[0] == "manylinux_2_28_x86_64"
    assert {"manylinux2014_aarch64", "manylinux_2_17_aarch64"} <= set(tags_of("linux-aarch64"))
    assert tags_of("windows-arm64") == ("win_arm64",)


def test_wheels_come_from_a_folder_alone_and_only_with_the_digest_of_the_lock(tmp_path: Path) -> None:
    wheels = make_wheels(tmp_path / "wheels")
    good = (Pin("alpha", "1.0", "", (_digest(wheels / "alpha-1.0-py3-none-any.whl"),)),)
    into = tmp_path / "into"
    into.mkdir()
    fetch_wheels(good, "windows-arm64", "3.14", into, wheels)
    assert [path.name for path in into.iterdir()] == ["alpha-1.0-py3-none-any.whl"]
    other = tmp_path / "other"
    other.mkdir()
    bad = (Pin("alpha", "1.0", "", ("sha256:" + "0" * 64,)),)
    for pins in (bad, (Pin("gamma", "3", "", bad[0].hashes),)):
        with pytest.raises(BuildError, match=r"没有取到windows-arm64、Python 3\.14的安装包"):
            fetch_wheels(pins, "windows-arm64", "3.14", other, wheels)
    assert list(other.iterdir()) == []


def _digest(path: Path) -> str:
    from generator.supply.installed import digest_of

    return f"sha256:{digest_of(path)}"


def test_the_same_program_and_wheels_give_the_same_bytes(tmp_path: Path) -> None:
    wheels = make_wheels(tmp_path / "wheels")
    notes = {"README.txt": readme("0.1.0", ["linux-x86_64"], ["3.13"])}
    for name in ("one.zip", "two.zip"):
        write_kit(tmp_path / name, "gongkai-0.1.0", REPOSITORY, wheels, notes)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_a_folder_without_git_gives_the_program_alone(tmp_path: Path) -> None:
    for name in (
        "gongkai",
        "generator/a.py",
        "generator/__pycache__/a.pyc",
        "content/x.md",
        "秘密.txt",
        ".venv/x",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert program_files(tmp_path) == ("content/x.md", "generator/a.py", "gongkai")
    (tmp_path / "gongkai").unlink()
    with pytest.raises(BuildError, match="不完整"):
        program_files(tmp_path)
    (tmp_path / ".git").write_text("gitdir: nowhere")
    with pytest.raises(BuildError, match="git"):
        program_files(tmp_path)
