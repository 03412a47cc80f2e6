"""An edit packs what it changed of the joined lists, and takes the rest from the bundle that is live, byte for byte."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import datetime
from operator import attrgetter
from pathlib import Path

import pytest

from generator.search.build import build_shard, put_index
from generator.search.chunks import Chunk, make_chunk
from generator.search.index import IndexPlan, plan_index
from generator.search.packing import LEVEL
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

        def counted(data: bytes, level: int = LEVEL, *, repeats: bool) -> Chunk:
            self.packed += 1
            return make_chunk(data, level, repeats=repeats)

        for module in ("chunks", "segments"):
            monkeypatch.setattr(f"generator.search.{module}.make_chunk", counted)

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


def dated(record: SearchRecord, number: int, day: str) -> SearchRecord:
    return record._replace(url=f"zwgk/tz/{number}.html", published=datetime.fromisoformat(day))


STEPS: dict[str, Callable[[list[SearchRecord]], list[SearchRecord]]] = {
    "a title": lambda records: [records[0]._replace(title="换了标题的通知"), *records[1:]],
    "a text": lambda records: [*records[:-1], records[-1]._replace(body_html="<p>全文重写，另起一段。</p>")],
    "the oldest": lambda records: sorted(records, key=attrgetter("published"))[1:],
    "a new shard": lambda records: [*records, dated(records[3], 1, "2031-02-03")],
    "a shard less": lambda records: [each for each in records if each.published.year != 2031],
    "two far apart": lambda records: [
        dated(records[5], 2, "1999-05-06"),
        *records,
        dated(records[6], 3, "2026-05-06"),
    ],
    "many in one shard": lambda records: [
        *records,
        *(dated(each, 1000 + number, "2026-03-04") for number, each in enumerate(records[:330])),
    ],
    "few are left": lambda records: records[:7],
    "none": lambda records: [],
    "all again": lambda records: RECORDS,
}


def test_edit_after_edit_the_folders_are_those_made_anew(tmp_path: Path) -> None:
    kept, live, records = Kept(), tmp_path / "0", RECORDS
    plan = write_index(records, live, kept)
    for number, (name, step) in enumerate(STEPS.items(), 1):
        records, before, made = step(records), plan, tmp_path / f"{number}"
        plan = plan_index(records)
        shutil.copytree(live, made)
        missing = plan.outputs().keys() - before.outputs().keys()
        for job in plan.shards:
            if f"{job.folder}/" in missing:
                build_shard(job, made, kept)
        put_index(plan, made, set(missing), kept, live)
        wanted = clean(records, tmp_path / f"clean{number}")
        assert {each: contents(made / each) for each in wanted} == wanted, name
        live = made
