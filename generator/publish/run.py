"""The run of a build: its folders, its processes, and the options it was started with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from generator.data import dataclass
from generator.load.cache.by_column import ByColumn
from generator.load.portal import Loaded
from generator.model.finding import Finding
from generator.model.portal import Portal
from generator.model.trail.acts import Trail
from generator.publish.stages import StageTimes
from generator.publish.steady import changed_sources
from generator.publish.tree import OutputPlace
from generator.publish.unchanged import Inputs
from generator.workers import Workers

if TYPE_CHECKING:
    from concurrent.futures import Future

    from generator.frames.draw import Frames


@dataclass(frozen=True)
class Run:
    """What every step of a build is handed. ``audit`` overrides whether the site has audit pages, ``kept`` is what
    is known of the columns since the last build.

    With ``drafts`` what is made is no portal but a preview of it, and says so.
    """

    root: Path
    as_of: date
    drafts: bool
    site: str
    audit: bool | None
    inputs: Inputs
    crew: Workers
    cache: Path
    place: OutputPlace
    stage: StageTimes
    kept: ByColumn = field(default_factory=ByColumn)

    def asked(self, portal: Portal) -> Portal:
        """Return a portal with what the run was asked for in place of what its file says."""
        audit = portal.audit if self.audit is None else self.audit
        if (audit, self.drafts) == (portal.audit, portal.preview):
            return portal
        return portal.with_facts(audit=audit, preview=self.drafts)

    def changed(self, loaded: Loaded, files: Iterable[str]) -> list[Finding]:
        """Return what changed meanwhile of the sources, and of the given files of content/."""
        return changed_sources(self.root, self.inputs, loaded, files)


@dataclass(frozen=True)
class Read:
    """What was read: all of it, the portal as it was asked for, and the frames that another process draws.

    ``trail`` is there where it is shown.
    """

    loaded: Loaded
    portal: Portal | None
    frames: tuple[Future[Frames], ...] = ()
    trail: Trail | None = None
