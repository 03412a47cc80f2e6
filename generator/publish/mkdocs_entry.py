"""The plugin as MkDocs finds it: the frames plugin, joined to the code that loads and fills."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from generator.frames.plugin import GongkaiPlugin, Prepared


class StandAlonePlugin(GongkaiPlugin):  # type: ignore[no-untyped-call]
    """Used by ``mkdocs build`` and ``mkdocs serve``; gongkai itself gives it a portal to draw."""

    def prepare(self, root: Path, as_of: date) -> Prepared:
        """Load and check the portal at ``root``."""
        # Loaded only now: gongkai's own builds draw frames with this plugin in a process that needs none of it.
        from generator.publish.from_mkdocs import prepare

        return prepare(root, as_of)
