"""Tell what each step of a full build costs a document: milliseconds of processor time, in one process.

    python benchmarks/phases.py ROOT

ROOT is a portal of some thousand documents that was built before. Steps are told by the functions that do them;
those of the second column of the list are parts of the step above them.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from generator.frames.draw import draw_frames
from generator.frames.layers import theme_layers
from generator.load.documents.parse_cache import read_cache
from generator.load.documents.read_many import _read_buckets
from generator.load.documents.resolve import ContentContext
from generator.load.portal import load_portal
from generator.load.texts.kept import kept_words
from generator.publish.collector import no_collector
from generator.render.site import batch, writer
from generator.render.site.inspection import page_requirements
from generator.render.site.lists import FOLDER, SealedLists
from generator.render.site.plan import SitePlan, plan_inputs, plan_site
from generator.search import bundle, layout, wording

BATCHES = 6
STEPS: tuple[tuple[Any, str, str], ...] = (
    (batch, "draw_body", "Markdown to HTML"),
    (batch, "draw_document", "page around it"),
    (writer.PageWriter, "write", "look at it, write it"),
    (batch, "build_shard", "search shard"),
    (layout, "line", "  text and pinyin"),
    (wording, "word_lines", "  words"),
    (bundle, "write_bundle", "  places, files"),
    (bundle, "_put", "    compress and write"),
)


def spent() -> float:
    """Return the processor time that this process took so far, in seconds, the system's included."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def watched(work: Callable[..., Any], name: str, times: dict[str, float]) -> Callable[..., Any]:
    """Return the function with its time added up under a name."""

    def run(*arguments: Any, **named: Any) -> Any:
        start = spent()
        try:
            return work(*arguments, **named)
        finally:
            times[name] = times.get(name, 0.0) + spent() - start

    return run


def read_time(plan: SitePlan, root: Path) -> float:
    """Return the seconds that a document takes to be read, over all of them."""
    loaded = load_portal(root, plan.shelf.portal.as_of)
    assert loaded.content
    content = loaded.content
    texts = {path: stamp for path, stamp in content.stamps.items() if path.endswith(".md")}
    around = ContentContext(content.folder, content.sizes, plan.shelf.columns, True)
    with tempfile.TemporaryDirectory() as folder:
        start = spent()
        _read_buckets(around, Path(folder), "", [texts])
        return (spent() - start) / len(texts)


def draw_times(plan: SitePlan, place: batch.Workplace) -> tuple[int, dict[str, float]]:
    """Return how many documents were drawn, and the seconds of each step."""
    times: dict[str, float] = {}
    for holder, name, label in STEPS:
        setattr(holder, name, watched(getattr(holder, name), label, times))
    parts = batch.plan_batches(
        plan.jobs, set(plan.files), plan.index.shards, {shard.key for shard in plan.index.shards}
    )
    chosen = sorted(parts, key=lambda part: len(part.addresses))[-BATCHES:]
    # Once for nothing: dictionaries and templates are loaded by the first.
    for rounds in range(2):
        times.clear()
        for part in chosen[: BATCHES if rounds else 1]:
            batch.run_batch(part.fill(plan.jobs), place)
    return sum(len(part.addresses) for part in chosen), times


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("root", type=Path)
    parser.add_argument("--as-of", type=date.fromisoformat, default=date(2026, 11, 20))
    arguments = parser.parse_args()
    root, cache = arguments.root, arguments.root / ".cache"
    with no_collector(), tempfile.TemporaryDirectory() as folder:
        portal = load_portal(root, arguments.as_of, False, read_cache(cache)).portal
        assert portal, "the portal has errors"
        frames = draw_frames(portal, root, cache)
        plan = plan_site(plan_inputs(portal), root, frames)
        out = Path(folder)
        wanted = page_requirements(portal, "site", list(plan.files), plan.jobs)
        kept = SealedLists(out / FOLDER)
        place = batch.Workplace(
            *(root / "content", theme_layers(root), frames, out, out / "pagefind", plan.site, kept),
            partial(kept_words, root / "content", cache),
            wanted,
        )
        print(f"{'read':24} {read_time(plan, root) * 1000:.2f} ms")
        documents, times = draw_times(plan, place)
        for _, _, label in STEPS:
            print(f"{label:24} {times.get(label, 0.0) / documents * 1000:.2f} ms")


if __name__ == "__main__":
    main()
