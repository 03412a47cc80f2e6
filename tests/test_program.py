"""One digest tells any change of the program: of its code, its theme, its data, its libraries, of Python."""

from __future__ import annotations

import os
import re
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator import program as programs
from generator.libraries import installed
from generator.program import PACKAGE, digest_of_program, program_digest, shipped_theme
from tests.helpers import REPOSITORY

LIBRARIES = {"nh3": "0.3.0", "pyromark": "0.10.0", "python_calamine": "0.5.0", "hypothesis": "6"}


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A program of two rooms, with a theme and data."""
    for name in (
        "generator/__init__.py",
        "generator/load/documents/head.py",
        "generator/load/deep/er/room.py",
        "generator/mandates/packs/a.yml",
        "theme/main.html",
        "theme/assets/a.css",
        "requirements/run.txt",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{name}\n", encoding="utf-8")
    pins = "".join(f"{name}==1 \\\n    --hash=sha256:0\n" for name in ("nh3", "PyRoMark", "python-calamine"))
    (tmp_path / "requirements/run.txt").write_text(pins, encoding="utf-8")
    return tmp_path


def told(program: Path, python: str = "3.11", **libraries: str) -> str:
    """Return the digest of a program, with some of its libraries in other versions."""
    return digest_of_program(program / "generator", program / "theme", python, LIBRARIES | libraries)


def _edit(name: str) -> Callable[[Path], object]:
    return lambda program: (program / name).write_text("x = 1\n", encoding="utf-8")


CHANGES: dict[str, Callable[[Path], object]] = {
    "a module": _edit("generator/load/documents/head.py"),
    "a module far down": _edit("generator/load/deep/er/room.py"),
    "a new module": _edit("generator/load/deep/new.py"),
    "a module moved": lambda program: (program / "generator/load/documents/head.py").rename(
        program / "generator/head.py"
    ),
    "a module gone": lambda program: (program / "generator/load/documents/head.py").unlink(),
    "data": _edit("generator/mandates/packs/a.yml"),
    "a template": _edit("theme/main.html"),
    "a style sheet": _edit("theme/assets/a.css"),
    "a new template": _edit("theme/pages.html"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_any_change_of_a_file_changes_the_digest(program: Path, change: str) -> None:
    before = told(program)
    CHANGES[change](program)
    assert told(program) != before


def test_what_is_moved_between_two_files_is_told(program: Path) -> None:
    first, second = program / "generator/load/a.py", program / "generator/load/b.py"
    first.write_text("1\n2\n", encoding="utf-8")
    second.write_text("3\n", encoding="utf-8")
    before = told(program)
    first.write_text("1\n", encoding="utf-8")
    second.write_text("2\n3\n", encoding="utf-8")
    assert told(program) != before


@pytest.mark.parametrize("name", ["nh3", "pyromark", "python_calamine"])
def test_an_upgraded_library_changes_the_digest(program: Path, name: str) -> None:
    assert told(program, **{name: "9"}) != told(program)


def test_python_changes_the_digest_and_what_is_none_of_ours_does_not(program: Path) -> None:
    before = told(program)
    assert told(program, "3.12") != before
    assert told(program, hypothesis="7") == before
    (program / "generator/load/__pycache__").mkdir()
    (program / "generator/load/__pycache__/head.cpython-311.pyc").write_bytes(b"\0")
    assert told(program) == before


def test_a_copy_has_the_digest_of_the_original_whatever_its_times(program: Path, tmp_path: Path) -> None:
    shutil.copytree(program, tmp_path / "copy", copy_function=shutil.copyfile)
    assert told(tmp_path / "copy") == told(program)


def _kept(program: Path, kept: Path) -> str:
    return digest_of_program(program / "generator", program / "theme", "3.11", LIBRARIES, kept)


def _settled(kept: Path) -> None:
    """Let what is kept be older than any tick of the clock of the disk."""
    later = time.time_ns() + 10_000_000_000
    os.utime(kept, ns=(later, later))


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_kept_of_the_contents_does_not_outlive_a_change(
    program: Path, tmp_path: Path, change: str
) -> None:
    kept = tmp_path / "kept"
    assert _kept(program, kept) == told(program)
    _settled(kept)
    CHANGES[change](program)
    assert _kept(program, kept) == told(program)


def test_a_file_changed_in_place_is_told_though_its_size_and_time_are_the_same(
    program: Path, tmp_path: Path
) -> None:
    kept, path = tmp_path / "kept", program / "generator/load/documents/head.py"
    first, before = _kept(program, kept), path.stat()
    _settled(kept)
    time.sleep(0.05)
    path.write_bytes(path.read_bytes().replace(b"head", b"Head"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert _kept(program, kept) == told(program) != first


def test_files_that_did_not_change_are_not_read_again(
    program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "kept"
    first = _kept(program, kept)
    _settled(kept)
    monkeypatch.setattr(programs, "_contents", lambda _: pytest.fail("read again"))
    assert _kept(program, kept) == first


def test_what_changed_a_moment_ago_is_read_again(
    program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "kept"
    read: list[int] = []

    def note(files: list[Any]) -> bytes:
        read.append(len(files))
        return b""

    _kept(program, kept)
    monkeypatch.setattr(programs, "_contents", note)
    _kept(program, kept)
    assert read == [6]


def test_what_is_kept_may_be_spoilt_or_have_no_place(program: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    _kept(program, kept)
    for data in (b"", b"x", b"x" * 32, kept.read_bytes()[:20]):
        kept.write_bytes(data)
        _settled(kept)
        assert _kept(program, kept) == told(program)
    assert _kept(program, tmp_path / "nowhere/kept") == told(program)


def test_the_libraries_of_the_lock_file_are_found() -> None:
    pinned = re.findall(
        r"^([\w.-]+)==", (REPOSITORY / "requirements/run.txt").read_text("utf-8"), re.MULTILINE
    )
    missing = {name for name in pinned if re.sub(r"[-_.]+", "_", name).lower() not in installed()}
    assert not missing
    assert digest_of_program(PACKAGE, shipped_theme(), "", installed()) != digest_of_program(
        PACKAGE, shipped_theme(), "", {}
    )
    assert program_digest() == program_digest()
