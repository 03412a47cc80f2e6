"""One batch of work for one process: document pages, and the search shard of their texts.

A batch is one shard of the search index, so that a text is turned into HTML once for both, and memory is
bounded by the largest shard whatever the portal's size.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import field, replace
from functools import lru_cache
from pathlib import Path

from generator.data import dataclass
from generator.frames.draw import Frames
from generator.frames.layers import Layers
from generator.frames.slots import Frame
from generator.handfuls import handfuls
from generator.model.addresses.made import WORD, download_name
from generator.render.documents.document import Bench, draw_body, draw_document
from generator.render.site.inspection import InspectionResult, PageRequirements
from generator.render.site.lists import SealedLists
from generator.render.site.writer import PageWriter
from generator.render.templates.environment import make_environment
from generator.render.text.markdown import make_converter
from generator.search.build import build_shard
from generator.search.index import ShardJob
from generator.search.record import SearchRecord
from generator.views.job import DocumentJob, SiteFacts


@dataclass(frozen=True)
class Workplace:
    """Where batches read and write, what pages say of the site, and what they are ``wanted`` to show.

    ``kept`` is where lists of search shards are kept, and ``words`` gives those of a file of content/ by its path and
    digest. Without ``wanted``, pages are not looked at.
    """

    content: Path
    theme: Layers
    frames: Frames
    out: Path
    bundle: Path
    site: SiteFacts
    kept: SealedLists
    words: Callable[[str, str], str]
    wanted: PageRequirements | None = None


@dataclass(frozen=True)
class BatchPlan:
    """What a batch is to be: documents whose pages (``draw``) or Word files (``words``) are to be made, or whose
    text only ``shard`` needs.
    """

    addresses: tuple[str, ...]
    draw: frozenset[str]
    words: frozenset[str]
    shard: ShardJob | None

    def fill(self, jobs: Mapping[str, DocumentJob]) -> Batch:
        """Return the batch: the jobs of many documents take room, and are put together when their turn comes."""
        return Batch(self, tuple(jobs[address] for address in self.addresses))


@dataclass(frozen=True)
class Batch:
    """A part with the jobs of its documents."""

    part: BatchPlan
    jobs: tuple[DocumentJob, ...]


@dataclass(frozen=True)
class Done:
    """A piece of work that is done: pages gone through, pages drawn, and what was seen on them."""

    gone: int
    drawn: int
    seen: InspectionResult = field(default_factory=InspectionResult)


def run_batch(batch: Batch, place: Workplace) -> Done:
    """Draw and look at the pages of a batch, and build its shard.

    Runs in a worker process: everything it needs is in its arguments or on disk.
    """
    bench = Bench(place.content, make_environment(place.theme), make_converter(), place.site)
    writer = PageWriter(place.out, place.wanted)
    part = batch.part
    bodies: dict[str, str] = {}
    drawn = ((job, draw_body(job, bench)) for job in batch.jobs)
    for few in handfuls(drawn, lambda each: len(each[1])):
        if part.shard:
            bodies.update((job.document.address, body) for job, body in few)
        wanted = [(job, body) for job, body in few if job.document.address in part.draw]
        pages = [_page(job, body, place, bench) for job, body in wanted]
        for (job, _), page in zip(wanted, pages, strict=True):
            writer.write(job.document.address, page, is_document=True)
        for job, body in few:
            if job.document.address in part.words:
                _write_word_file(job, body, place)
    if part.shard:
        records = tuple(
            _whole(record, bodies.get(record.url, record.body_html), place) for record in part.shard.records
        )
        build_shard(replace(part.shard, records=records), place.bundle, place.kept)
    return Done(len(batch.jobs), len(part.draw), writer.seen)


def _page(job: DocumentJob, body: str, place: Workplace, bench: Bench) -> str:
    return draw_document(job, body, _frame(place.frames, job.document.column), bench)


def _whole(record: SearchRecord, body: str, place: Workplace) -> SearchRecord:
    """Return a record with its texts."""
    files = tuple(each._replace(words=place.words(each.url, each.digest)) for each in record.attached)
    return record._replace(body_html=body, attached=files)


def run_batches(batches: Iterable[Batch], place: Workplace) -> Done:
    """Do several small batches one after another."""
    parts = [run_batch(batch, place) for batch in batches]
    seen = InspectionResult()
    for part in parts:
        seen.add(part.seen, ())
    return Done(sum(part.gone for part in parts), sum(part.drawn for part in parts), seen)


@lru_cache(maxsize=512)
def _frame(frames: Frames, column: str) -> Frame:
    """Return the frame of a column, read once a process: every batch has documents of nearly every column."""
    return frames.read(column)


def _write_word_file(job: DocumentJob, body: str, place: Workplace) -> None:
    from generator.render.word.word import word_file

    path = place.out / job.download
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(word_file(job.document, body, place.content))


def plan_batches(
    documents: Collection[str], missing: set[str], shards: Iterable[ShardJob], unbuilt: set[str]
) -> list[BatchPlan]:
    """Divide the work by shards: those to build with all their texts, the others with their missing pages.

    ``documents`` are the addresses of all documents.
    """
    parts = []
    wanted = {*missing, *(name.removesuffix(WORD) + ".html" for name in missing if name.endswith(WORD))}
    for shard in shards:
        build, urls = shard.key in unbuilt, shard.urls
        if not build and wanted.isdisjoint(urls):
            continue
        members = dict.fromkeys(url for url in urls if (build or url in wanted) and url in documents)
        if members or build:
            words = frozenset(address for address in members if download_name(address) in missing)
            draw = frozenset(members) & missing
            parts.append(BatchPlan(tuple(members), draw, words, shard if build else None))
    return parts
