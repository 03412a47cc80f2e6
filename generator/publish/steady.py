"""Check before going live that the sources are still what the site was made from.

Documents are compared by their text where they are drawn (render/documents/body.py). All else is read once, or comes to
the site as it is: of these files, size, times and inode are compared with what they were before they were read.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.load.portal import Loaded
from generator.load.source.content import CONTENT
from generator.load.source.stamp import Stamp, stamp_of
from generator.model.catalogue import finding
from generator.model.finding import Finding, Place
from generator.publish.unchanged import Inputs, survey_sources


def changed_sources(root: Path, inputs: Inputs, loaded: Loaded, published: Iterable[str]) -> list[Finding]:
    """Return a finding for each source that changed since it was surveyed; ``published`` are files of content/."""
    now, then = survey_sources(root), inputs.sources
    beside = sorted(name for name in now.keys() | then.keys() if now.get(name) != then.get(name))
    return [file_changed(path) for path in (*beside, *_changed_content(loaded, published))]


def file_changed(path: str) -> Finding:
    """Return the finding that a file, by its path from the root, changed while the site was made."""
    return finding("file-changed", Place(path), f"生成网站的时候，{path}被改动了。")


def _changed_content(loaded: Loaded, published: Iterable[str]) -> Iterator[str]:
    files = loaded.content
    if files is None:
        return
    # Tables make a register, and a data file a report, as they were read.
    read = files.tables
    for path in sorted({*published, *read, *files.gate.data} & files.stamps.keys()):
        try:
            now = stamp_of(os.stat(f"{files.folder}/{path}"))  # noqa: PTH116 - asked of every attached file
        except OSError:
            yield f"{CONTENT}/{path}"
            continue
        if not _same(files.stamps[path], now):
            yield f"{CONTENT}/{path}"


def _same(then: Stamp, now: Stamp) -> bool:
    # Where listing a folder tells no inode (Windows), the change time is that of the creation too.
    return then == now if then[3] else then[:2] == now[:2]
