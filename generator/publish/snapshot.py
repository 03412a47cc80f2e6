"""The portal as a preview shows it: every page is drawn when it is asked for.

A changed column changes the menu of every page. Drawing ten thousand pages takes longer than a webmaster
waits; drawing the one that is open does not.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator.frames.draw import Frames
from generator.model.portal import Document
from generator.render.jobs import Jobs
from generator.render.plan import BUNDLE, SitePlan
from generator.render.site import Surroundings, draw_files
from generator.render.states import states_of
from generator.search.build import put_index
from generator.search.index import CONTENTS, CORE


@dataclass(frozen=True)
class Snapshot:
    """One state of the portal. ``drawn`` keeps what was asked for, as long as this state lasts."""

    plan: SitePlan
    frames: Frames
    near: Surroundings
    drawn: dict[str, bytes] = field(default_factory=dict)

    @property
    def bundle(self) -> Path:
        """Where the shards of the search lie, each by its key, with the list of the newest complete search.

        That may be the search of an earlier state for a while.
        """
        return self.near.cache / BUNDLE

    def file(self, address: str) -> Path | None:
        """Return the file of an address whose bytes stand on disk."""
        if address.startswith("assets/"):
            path = self.frames.assets / address.removeprefix("assets/")
        elif address.startswith(f"{BUNDLE}/"):
            path = _in_bundle(self.bundle, address.removeprefix(f"{BUNDLE}/"))
        elif address in self.plan.assets:
            path = self.near.root / "content" / address
        else:
            return None
        return path if path.is_file() else None

    def draw(self, address: str) -> bytes | None:
        """Return the bytes of a page or another made file; None when the portal has none there."""
        if address not in self.plan.files:
            return None
        if address not in self.drawn:
            self.near.cache.mkdir(parents=True, exist_ok=True)
            out = Path(tempfile.mkdtemp(prefix="page-", dir=self.near.cache))
            try:
                draw_files(self.plan, self.frames, {address}, out, self.near)
                self.drawn[address] = (out / address).read_bytes()
            finally:
                shutil.rmtree(out, ignore_errors=True)
        return self.drawn[address]

    def with_document(self, document: Document) -> Snapshot | None:
        """Return this state with one document edited; None when the edit reaches beyond its page."""
        shelf = self.plan.shelf
        old, job = shelf.by_path.get(document.path), self.plan.jobs.get(document.address)
        if job is None or old is None or (old.address, old.column) != (document.address, document.column):
            return None
        targets = ((path, shelf.by_path[path].address) for path in document.links if path in shelf.by_path)
        states = states_of(document, self.plan.site.as_of)
        edited = replace(job, document=document, links=tuple(targets), states=states)
        drawn = {address: page for address, page in self.drawn.items() if address != document.address}
        plan = replace(self.plan, jobs=Jobs(shelf, {**self.plan.jobs.edited, document.address: edited}))
        return replace(self, plan=plan, drawn=drawn)

    def missing_shards(self) -> list[str]:
        """Return the keys of the shards that the search of this state still lacks."""
        return sorted(shard.key for shard in self.plan.index.shards if not (self.bundle / shard.key).is_dir())

    def build_shards(self, keys: list[str]) -> None:
        """Build some of the missing shards."""
        plan = replace(self.plan, index=self.plan.index.by_key())
        draw_files(plan, self.frames, set(), self.near.cache, self.near, unbuilt=set(keys))

    def put_search(self) -> None:
        """Let the search of this state, whose shards are built, take the place of the one before."""
        index = self.plan.index.by_key()
        missing = {CONTENTS} if (self.bundle / index.core.key).is_dir() else {CONTENTS, f"{CORE}/"}
        put_index(index, self.bundle, missing)
        used = {CONTENTS, index.core.key, *(shard.key for shard in index.shards)}
        for path in self.bundle.iterdir():
            if path.name not in used:
                shutil.rmtree(path, ignore_errors=True)


def _in_bundle(bundle: Path, address: str) -> Path:
    """Return where a file of the newest complete search lies."""
    name, _, inner = address.partition("/")
    if not inner:
        return bundle / name
    try:
        listed = json.loads((bundle / CONTENTS).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return bundle / address
    keys: dict[str, str] = {shard["folder"]: shard["key"] for shard in listed["shards"]}
    keys[CORE] = listed["core"]
    return bundle / keys.get(name, name) / inner
