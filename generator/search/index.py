"""Plan the search bundle from all records: lists of what stands where, in segments made of shards.

    shards.json          what there is, newest first, and the tables of folding, pinyin and layout
    <shard>_<key>/       texts, facts and titles of a shard (texts.py, titles.py)
    <segment>_<key>/     the lists of all shards of a segment (segments.py)
    heads_<key>/         the lists of all titles, numbers and pinyin, and the facts of the newest shards together
    titles.js            names the scripts of titles, for who cannot read the index
    core_<key>/          Pagefind's script, worker and WebAssembly: the newest shards have an index of Pagefind's as
                         well, which is asked where a file of the lists cannot be read

Each has a key, a digest of all that decides it, and a folder is named by it: whoever has an output need not make it
again (publish/tree.py for a site, previewing/snapshot.py for a preview; build.py makes the rest), and a page that
was opened before a release finds what it knows of as long as the release before is kept (releases/carrying.py).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from functools import cached_property
from operator import attrgetter

from generator.data import dataclass
from generator.program import program_digest
from generator.search import folding, layout, pinyin
from generator.search.facts import joined_shards
from generator.search.record import Promised, SearchRecord, Stub, itself, stub_of
from generator.search.shards import Segment, Shard, Sizes, plan_segments
from generator.search.spread import Spread, files_for
from generator.search.titles import TITLES, title_contents

# The page tells shards apart by the language of a result, which begins its id. No language begins so,
# hence no stemming and no segmenting; Pagefind falls back to a bundle's only language, whatever the page's.
LANGUAGE = "gk-"
_KEY = attrgetter("key")
CORE = "core"
HEADS = "heads"
CONTENTS = "shards.json"
# So many of the newest documents have an index of Pagefind's as well (docs/adr/0066-engine.md).
PAGEFIND_NEWEST = 600


@dataclass(frozen=True)
class ShardJob:
    """A shard to be: its name, a digest of all that decides it, and its records, newest first.

    ``pagefind`` tells whether Pagefind's index of it is made as well.

    It is ``marked`` where any record has files whose words are read: its lists tell these from the page's own.
    """

    name: str
    key: str
    records: Sequence[SearchRecord]
    pagefind: bool = False

    @cached_property
    def marked(self) -> bool:
        """Whether any of the records has attached files. None is made for it."""
        return any(each.attached for each in self._known)

    @property
    def folder(self) -> str:
        """Where it is in a bundle."""
        return _folder(self.name, self.key)

    @property
    def urls(self) -> list[str]:
        """The addresses of its records, which are not made for it."""
        return [each.url for each in self._known]

    @property
    def _known(self) -> Sequence[SearchRecord | Stub]:
        return self.records.stubs if isinstance(self.records, Promised) else self.records


@dataclass(frozen=True)
class SegmentJob:
    """A segment to be: its name, a digest of all that decides it, and its shards, newest first."""

    name: str
    key: str
    shards: tuple[ShardJob, ...]

    @property
    def folder(self) -> str:
        """Where it is in a bundle."""
        return _folder(self.name, self.key)

    @property
    def documents(self) -> int:
        """How many documents it has."""
        return sum(len(shard.records) for shard in self.shards)


@dataclass(frozen=True)
class IndexPlan:
    """What a bundle consists of. ``heads`` are the titles of all segments together.

    ``columns`` are the names of columns by their addresses, which is all that records say of them.
    """

    core: ShardJob
    segments: tuple[SegmentJob, ...]
    heads: SegmentJob
    columns: Mapping[str, str] = field(default_factory=dict)

    @property
    def shards(self) -> tuple[ShardJob, ...]:
        """All shards, newest first."""
        return self.heads.shards

    def outputs(self) -> dict[str, str]:
        """Return each output of the bundle, a folder with a slash behind it, with its digest."""
        jobs: tuple[ShardJob | SegmentJob, ...] = (self.core, *self.shards, *self.segments, self.heads)
        folders = {f"{job.folder}/": job.key for job in jobs}
        return folders | {CONTENTS: _digest([contents_text(self)]), TITLES: _digest([titles_text(self)])}


def plan_index(
    records: Sequence[SearchRecord],
    newest: int = PAGEFIND_NEWEST,
    sizes: Sizes | None = None,
    columns: Mapping[str, str] | None = None,
) -> IndexPlan:
    """Divide records into segments and shards and give each its digest; their texts are not needed yet.

    ``newest`` is how many documents at most Pagefind's index is made of as well, ``sizes`` how large a segment
    may be, and ``columns`` the names of columns by their addresses.
    """
    return plan_stubs(map(stub_of, records), itself, newest, sizes, columns)


def plan_stubs(
    stubs: Iterable[Stub],
    make: Callable[[Stub], SearchRecord],
    newest: int = PAGEFIND_NEWEST,
    sizes: Sizes | None = None,
    columns: Mapping[str, str] | None = None,
) -> IndexPlan:
    """Do the same by the stubs of records; ``make`` makes the record of one, if it is asked for.

    ``columns`` are the names of columns by their addresses.
    """
    program = program_digest()
    segments = plan_segments(stubs, sizes or Sizes())
    theirs = _newest_shards(segments, newest)
    jobs = tuple(_segment(segment, theirs, program, make) for segment in segments)
    shards = tuple(shard for job in jobs for shard in job.shards)
    core = ShardJob(CORE, _digest([program, CORE]), ())
    heads = SegmentJob(HEADS, _digest([HEADS, *(each.key for each in shards)]), shards)
    return IndexPlan(core, jobs, heads, columns or {})


def _newest_shards(segments: Sequence[Segment], newest: int) -> frozenset[str]:
    names, left = set(), newest
    for shard in (shard for segment in segments for shard in segment.shards):
        left -= len(shard.records)
        if left < 0:
            break
        names.add(shard.name)
    return frozenset(names)


def _segment(
    segment: Segment, theirs: frozenset[str], program: str, make: Callable[[Stub], SearchRecord]
) -> SegmentJob:
    shards = tuple(_shard(shard, shard.name in theirs, program, make) for shard in segment.shards)
    return SegmentJob(segment.name, _digest([segment.name, *(shard.key for shard in shards)]), shards)


def _shard(shard: Shard, pagefind: bool, program: str, make: Callable[[Stub], SearchRecord]) -> ShardJob:
    key = _digest([program, shard.name, "p" if pagefind else "", *map(_KEY, shard.records)])
    return ShardJob(shard.name, key, Promised(shard.records, make), pagefind)


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:24]


def _folder(name: str, key: str) -> str:
    return f"{name}_{key[:12]}"


def contents_text(plan: IndexPlan) -> str:
    """Return what the search page reads first: segments and shards, newest first, and the tables of queries."""
    shards = [
        {"folder": job.folder, "documents": len(job.records)}
        | ({"pagefind": 1} if job.pagefind else {})
        | ({"marked": 1} if job.marked else {})
        for job in plan.shards
    ]
    segments = []
    for job in plan.segments:
        segments.append({"shards": len(job.shards), **_files(job, files_for(job.documents).body)})
    joined = joined_shards(len(job.records) for job in plan.shards)
    told = {
        "program": program_digest()[:24],
        "language": LANGUAGE,
        "core": plan.core.folder,
        "heads": _files(plan.heads, files_for(plan.heads.documents).heads)
        | ({"facts": joined} if joined else {}),
        "segments": segments,
        "shards": shards,
        "columns": dict(plan.columns),
        "folding": folding.table(),
        "pinyin": pinyin.table(),
        "layout": layout.table(),
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n"


def _files(job: SegmentJob, files: Spread) -> dict[str, object]:
    return {"folder": job.folder, "lists": files.lists, "places": files.places}


def titles_text(plan: IndexPlan) -> str:
    """Return the script that names the scripts of titles."""
    return title_contents((f"{shard.folder}/{TITLES}" for shard in plan.shards), plan.columns)
