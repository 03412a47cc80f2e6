"""An edit packs what it changed of the joined lists, and takes the rest from the bundle that is live, byte for byte."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from generator.search.build import build_shard, put_index
from generator.search.index import IndexPlan, plan_index
from generator.search.packing import pack, pack_places
from generator.search.record import SearchRecord
from tests.helpers import contents
from tests.search.bundles import write_index
from tests.search.corpus import PURPOSE, filler
from tests.search.test_index import Kept

RECORDS = [*PURPOSE, *filler(420)]
EDITED = RECORDS[1]._replace(title=f"{RECORDS[1].title}（修订）")
NEW = RECORDS[1]._replace(url="zwgk/tz/new.html", title="新增事项")


class Site:
    """A bundle that is live, with what was kept of it; ``packed`` counts the pieces that are packed."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder, self.kept, self.packed = folder, Kept(), 0
        self.plan = write_index(RECORDS, folder / "live", self.kept)

        def counted(data: bytes, packing: Callable[[bytes], bytes]) -> bytes:
            self.packed += 1
            return packing(data)

        for packing in (pack, pack_places):
            monkeypatch.setattr(
                f"generator.search.segments.{packing.__name__}", partial(counted, packing=packing)
            )

    def joined(self, records: list[SearchRecord], live: Path | None) -> tuple[IndexPlan, Path]:
        """Return the plan of other records, and the folder with what of their bundle the live one has not."""
        plan, made = plan_index(records), self.folder / "made"
        missing = plan.outputs().keys() - self.plan.outputs().keys()
        for job in plan.shards:
            if f"{job.folder}/" in missing:
                build_shard(job, made, self.kept)
        put_index(plan, made, set(missing), self.kept, live)
        return plan, made


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    return Site(tmp_path, monkeypatch)


def clean(records: list[SearchRecord], folder: Path) -> dict[str, dict[str, str]]:
    """Return what the folders of a bundle that was made anew hold."""
    write_index(records, folder / "clean")
    return {path.name: contents(path) for path in (folder / "clean").iterdir() if path.is_dir()}


def same(made: Path, wanted: dict[str, dict[str, str]]) -> bool:
    return all(contents(path) == wanted[path.name] for path in made.iterdir() if path.is_dir())


@pytest.mark.parametrize(
    "records",
    [[EDITED, *RECORDS[:1], *RECORDS[2:]], [*RECORDS, NEW], RECORDS[1:]],
    ids=["edited", "new", "removed"],
)
def test_what_did_not_change_is_not_packed_again(
    records: list[SearchRecord], site: Site, tmp_path: Path
) -> None:
    _, made = site.joined(records, tmp_path / "live")
    few = site.packed
    assert same(made, clean(records, tmp_path))
    shutil.rmtree(made)
    site.packed = 0
    site.joined(records, None)
    assert 0 < few < site.packed / 2


def test_pieces_that_are_not_those_noted_are_not_taken(site: Site, tmp_path: Path) -> None:
    for path in (tmp_path / "live").rglob("*.pagefind"):
        path.write_bytes(bytes(len(path.read_bytes())))
    records = [EDITED, *RECORDS[:1], *RECORDS[2:]]
    _, made = site.joined(records, tmp_path / "live")
    assert same(made, clean(records, tmp_path))
