"""What was read of history is kept: the next run reads what is new, and tells what a first one would."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.load.history import history
from generator.load.history.commits import read_changes
from tests.committed import Committed, committed

_NAMES = ("a", "b", "c")
_STEP = st.tuples(
    st.sampled_from(["edit", "move", "drop", "branch", "merge", "amend", "back", "draft"]), st.integers(0, 8)
)


def make_step(portal: Committed, what: str, number: int) -> None:
    """Do something to the portal, and commit it."""
    name, other = _NAMES[number % 3], _NAMES[(number + 1) % 3]
    file, there = portal.root / f"content/tzgg/{name}.md", portal.root / f"content/tzgg/{other}.md"
    who, when = f"{'甲乙丙'[number % 3]}某", f"2026-03-{number + 4:02d} 09:00"
    match what:
        case "edit" | "draft":
            portal.put(
                f"tzgg/{name}.md",
                title=f"通知{name}",
                body=f"第{number}稿。\n" * 20,
                draft="true" if what == "draft" else "",
            )
        case "move" if file.exists():
            file.replace(there)
        case "drop" if file.exists():
            file.unlink()
        case "branch":
            portal.git("checkout", "--quiet", "-B", f"side{number % 2}")
        case "merge":
            known = portal.git("branch", "--format=%(refname:short)").split()
            portal.git(
                "merge",
                "--quiet",
                "--no-edit",
                "-X",
                "ours",
                "-s",
                "recursive" if number % 2 else "ours",
                known[number % len(known)],
                who=who,
                when=when,
            )
            return
        case "back" if portal.git("rev-list", "--max-count=2", "HEAD").count("\n"):
            portal.git("reset", "--quiet", "--hard", "HEAD~1")
            return
        case "amend":
            portal.git("commit", "--quiet", "--amend", "--allow-empty", "-m", "改写", who=who, when=when)
            return
    portal.commit(who, when)


@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(batches=st.lists(st.lists(_STEP, min_size=1, max_size=4), min_size=1, max_size=4))
def test_over_what_was_kept_the_trail_is_that_of_a_first_run(batches: list[list[tuple[str, int]]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        portal = committed(Path(folder) / "portal")
        portal.put("tzgg/a.md", title="通知a", body="第一稿。\n" * 20)
        portal.commit()
        portal.trail()
        for steps in batches:
            for what, number in steps:
                try:
                    make_step(portal, what, number)
                except AssertionError:  # git leaves a conflict to people
                    portal.git("reset", "--quiet", "--hard", "HEAD")
            last = portal.trail()
        assert last == portal.trail("fresh")


def asked(portal: Committed, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Read the trail; return of how many commits git was asked each time."""
    numbers: list[int] = []

    def counting(git: Any, commits: Iterable[str], *more: Any) -> Any:
        listed = list(commits)
        numbers.append(len(listed))
        return read_changes(git, listed, *more)

    with monkeypatch.context() as patch:
        patch.setattr(history, "read_changes", counting)
        portal.trail()
    return numbers


def test_only_new_commits_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    portal = committed(tmp_path / "portal")
    for number in range(5):
        portal.put("tzgg/a.md", body=f"第{number}稿。" * 20)
        portal.commit()
    assert asked(portal, monkeypatch) == [5]
    assert asked(portal, monkeypatch) == []
    portal.put("tzgg/a.md", body="又一稿。" * 20)
    portal.commit()
    assert asked(portal, monkeypatch) == [1]
    portal.git("commit", "--quiet", "--amend", "-m", "改写")
    assert asked(portal, monkeypatch) == [1]
    tip = portal.git("rev-parse", "HEAD")
    portal.git("reset", "--quiet", "--hard", "HEAD~3")
    portal.git("reflog", "expire", "--expire=now", "--all")
    portal.git("gc", "--quiet", "--prune=now")
    assert tip not in portal.git("rev-list", "--all")
    assert asked(portal, monkeypatch) == [0]


def test_a_damaged_or_foreign_cache_counts_for_nothing(tmp_path: Path) -> None:
    portal = committed(tmp_path / "portal")
    portal.put("tzgg/a.md")
    portal.commit()
    fresh = portal.trail()
    kept = tmp_path / "portal-cache/history.bin"
    data = kept.read_bytes()
    for damaged in (b"", data[:50], data[:-1], data.replace("张某".encode(), "李某".encode())):
        kept.write_bytes(damaged)
        assert portal.trail() == fresh
    (tmp_path / "portal-other").mkdir()
    (tmp_path / "portal-other/history.bin").write_bytes(data.replace("张某".encode(), "李某".encode()))
    assert portal.trail("other") == fresh


def test_a_history_without_end_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    portal = committed(tmp_path / "portal")
    for number in range(3):
        portal.put("tzgg/a.md", body=f"第{number}稿。" * 20)
        portal.commit()
    monkeypatch.setattr(history, "MOST_COMMITS", 2)
    assert "历史太长" in portal.trail().reason
    monkeypatch.setattr(history, "MOST_COMMITS", 10)
    monkeypatch.setattr(history, "MOST_CHANGES", 2)
    assert "历史太长" in portal.trail().reason
