"""Make the search index of a portal and nothing else, in one process, to see what it takes.

    python benchmarks/index_alone.py ROOT [--edit] [--report FILE]

Prints the seconds of the processor that the index took, without reading the portal and drawing its texts, and the most
memory that the process had, these included. With --edit only what one changed title asks of the index is made: ROOT was
built by the same program, so that the lists of all other shards are kept. The dictionary of readings is loaded before:
a build loads it while it reads the portal.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from generator.frames.layers import theme_layers
from generator.load.documents.parse_cache import read_cache
from generator.load.portal import load_portal
from generator.load.texts.kept import kept_words
from generator.render.documents.document import Bench, draw_body
from generator.render.site.jobs import Jobs, site_facts
from generator.render.site.lists import FOLDER, SealedLists
from generator.render.site.plan import BUNDLE, plan_inputs
from generator.render.templates.environment import make_environment
from generator.render.text.markdown import make_converter
from generator.search.build import build_shard, put_index
from generator.search.index import CONTENTS, IndexPlan, SegmentJob, ShardJob
from generator.search.pinyin import title_pinyin
from generator.search.titles import TITLES


def spent() -> float:
    """Return the seconds of the processor that this process took so far."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def with_texts(shard: ShardJob, jobs: Jobs, bench: Bench, cache: Path) -> ShardJob:
    """Return a shard whose records have their texts."""
    words = partial(kept_words, bench.content, cache)
    records = []
    for record in shard.records:
        body = draw_body(jobs[record.url], bench) if record.url in jobs else record.body_html
        files = tuple(each._replace(words=words(each.url, each.digest)) for each in record.attached)
        records.append(record._replace(body_html=body, attached=files))
    return ShardJob(shard.name, shard.key, tuple(records), shard.pagefind)


@dataclass(frozen=True)
class Over:
    """Reads lists that a build kept, and keeps new ones elsewhere: the portal stays as it is."""

    new: SealedLists
    old: SealedLists

    def read(self, name: str) -> bytes | memoryview:
        """Return what was kept by this name."""
        return self.new.read(name) or self.old.read(name)

    def write(self, name: str, data: bytes) -> None:
        """Keep bytes by this name."""
        self.new.write(name, data)


def edited(index: IndexPlan, fill: Callable[[ShardJob], ShardJob], root: Path) -> float:
    """Return the seconds that the index takes once the title of a document of its newest shard was changed."""
    title_pinyin(["重", "庆"])
    shard = fill(index.shards[0])
    first, *others = shard.records
    anew = ShardJob(
        shard.name, "e" * 24, (first._replace(title=f"{first.title}（修订）"), *others), shard.pagefind
    )
    segments = [
        SegmentJob(each.name, "e" * 24, (anew, *each.shards[1:]))
        if each.shards[0] is index.shards[0]
        else each
        for each in index.segments
    ]
    # With the key of the segment it would take its place among what is joined.
    heads = SegmentJob(index.heads.name, "f" * 24, (anew, *index.shards[1:]))
    plan, live = IndexPlan(index.core, tuple(segments), heads), root / "site" / BUNDLE
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / BUNDLE
        kept = Over(SealedLists(Path(folder) / FOLDER), SealedLists(root / ".cache" / FOLDER))
        begun = spent()
        build_shard(anew, out, kept)
        put_index(plan, out, plan.outputs().keys() - index.outputs().keys() | {CONTENTS, TITLES}, kept, live)
        return spent() - begun


def told(seconds: float, report: Path | None) -> None:
    """Tell how long it took, and the most memory."""
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(f"{seconds:.2f} s, {memory:.0f} MB")
    if report:
        report.write_text(f"{seconds:.3f}", encoding="ascii")


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("root", type=Path)
    parser.add_argument("--as-of", type=date.fromisoformat, default=date(2026, 11, 20))
    parser.add_argument("--edit", action="store_true", help="only what one changed title asks for")
    parser.add_argument("--report", type=Path, help="also write the seconds to a file")
    arguments = parser.parse_args()
    root, cache = arguments.root, arguments.root / ".cache"
    portal = load_portal(root, arguments.as_of, False, read_cache(cache)).portal
    assert portal, "the portal has errors"
    draft = plan_inputs(portal)
    jobs = Jobs(draft.shelf)
    bench = Bench(
        root / "content", make_environment(theme_layers(root)), make_converter(), site_facts(portal)
    )
    if arguments.edit:
        told(
            edited(draft.index, partial(with_texts, jobs=jobs, bench=bench, cache=cache), root),
            arguments.report,
        )
        return
    seconds = 0.0
    with tempfile.TemporaryDirectory() as folder:
        out, kept = Path(folder) / "pagefind", SealedLists(Path(folder) / "lists")
        for shard in draft.index.shards:
            whole = with_texts(shard, jobs, bench, cache)
            begun = spent()
            build_shard(whole, out, kept)
            seconds += spent() - begun
        begun = spent()
        put_index(draft.index, out, set(draft.index.outputs()), kept)
        seconds += spent() - begun
    told(seconds, arguments.report)


if __name__ == "__main__":
    main()
