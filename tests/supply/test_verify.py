"""Whatever is changed in an environment is told, and what is as installed is not."""

from __future__ import annotations

import py_compile
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.supply.installed import files_below, library_folder
from generator.supply.markers import this_environment
from generator.supply.verify import Verification, surplus, verify
from generator.supply.wheels import verify_wheels
from tests.supply.environments import make_environment, make_lock, make_wheels, record_line

CHANGES: dict[str, Callable[[Path], object]] = {
    "distribution-missing": lambda place: shutil.rmtree(place / "alpha-1.0.dist-info"),
    "distribution-version": lambda place: (place / "alpha-1.0.dist-info").rename(
        place / "alpha-1.1.dist-info"
    ),
    "distribution-surplus": lambda place: shutil.copytree(
        place / "alpha-1.0.dist-info", place / "delta-1.0.dist-info"
    ),
    "distribution-twice": lambda place: shutil.copytree(
        place / "alpha-1.0.dist-info", place / "Alpha-0.9.dist-info"
    ),
    "distribution-broken": lambda place: (place / "alpha-1.0.dist-info" / "RECORD").unlink(),
    "file-changed": lambda place: (place / "alpha" / "__init__.py").write_text("NAME = 'alpho'\n"),
    "file-missing": lambda place: (place / "beta_two.py").unlink(),
    "file-stray": lambda place: (place / "evil.pth").write_text("import os\n"),
    "file-unrecorded": lambda place: _record(place, "alpha/data.bin,,\n"),
    "file-outside": lambda place: _record(place, "../../../../elsewhere,,\n"),
    "environment-open": lambda place: _settings(place, "include-system-site-packages = true\n"),
    "environment-broken": lambda place: next(place.parents[2].glob("pyvenv.cfg")).unlink(),
}


def _record(place: Path, line: str) -> None:
    with (place / "alpha-1.0.dist-info" / "RECORD").open("a") as record:
        record.write(line)


def _settings(place: Path, text: str) -> None:
    next(parent for parent in place.parents if (parent / "pyvenv.cfg").exists()).joinpath(
        "pyvenv.cfg"
    ).write_text(text)


def made(folder: Path) -> tuple[Path, Path, Path]:
    """Return an environment, its lock and its wheels."""
    wheels = make_wheels(folder / "wheels")
    return make_environment(folder / "venv"), make_lock(folder / "lock.txt", wheels), wheels


def verified(environment: Path, lock: Path) -> Verification:
    return verify(environment, lock, this_environment())


def test_what_is_as_installed_has_no_problem(tmp_path: Path) -> None:
    environment, lock, wheels = made(tmp_path)
    source = library_folder(environment) / "beta_two.py"
    py_compile.compile(str(source))
    result = verified(environment, lock)
    assert (result.problems, result.distributions) == ((), 3)
    assert verify_wheels(environment, lock, this_environment(), wheels) == ()


@pytest.mark.parametrize("code", CHANGES)
def test_each_problem_has_its_code(code: str, tmp_path: Path) -> None:
    environment, lock, _ = made(tmp_path)
    CHANGES[code](library_folder(environment))
    problems = verified(environment, lock).problems
    assert code in {problem.code for problem in problems}
    assert all(".venv" in problem.hint and problem.message.endswith("。") for problem in problems)


@settings(max_examples=60)
@given(st.data())
def test_any_one_change_below_the_libraries_is_told(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        environment, lock, _ = made(Path(folder))
        libraries = library_folder(environment)
        file = data.draw(st.sampled_from([path for path in files_below(libraries) if path.name != "RECORD"]))
        change = data.draw(st.sampled_from(["flip", "cut", "grow", "remove", "beside", "link", "rename"]))
        whole = file.read_bytes()
        position = data.draw(st.integers(0, len(whole) - 1))
        if change == "flip":
            file.write_bytes(whole[:position] + bytes([whole[position] ^ 1]) + whole[position + 1 :])
        elif change == "cut":
            file.write_bytes(whole[:position])
        elif change == "grow":
            file.write_bytes(whole + b"\n")
        elif change == "remove":
            file.unlink()
        elif change == "beside":
            (
                file.parent
                / data.draw(st.sampled_from(["x.py", "x.pyc", "x.pth", "x.so", "sitecustomize.py"]))
            ).touch()
        elif change == "link":
            file.rename(Path(folder) / "moved")
            file.symlink_to(Path(folder) / "moved")
        else:
            file.rename(file.with_name("renamed"))
        assert verified(environment, lock).problems


def test_a_record_changed_with_its_file_is_told_by_the_wheel(tmp_path: Path) -> None:
    environment, lock, wheels = made(tmp_path)
    libraries = library_folder(environment)
    changed = b"NAME = 'evil'\n"
    record = libraries / "alpha-1.0.dist-info" / "RECORD"
    lines = [line for line in record.read_text().splitlines(keepends=True) if "__init__" not in line]
    record.write_text(
        "".join([*lines, record_line("alpha/__init__.py", changed), record_line("more.py", b"")])
    )
    (libraries / "alpha" / "__init__.py").write_bytes(changed)
    (libraries / "more.py").touch()
    assert verified(environment, lock).problems == ()
    told = verify_wheels(environment, lock, this_environment(), wheels)
    assert {(each.code, Path(each.path).name) for each in told} == {
        ("file-changed", "__init__.py"),
        ("file-stray", "more.py"),
    }


def test_compiled_code_that_is_not_of_its_source_is_told(tmp_path: Path) -> None:
    environment, lock, wheels = made(tmp_path)
    source = library_folder(environment) / "beta_two.py"
    evil = tmp_path / "evil.py"
    evil.write_text("def two() -> int:\n    return 3\n")
    compiled = Path(str(py_compile.compile(str(source))))
    compiled.write_bytes(
        compiled.read_bytes()[:16] + Path(str(py_compile.compile(str(evil)))).read_bytes()[16:]
    )
    (told,) = verify_wheels(environment, lock, this_environment(), wheels)
    assert told.path == compiled.as_posix()


def test_a_wheel_that_the_lock_does_not_vouch_for_is_told(tmp_path: Path) -> None:
    environment, lock, wheels = made(tmp_path)
    (wheels / "alpha-1.0-py3-none-any.whl").write_bytes(b"PK")
    (wheels / "beta_two-1.0-py3-none-any.whl").unlink()
    told = verify_wheels(environment, lock, this_environment(), wheels)
    assert [(each.code, each.path) for each in told] == [
        ("wheel-missing", "alpha"),
        ("wheel-missing", "beta-two"),
    ]


def test_the_surplus_is_named(tmp_path: Path) -> None:
    environment, lock, _ = made(tmp_path)
    libraries = library_folder(environment)
    shutil.copytree(libraries / "alpha-1.0.dist-info", libraries / "setup_tools-1.0.dist-info")
    assert surplus(environment, lock, this_environment()) == ["setup-tools"]


def test_links_of_folders_are_strays(tmp_path: Path) -> None:
    environment, lock, _ = made(tmp_path)
    (library_folder(environment) / "elsewhere").symlink_to(tmp_path, target_is_directory=True)
    assert [each.code for each in verified(environment, lock).problems] == ["file-stray"]
