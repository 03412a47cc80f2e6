"""Keep the preview up with the files: the edited page at once, then the whole portal.

What is seen comes first. The rules that look through all documents follow when the new state is shown; only
an error that stands in the way of showing it comes before.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from generator.check.run import check_portal
from generator.check.settings import apply_settings
from generator.frames.draw import draw_frames
from generator.load.cache.by_column import ByColumn
from generator.load.cache.folder import cache_folder
from generator.load.documents.parse_cache import ParseCache, read_cache, write_cache
from generator.load.pictures import size_pictures
from generator.load.portal import Loaded, load_portal
from generator.load.reread import reread_document
from generator.model.finding import Finding, has_errors
from generator.publish.collector import no_collector
from generator.publish.previewing.searching import drop_strangers
from generator.publish.previewing.snapshot import Snapshot
from generator.render.site.outline import make_outline
from generator.render.site.plan import BUNDLE
from generator.workers import workers

_CONTENT = "content/"
_TEXT = ".md"


@dataclass
class Live:
    """A portal being edited. ``snapshot`` is its newest state that can be shown, None before the first.

    ``shared`` tells that others look at it too: each page says that it is not the portal.
    """

    root: Path
    as_of: date
    processes: int = 1
    shared: bool = False
    snapshot: Snapshot | None = None
    _parsed: ParseCache | None = None
    _kept: ByColumn = field(default_factory=ByColumn)
    _loaded: Loaded = field(default_factory=lambda: Loaded(None, []))

    @property
    def documents(self) -> int:
        """How many documents the newest state has."""
        return len(self.snapshot.outline.jobs) if self.snapshot else 0

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
        """Read everything again and show it; returns nothing then.

        With errors in what people wrote the newest state stays, and all findings are returned. Raises
        BuildError when the frames cannot be drawn.
        """
        cache = cache_folder(self.root)
        first = self._parsed is None
        parsed = self._parsed if self._parsed is not None else read_cache(cache)
        if first:
            # Begun from what the last build left there; what changes is only remembered.
            self._kept = ByColumn(cache / "columns")
            drop_strangers(cache / "preview" / BUNDLE)
        with no_collector(), workers(self.processes) as crew:
            loaded = load_portal(self.root, self.as_of, True, parsed, crew)
            self._parsed = parsed
            if first:
                write_cache(cache, parsed)
            if loaded.portal is None or has_errors(apply_settings(loaded.findings, loaded).findings):
                return check_portal(loaded)
            portal = replace(loaded.portal, preview=True) if self.shared else loaded.portal
            if loaded.content:
                # Nobody waits for copies to be made: what was built has them.
                known = size_pictures(portal, loaded.content, cache, makes=False)
                portal = replace(portal, pictures=known)
            frames = draw_frames(portal, self.root, cache)
            outline = make_outline(portal, frames, self._kept)
        self._loaded = loaded
        self.snapshot = Snapshot(outline, frames, self.root, cache / "preview")
        return []

    def review(self) -> list[Finding]:
        """Return the findings of the newest state; errors among them keep it from being built."""
        with no_collector():
            return check_portal(self._loaded, self._kept)

    def tidy(self) -> None:
        """Look for memory to free while nobody waits; what stays is not looked at again.

        Left to itself the collector walks all documents at any moment, also while a page is awaited.
        """
        gc.collect()
        gc.freeze()
