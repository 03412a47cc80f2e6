"""The search of a portal ten times as large: an index of every document several times, asked in Chromium over nginx.

    python benchmarks/search_copies.py ROOT FOLDER [--copies 10] [--queries 40]

ROOT is a built portal, such as search.py makes of 10,000 generated documents; its pages are served with the larger
index, which is made in FOLDER. A copy has an address, a date and a number of its own, and its paragraphs in another
order: repeated as they are they would be packed too small. Prints the seconds of the processor that the index took and
what search.py prints, where what is called wrong is so against one copy. Ends 1 where a query finds another number than
as many times what it finds in one copy; whole document numbers are found once.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import sys
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from benchmarks.index_alone import spent, with_texts
from benchmarks.search import measured, two_characters
from benchmarks.search_queries import make_queries
from benchmarks.search_texts import documents_of_site
from generator.frames.layers import theme_layers
from generator.load.documents.parse_cache import read_cache
from generator.load.portal import load_portal
from generator.render.documents.document import Bench
from generator.render.site.jobs import Jobs, site_facts
from generator.render.site.lists import SealedLists
from generator.render.site.plan import plan_inputs
from generator.render.templates.environment import make_environment
from generator.render.text.markdown import make_converter
from generator.search.build import build_shard, put_index
from generator.search.index import plan_index
from generator.search.record import SearchRecord

DAY = date(2026, 11, 20)
SEED = 20261130


def records_of(root: Path) -> list[SearchRecord]:
    """Return what the search sees of a portal, texts included."""
    cache = root / ".cache"
    portal = load_portal(root, DAY, False, read_cache(cache)).portal
    assert portal, "the portal has errors"
    draft = plan_inputs(portal)
    bench = Bench(
        root / "content", make_environment(theme_layers(root)), make_converter(), site_facts(portal)
    )
    jobs = Jobs(draft.shelf)
    return [
        record for shard in draft.index.shards for record in with_texts(shard, jobs, bench, cache).records
    ]


def copies(records: Sequence[SearchRecord], count: int) -> Iterator[SearchRecord]:
    """Yield every record so many times: once as it is."""
    for turn in range(count):
        for number, record in enumerate(records):
            if not turn:
                yield record
                continue
            parts = re.split(r"(?<=</p>)\n?", record.body_html)
            random.Random(turn * len(records) + number).shuffle(parts)
            yield record._replace(
                key=f"{turn}/{number}",
                url=f"{turn}/{record.url}",
                doc_no=re.sub(r"(\d+)号", rf"\g<1>{turn:02}号", record.doc_no),
                published=record.published - timedelta(days=29 * turn, minutes=7 * turn),
                body_html="\n".join(parts),
            )


def build_larger(root: Path, folder: Path, count: int) -> Path:
    """Return a site with the pages of a portal and the index of its documents so many times."""
    plan, lists = plan_index(list(copies(records_of(root), count))), SealedLists(folder / "lists")
    site = folder / "site"
    shutil.rmtree(site, ignore_errors=True)
    site.mkdir(parents=True)
    for each in (root / "site").iterdir():
        if each.name != "pagefind":
            (site / each.name).symlink_to(each.resolve())
    begun = spent()
    for shard in plan.shards:
        build_shard(shard, site / "pagefind", lists)
    put_index(plan, site / "pagefind", set(plan.outputs()), lists)
    print(
        f"{sum(len(each.records) for each in plan.shards)} documents, {spent() - begun:.0f} s of the processor"
    )
    return site


def main() -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("root", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--copies", type=int, default=10)
    parser.add_argument("--queries", type=int, default=40)
    parser.add_argument("--chromium", default="/usr/lib/chromium/chromium-headless-shell")
    options = parser.parse_args()
    site = build_larger(options.root, options.folder, options.copies)
    queries = two_characters(make_queries(documents_of_site(site), options.queries, SEED))
    random.Random(SEED).shuffle(queries)
    wrong = 0
    for each in measured(site, queries, options.chromium, None):
        wanted = len(each.query.truth) * (1 if each.query.kind == "文号" else options.copies)
        if each.said != wanted:
            wrong += 1
            print(f"wrong: {each.query.text!r} {wanted} true, {each.said} said")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
