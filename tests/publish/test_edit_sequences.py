"""Whatever is done to a portal, in whatever order: a build after it gives the site that a first build gives."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from generator.publish.build import build
from generator.publish.crew import PAGE_DRAWERS
from generator.publish.result import BuildResult
from generator.publish.stages import Listener
from generator.workers import Workers, workers
from tests.drawn import drawn_anew
from tests.helpers import contents
from tests.programs import running_as
from tests.publish.edits import BATCHES, Edit, apply, put_document
from tests.publish.scenes import Scene, new_scene

SEQUENCES = 200
# Each a test of its own, so that several workers share the sequences; together they are as many.
SEEDS = 4


@dataclass(repr=False)
class Bench:
    """A folder for the sequences, and the frames that were drawn for each state of tree, marks and look.

    MkDocs takes most of the time of a small build. What it drew for a state is the same for each first
    build of that very state, told by the files themselves and not by the key under test.
    """

    folder: Path
    drawn: dict[str, Path] = field(default_factory=dict)

    def fresh(self, scene: Scene) -> tuple[BuildResult, dict[str, str]]:
        """Return the outcome of a first build of the portal as it stands, and what its site holds."""
        other = self.folder / "fresh"
        shutil.copytree(scene.root, other, ignore=shutil.ignore_patterns("site", ".cache"))
        look = repr(sorted(contents(other / "theme").items())) if (other / "theme").is_dir() else ""
        state = (other / "columns.yml").read_text(encoding="utf-8") + scene.marks + look + scene.program
        if state in self.drawn:
            shutil.copytree(self.drawn[state], other / ".cache/frames")
        try:
            with running_as(scene.program):
                result = build(other, scene.day, Listener())
            site = contents(other / "site") if result.stats else {}
            if result.stats and state not in self.drawn:
                self.drawn[state] = self.folder / f"frames-{len(self.drawn)}"
                shutil.copytree(other / ".cache/frames", self.drawn[state])
        finally:
            shutil.rmtree(other)
        return result, site


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    """The folder of all sequences, gone afterwards."""
    # What is kept for other tests is kept by the key under test.
    with tempfile.TemporaryDirectory() as folder, drawn_anew():
        yield Bench(Path(folder))


class AtOnce(Executor):
    """Stands for the process that is begun for little work: whatever it is handed is done before it answers."""

    def submit(self, work: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        done: Future[Any] = Future()
        done.set_result(work(*arguments, **named))
        return done


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("start", range(SEEDS))
def test_any_sequence_of_edits_gives_the_site_of_a_first_build(start: int, bench: Bench) -> None:
    @seed(start)
    @settings(max_examples=SEQUENCES // SEEDS, suppress_health_check=[HealthCheck.too_slow])
    @given(batches=BATCHES, helped=st.booleans())
    def any_sequence(batches: list[list[Edit]], helped: bool) -> None:
        follow(bench, batches, helped)

    any_sequence()


def follow(bench: Bench, batches: list[list[Edit]], helped: bool) -> None:
    """Build after each batch of edits; what stands in the end is what a first build makes."""
    crew = Workers(2, threshold=1000, _one=AtOnce() if helped else None)
    root = bench.folder / "portal"
    shutil.rmtree(root, ignore_errors=True)
    scene = new_scene(root)
    if bench.drawn:
        shutil.copytree(next(iter(bench.drawn.values())), root / ".cache/frames")
    else:
        bench.fresh(scene)
    before = build(root, scene.day, Listener(), crew=crew)
    assert before.stats
    for edits in batches:
        apply(scene, edits)
        with running_as(scene.program):
            last = build(root, scene.day, Listener(), crew=crew)
    expected, site = bench.fresh(scene)
    assert last.findings == expected.findings
    assert bool(last.stats) == bool(expected.stats)
    if last.stats:
        assert contents(root / "site") == site


def test_neither_place_nor_processes_show_in_the_bytes(tmp_path: Path) -> None:
    # In life, only a thousand texts and more are worth a second process.
    ways = {
        "一": workers(1),
        "别处/two words": workers(2, threshold=1),
        "一个进程先开始": workers(2, threshold=1000),
    }
    sites = []
    for folder, way in ways.items():
        scene = new_scene(tmp_path / folder)
        for number in range(30):
            put_document(scene, number % 2, number // 2, number % 2)
        with way as crew:
            crew.begin_one(1000, PAGE_DRAWERS)
            result = build(scene.root, scene.day, Listener(), crew=crew)
            assert bool(crew.one()) is (crew.count > 1)
        assert result.stats
        assert result.stats.documents > 10
        sites.append(contents(scene.root / "site"))
    assert sites[0] == sites[1] == sites[2]
