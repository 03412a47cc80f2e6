"""Many documents read in several processes, each filling whole files of the cache.

A process leaves what it read in the cache and hands nothing back: what it did not leave there (a document
with findings, a file that could not be written) the caller reads itself, in the general way. So the findings
and their order are the same whoever read.
"""

from __future__ import annotations

from pathlib import Path

from generator.handfuls import handfuls
from generator.load.cache.buckets import Buckets, bucket_of
from generator.load.documents.parse import parse_document
from generator.load.documents.parse_cache import ParseCache, kept_documents, kept_parsed, save_small
from generator.load.documents.resolve import ContentContext, read_document, source_of
from generator.load.heads.parsed import ParsedDocument
from generator.load.source.content import ContentFiles
from generator.load.source.stamp import Stamp
from generator.load.source.text import Source
from generator.workers import HandedOver, Workers

# Jobs a process: enough that all end at about the same time, few enough that what is around is told seldom.
_JOBS = 8


def read_many(
    paths: list[str], around: ContentContext, stamps: dict[str, Stamp], cache: ParseCache, workers: Workers
) -> None:
    """Read these documents into the cache, if they are enough for other processes to be worth it."""
    pool = workers.pool_for(len(paths))
    if pool is None or cache.folder is None:
        return
    # First, so that documents are never found among other surroundings than they were made in.
    save_small(cache.folder, cache)
    if cache.changed:
        return
    buckets: dict[int, dict[str, Stamp]] = {}
    for path in paths:
        buckets.setdefault(bucket_of(path), {})[path] = stamps[path]
    # What is known already of the same buckets stays: a process starts from the files.
    cache.parsed.save(cache.paths)
    cache.documents.save(cache.paths)
    size = max(1, len(buckets) // (workers.count * _JOBS))
    wanted = list(buckets.values())
    jobs = [wanted[start : start + size] for start in range(0, len(wanted), size)]
    told = ((around, cache.folder, cache.around.token, job) for job in jobs)
    # No more at once than there are processes, and one: the paths of all files are told with each.
    for _ in HandedOver(pool, _read_buckets, told, ahead=workers.count + 1).rest():
        pass
    for number in buckets:
        cache.parsed.reread(number)
        cache.documents.reread(number)


def _read_buckets(around: ContentContext, folder: Path, token: str, buckets: list[dict[str, Stamp]]) -> None:
    for stamps in buckets:
        # A store of its own for each bucket: it is let go once written.
        parsed, documents = kept_parsed(folder), kept_documents(folder, token)
        files = ContentFiles(around.folder, around.sizes, stamps)
        for few in handfuls(stamps, lambda path: around.sizes[path]):
            _parse(few, files, parsed)
            for path in few:
                read_document(path, files, around, parsed, documents)
        parsed.save(around.sizes)
        documents.save(around.sizes)


def _parse(paths: list[str], files: ContentFiles, parsed: Buckets[ParsedDocument]) -> None:
    """Parse those of some documents that are not known yet, so that they are known when each is read."""
    unknown = [path for path in paths if parsed.get(path, files.stamps[path]) is None]
    sources = [source_of(files.folder, path) for path in unknown]
    for path, source in zip(unknown, sources, strict=True):
        read = parse_document(source) if isinstance(source, Source) else source
        # What is wrong with a file that cannot be read is found again, and told, when it is read.
        if isinstance(read, ParsedDocument):
            parsed.put(path, files.stamps[path], read)
