"""Make a release beside the others from a site, linking what the served release already has.

Only a tree that was looked through file by file, and whose manifest is written, is given the name of a release.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from generator.data import dataclass
from generator.publish.releases.carrying import carried_files
from generator.publish.releases.errors import ConnectionLostError, ReleaseError
from generator.publish.releases.manifest import Manifest, faults_in
from generator.publish.releases.packing import pack_files, packable, packed_names
from generator.publish.releases.place import MAKING, Filling, ReleaseTarget, manifest_note


@dataclass(frozen=True)
class BuiltSite:
    """What is deployed: a whole site, the digest of each file in it, and of which revision it is."""

    site: Path
    files: dict[str, str]
    revision: str = ""


def make_release(
    place: ReleaseTarget, source: BuiltSite, live: Manifest, head: Manifest, tell: Callable[[str], None]
) -> Manifest:
    """Make a release in full; return its manifest. Nothing of it stays when that fails."""
    name = f"{MAKING}{head.id}"
    try:
        manifest = _fill(place, source, live, head, tell)
        place.settle()
        place.write(manifest_note(head.id), manifest.to_bytes())
        place.rename(name, head.id)
    except (OSError, ReleaseError, KeyboardInterrupt) as error:
        # Of a full disk the room is given back at once. A server that is gone cannot be asked.
        if not isinstance(error, ConnectionLostError):
            with suppress(ReleaseError):
                place.remove(name)
        raise
    return manifest


def _fill(
    place: ReleaseTarget, source: BuiltSite, live: Manifest, head: Manifest, tell: Callable[[str], None]
) -> Manifest:
    """Make the tree of a release, with links to the served one; without them if that was tampered with."""
    faults: list[str] = []
    for base in (live, Manifest()) if live.id else (live,):
        with tempfile.TemporaryDirectory(prefix="gongkai-") as made:
            tell("压缩")
            manifest, filling = _plan(source, base, head, Path(made))
            tell("复制")
            place.fill(f"{MAKING}{head.id}", filling)
        tell("核对")
        faults = faults_in(manifest.whole(), place.digests(f"{MAKING}{head.id}"))
        if not faults:
            return manifest
        place.remove(f"{MAKING}{head.id}")
    raise ReleaseError(f"复制以后核对不上，没有换上。{faults[0]}。请再运行一次；还是这样，请检查磁盘。")


def _plan(source: BuiltSite, live: Manifest, head: Manifest, made: Path) -> tuple[Manifest, Filling]:
    """Return a release's manifest, and what it is to be made of; packed files are made below ``made``."""
    there = live.whole()
    wanted = packed_names(packable(source.site, source.files))
    known = {
        packed: live.packed[packed]
        for packed, name in wanted.items()
        if live.packed.get(packed, ("", ""))[1] == source.files[name]
    }
    missing = {packed: name for packed, name in wanted.items() if packed not in known}
    fresh = pack_files(source.site, missing, source.files, made)
    carried = carried_files(live, source.files, _moment(head))
    manifest = replace(head, packed={**known, **fresh}, carried=carried)
    linked = {name for name, digest in source.files.items() if there.get(name) == digest}
    filling = Filling(
        site=source.site,
        copied=tuple(sorted(source.files.keys() - linked)),
        made=made,
        base=live.id,
        linked=frozenset({*linked, *known, *carried}),
        old=frozenset(there),
    )
    return manifest, filling


def _moment(head: Manifest) -> datetime:
    return datetime.fromisoformat(head.when)
