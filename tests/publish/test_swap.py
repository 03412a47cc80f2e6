"""The swap: one step from the old tree to the new, with and without the system's exchange call."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.publish import swap
from generator.publish.swap import recover, swap_tree


def tree(folder: Path, text: str) -> Path:
    """Make a small tree that says ``text``."""
    folder.mkdir(parents=True)
    (folder / "index.html").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(params=["exchange", "two moves"], autouse=True)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways to swap; the second is that of systems without an exchange call."""
    if request.param == "two moves":
        monkeypatch.setattr(swap, "_exchange", lambda one, other: False)
    return str(request.param)


def test_new_tree_takes_the_place_of_the_old(tmp_path: Path) -> None:
    live = tree(tmp_path / "site", "旧")
    swap_tree(tree(tmp_path / "staging", "新"), live)
    assert (live / "index.html").read_text(encoding="utf-8") == "新"
    # The old tree is where the new one was, to begin the next build from.
    assert (tmp_path / "staging" / "index.html").read_text(encoding="utf-8") == "旧"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["site", "staging"]


def test_first_tree_needs_no_old_one(tmp_path: Path) -> None:
    swap_tree(tree(tmp_path / "staging", "新"), tmp_path / "deep" / "site")
    assert (tmp_path / "deep" / "site" / "index.html").read_text(encoding="utf-8") == "新"


def test_a_swap_cut_off_between_its_moves_is_undone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    live = tree(tmp_path / "site", "旧")
    monkeypatch.setattr(swap, "_exchange", lambda one, other: False)
    rename, moves = Path.rename, []

    def cut_off(self: Path, target: Path) -> Path:
        moves.append(self.name)
        if len(moves) == 2:
            raise KeyboardInterrupt
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", cut_off)
    with pytest.raises(KeyboardInterrupt):
        swap_tree(tree(tmp_path / "staging", "新"), live)
    assert (live / "index.html").read_text(encoding="utf-8") == "旧"


def test_a_swap_killed_between_its_moves_is_undone_by_the_next_build(tmp_path: Path) -> None:
    live = tree(tmp_path / ".site.old", "旧").with_name("site")
    recover(live)
    assert (live / "index.html").read_text(encoding="utf-8") == "旧"


def test_recovery_leaves_a_whole_site_alone(tmp_path: Path) -> None:
    live = tree(tmp_path / "site", "新")
    recover(live)
    assert (live / "index.html").read_text(encoding="utf-8") == "新"
