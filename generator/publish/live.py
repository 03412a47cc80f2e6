"""What a preview shows, kept up with the files: the edited page at once, the whole portal after it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from generator.check.run import check_portal
from generator.frames.draw import draw_frames
from generator.load.cache import ParseCache, read_cache, write_cache
from generator.load.portal import Loaded, load_portal
from generator.load.reread import reread_document
from generator.model.finding import Finding, has_errors
from generator.publish.build import CACHE, no_collector
from generator.publish.snapshot import Snapshot
from generator.render.plan import plan_site
from generator.render.site import Surroundings
from generator.workers import Workers, workers

_CONTENT = "content/"
_TEXT = ".md"


@dataclass
class Live:
    """A portal being edited. ``snapshot`` is its newest state without errors, None before the first."""

    root: Path
    as_of: date
    processes: int = 1
    snapshot: Snapshot | None = None
    _parsed: ParseCache | None = None
    _loaded: Loaded = field(default_factory=lambda: Loaded(None, []))

    @property
    def documents(self) -> int:
        """How many documents the newest state has."""
        return len(self.snapshot.plan.jobs) if self.snapshot else 0

    def edit(self, paths: Iterable[str]) -> list[Finding] | None:
        """Show edited documents at once, whatever else follows from them.

        Returns the errors that keep them from being shown, nothing wrong as an empty list, and None when
        no path is that of a document shown already.
        """
        problems: list[Finding] | None = None
        for path in sorted(paths):
            if not (self.snapshot and path.startswith(_CONTENT) and path.endswith(_TEXT)):
                continue
            document, errors = reread_document(self._loaded, path.removeprefix(_CONTENT))
            edited = self.snapshot.with_document(document) if document else None
            if edited:
                self.snapshot = edited
            if edited or errors:
                problems = [*(problems or []), *errors]
        return problems

    def refresh(self) -> list[Finding]:
        """Read everything again; returns the findings. With errors, the newest state stays.

        Raises BuildError when the frames cannot be drawn.
        """
        cache = self.root / CACHE
        first = self._parsed is None
        parsed = self._parsed if self._parsed is not None else read_cache(cache)
        with no_collector(), workers(self.processes) as crew:
            loaded = load_portal(self.root, self.as_of, True, parsed, crew)
            self._parsed = parsed
            if first:
                write_cache(cache, parsed)
            findings = check_portal(loaded)
            if loaded.portal is None or has_errors(findings):
                return findings
            frames = draw_frames(loaded.portal, self.root, cache)
            plan = plan_site(loaded.portal, self.root, frames)
        near = Surroundings(self.root, cache / "preview", Workers(1), lambda _done, _total: None)
        drawn = _still_good(self.snapshot, plan.files)
        self._loaded, self.snapshot = loaded, Snapshot(plan, frames, near, drawn)
        return findings

    def improve_search(self, interrupted: Callable[[], bool]) -> bool:
        """Build what the search lacks, until something else is to be done; True when it is complete."""
        if self.snapshot is None:
            return False
        keys = self.snapshot.missing_shards()
        with workers(self.processes) as crew:
            working = replace(self.snapshot, near=replace(self.snapshot.near, workers=crew))
            step = self.processes
            for start in range(0, len(keys), step):
                if interrupted():
                    return False
                working.build_shards(keys[start : start + step])
        self.snapshot.put_search()
        return True


def _still_good(old: Snapshot | None, files: dict[str, str]) -> dict[str, bytes]:
    """Return the drawn pages of the state before whose key is the same."""
    if old is None:
        return {}
    return {
        address: page
        for address, page in old.drawn.items()
        if address not in old.plan.jobs.edited and files.get(address) == old.plan.files.get(address)
    }
