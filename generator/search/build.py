"""Build what a plan of the search bundle lacks, straight into the folder where it is served from."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from generator.libraries import version
from generator.search import folding, layout
from generator.search.index import (
    CONTENTS,
    LANGUAGE,
    IndexPlan,
    SegmentJob,
    ShardJob,
    contents_text,
    titles_text,
)
from generator.search.kept import KeptLists, NothingKept
from generator.search.layout import Shown
from generator.search.service import PagefindRecord, make_bundle, page_names
from generator.search.spread import files_for
from generator.search.titles import TITLES, title_script

if TYPE_CHECKING:  # with numpy: loaded by the builder of a shard alone
    from generator.search.sections import Cells, Sections
    from generator.search.wording import Worded

_CODE = ("pagefind.js", "pagefind-worker.js", "wasm.unknown.pagefind")
_DATA = ("pagefind-entry.json", "*.pf_meta", "index", "fragment")
_NOTHING = NothingKept()
_PARTS = _HEADS, _BODY = "h", "b"


def build_shard(job: ShardJob, bundle_dir: Path, kept: KeptLists = _NOTHING) -> None:
    """Build a shard, whose records have their texts now, into its folder of a bundle, whole or not at all.

    Its lists are ``kept`` for the segments that join them. Raises SearchIndexError.
    """
    from generator.search.sections import make_sections
    from generator.search.texts import write_texts

    def write(made: Path) -> None:
        folder = folding.FoldingTable()
        texts = [layout.shown(record, folder) for record in job.records]
        words = _words(texts, folder, with_contents=job.pagefind)
        if job.pagefind:
            _write_theirs(texts, words, job, made)
        write_texts(job.records, texts, made, page_names(made) if job.pagefind else ())
        (made / TITLES).write_text(title_script(texts), encoding="utf-8", newline="\n")
        _keep(job, make_sections(words), kept)

    _whole(bundle_dir, job.folder, write)


def _keep(job: ShardJob, sections: Sections, kept: KeptLists) -> None:
    """Keep the lists of a shard: those of titles by themselves, since they are wanted far more often."""
    for part, cells in zip(_PARTS, (sections.heads, sections.body), strict=True):
        kept.write(job.key + part, cells.packed())


def kept_names(plan: IndexPlan) -> Iterator[str]:
    """Yield the names by which lists of a plan's shards are kept."""
    for shard in plan.shards:
        yield from (shard.key + part for part in _PARTS)


def _words(texts: Sequence[Shown], folder: folding.FoldingTable, *, with_contents: bool) -> Worded:
    from generator.search.wording import Liner, word_lines

    liner = Liner()
    lines = [layout.line(text, folder, liner) for text in texts]
    return word_lines(lines, liner, folder, with_contents=with_contents)


def _write_theirs(texts: Sequence[Shown], words: Worded, job: ShardJob, made: Path) -> None:
    """Write Pagefind's index of a shard beside its texts."""
    from generator.search.bundle import FORMAT, write_bundle

    pages = [PagefindRecord(text.url, "", layout.facts(text), rank) for rank, text in enumerate(texts)]
    if version("pagefind_bin") == FORMAT:
        write_bundle(pages, words, LANGUAGE + job.name, made, layout.FACTS_WORD)
    else:
        worded = [
            replace(page, content=content.decode())
            for page, content in zip(pages, words.contents, strict=True)
        ]
        _ask_pagefind(worded, LANGUAGE + job.name, made, _DATA)


def _ask_pagefind(pages: list[PagefindRecord], language: str, made: Path, patterns: tuple[str, ...]) -> None:
    """Let the binary index these pages; of what it makes, keep what the search page loads."""
    import pagefind_bin

    whole = made.with_name(f"{made.name}-whole")
    make_bundle(pages, language, whole, Path(pagefind_bin.get_executable()))
    for pattern in patterns:
        for path in whole.glob(pattern):
            path.replace(made / path.name)


def put_index(plan: IndexPlan, bundle_dir: Path, missing: set[str], kept: KeptLists = _NOTHING) -> None:
    """Make those of the ``missing`` outputs that are no shards, which lie in the bundle already."""
    bundle_dir.mkdir(parents=True, exist_ok=True)
    if f"{plan.core.folder}/" in missing:
        _whole(bundle_dir, plan.core.folder, _write_core)
    wanted = [job for job in plan.segments if f"{job.folder}/" in missing]
    heads = f"{plan.heads.folder}/" in missing
    if wanted or heads:
        _put_segments(plan, wanted, bundle_dir, kept, heads=heads)
    for name, text in ((CONTENTS, contents_text), (TITLES, titles_text)):
        if name in missing:
            _write_whole(bundle_dir / name, text(plan).encode())


def _put_segments(
    plan: IndexPlan, wanted: Sequence[SegmentJob], bundle_dir: Path, kept: KeptLists, *, heads: bool
) -> None:
    """Write segments one after another: the lists of one are in memory at a time, then the titles of all."""
    from generator.search.segments import write_heads

    for job in wanted:
        _whole(bundle_dir, job.folder, partial(_put_body, job, bundle_dir, kept))
    if heads:
        titles = [_cells(shard, _HEADS, bundle_dir, kept) for shard in plan.shards]
        files = files_for(plan.heads.documents)
        _whole(bundle_dir, plan.heads.folder, lambda made: write_heads(titles, files.heads, made))


def _put_body(job: SegmentJob, bundle_dir: Path, kept: KeptLists, made: Path) -> None:
    from generator.search.segments import write_body

    bodies = [_cells(shard, _BODY, bundle_dir, kept) for shard in job.shards]
    write_body(bodies, files_for(job.documents), made)


def _cells(shard: ShardJob, part: str, bundle_dir: Path, kept: KeptLists) -> Cells:
    """Return the lists of a shard, made of its texts where they were not kept."""
    from generator.search.sections import Cells, make_sections
    from generator.search.texts import read_texts

    data = kept.read(shard.key + part)
    if data:
        with suppress(ValueError):
            return Cells.unpacked(data)
    texts = read_texts(bundle_dir / shard.folder)
    made = make_sections(_words(texts, folding.FoldingTable(), with_contents=False))
    _keep(shard, made, kept)
    return made.heads if part == _HEADS else made.body


def _write_core(made: Path) -> None:
    _ask_pagefind([PagefindRecord("", folding.BREAK, "", 0)], f"{LANGUAGE}core", made, (*_CODE, *_DATA))


def _whole(bundle_dir: Path, name: str, write: Callable[[Path], None]) -> None:
    """Make a folder of a bundle, whole or not at all."""
    bundle_dir.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix="tmp-", dir=bundle_dir))
    try:
        made = work / name
        made.mkdir()
        write(made)
        target = bundle_dir / name
        shutil.rmtree(target, ignore_errors=True)
        made.replace(target)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _write_whole(path: Path, data: bytes) -> None:
    """Write a file in one step: a preview serves it while it changes."""
    new = path.with_name(f"{path.name}.new")
    new.write_bytes(data)
    new.replace(path)
