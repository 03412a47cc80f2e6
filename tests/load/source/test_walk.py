"""A folder is listed alike however the system lets it be asked."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.load.source import walk as walking
from generator.load.source.walk import walk

pytestmark = pytest.mark.skipif(not walking._FROM_FOLDER, reason="there is one way here")


def test_what_is_asked_from_its_folder_is_what_is_asked_from_the_top(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    top = tmp_path / "top"
    (top / "a/b/c").mkdir(parents=True)
    (top / "empty").mkdir()
    for name in ("z.md", "a/x.md", "a/b/y.md", "a/b/c/\udcff.md"):
        (top / name).write_text(name.encode("utf-8", "surrogateescape").hex(), encoding="utf-8")
    (top / "a/twin.md").hardlink_to(top / "z.md")
    (top / "a/link.md").symlink_to("b/y.md")
    (top / "a/out").symlink_to(tmp_path)
    (top / "a/nowhere").symlink_to("nothing")
    (top / "a/round").symlink_to("round")
    os.mkfifo(top / "pipe")
    found = list(walk(str(top), "top/"))
    monkeypatch.setattr(walking, "_FROM_FOLDER", False)
    assert found == list(walk(str(top), "top/"))
    assert len(found) == 14


def test_folders_are_closed_again(tmp_path: Path) -> None:
    (tmp_path / "a/b").mkdir(parents=True)
    opened = Path("/proc/self/fd")
    if not opened.is_dir():
        pytest.skip("nothing tells here what is open")
    before = len(list(opened.iterdir()))
    for _ in range(3):
        list(walk(str(tmp_path)))
        list(walk(str(tmp_path / "none")))
    assert len(list(opened.iterdir())) == before


def test_a_closed_folder_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Refused here: tests run as root, to whom the system closes nothing."""
    (tmp_path / "a/b").mkdir(parents=True)
    (tmp_path / "a/c.md").touch()
    opening = os.open

    def refusing(file: str, *rest: int, dir_fd: int | None = None) -> int:
        if Path(file).name == "b":
            raise PermissionError(13, "Permission denied", file)
        return opening(file, *rest, dir_fd=dir_fd)

    monkeypatch.setattr(os, "open", refusing)
    found = list(walk(str(tmp_path)))
    assert [each.path for each in found if each.fault] == ["a/b/"]
    assert "a/c.md" in [each.path for each in found]
