"""Builds that are killed, broken off, or out of room: the site is whole, and what is said of it is so."""

from __future__ import annotations

import errno
import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

import generator.cli.build
from benchmarks.kills import Bench, make_bench, run_disks, run_interrupts, run_kills
from generator.publish import bring, tree
from generator.publish import build as building
from tests.helpers import AS_OF, build, contents, document, make_portal, run

SEED = 11
FULL = OSError(errno.ENOSPC, "No space left on device")


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    """A small portal that goes to and fro between two states."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("GONGKAI_DEBUG", raising=False)
        yield make_bench(tmp_path_factory.mktemp("kills"))


# A process that dies in the middle is made by fork, which Windows has not.
if hasattr(os, "fork"):

    def test_a_killed_build_leaves_a_whole_site_and_costs_only_time(bench: Bench) -> None:
        report = run_kills(bench, 30, random.Random(SEED))
        assert not report.faults
        # Neither too early nor too late to prove anything.
        assert report.ends["死"] == 30
        assert report.ends["旧"] > 10

    def test_a_full_disk_is_told_and_leaves_a_whole_site(bench: Bench) -> None:
        assert not run_disks(bench, 16, random.Random(SEED)).faults

    def test_ctrl_c_tells_whether_the_new_site_is_live(bench: Bench) -> None:
        report = run_interrupts(bench, 20, random.Random(SEED))
        assert not report.faults
        assert {"断", "旧", "新"} <= report.ends.keys()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A portal that is built, and has changed since."""
    root = make_portal(tmp_path, {"content/tzgg/a.md": document()})
    build(root)
    make_portal(root, {"content/tzgg/a.md": document(body="改过。")})
    return root


@pytest.mark.parametrize("name", ["没有/s.json", ".", "a.md/s.json"])
def test_a_place_for_figures_that_cannot_be_is_told_before_the_build(name: str, root: Path) -> None:
    was = contents(root / "site")
    outcome = run("build", "--root", root, "--as-of", AS_OF, "--stats", root / "content/tzgg" / name)
    assert outcome.code == 2
    assert "统计数据写不进" in outcome.err
    assert contents(root / "site") == was


def test_figures_that_cannot_be_written_do_not_hide_that_the_site_is_live(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = Path.write_text

    def full(path: Path, *rest: str, **named: str) -> int:
        if path.name == "s.json":
            raise FULL
        return write(path, *rest, **named)

    monkeypatch.setattr(Path, "write_text", full)
    outcome = run("build", "--root", root, "--as-of", AS_OF, "--stats", root / "s.json")
    assert outcome.code == 2
    assert "新网站已经换上" in outcome.err
    assert "没有改动" not in outcome.err
    assert "改过" in (root / "site/tzgg/a.html").read_text(encoding="utf-8")


def test_a_disk_that_is_full_after_the_swap_costs_only_time(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise FULL

    with monkeypatch.context() as patch:
        patch.setattr(building, "write_record", full)
        patch.setattr(tree, "write_kept", full)
        outcome = run("build", "--root", root, "--as-of", AS_OF)
    assert outcome.code == 0
    assert "磁盘空间不足" in outcome.err
    assert "已生成网站" in outcome.out
    assert "改过" in (root / "site/tzgg/a.html").read_text(encoding="utf-8")
    # The record of the build before must not speak for this one.
    assert "没有变化" not in run("build", "--root", root, "--as-of", AS_OF).out
    assert "没有变化" in run("build", "--root", root, "--as-of", AS_OF).out


def test_a_program_error_after_the_swap_says_that_the_site_is_live(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> str:
        raise RuntimeError("坏了")

    monkeypatch.delenv("GONGKAI_DEBUG", raising=False)
    monkeypatch.setattr(generator.cli.build, "_report", broken)
    outcome = run("build", "--root", root, "--as-of", AS_OF)
    assert outcome.code == 2
    assert "新网站已经换上" in outcome.err
    assert "没有改动" not in outcome.err


def test_what_a_killed_build_still_writes_reaches_no_later_site(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The processes of a killed build go on for a while: each build has a working folder of its own."""
    places: list[Path] = []
    finish = tree.finish_tree

    def noting(place: tree.OutputPlace, *rest: object) -> None:
        places.append(place.work)
        for left in places[:-1]:
            left.mkdir(exist_ok=True)
            (left / "index.html").write_text("迟到的")
        finish(place, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(bring, "finish_tree", noting)
    for number in range(3):
        make_portal(root, {"content/tzgg/a.md": document(body=f"第{number}次。")})
        build(root)
        assert "迟到的" not in (root / "site/index.html").read_text(encoding="utf-8")
    assert len(set(places)) == 3
