"""What a wheel holds besides the package: the theme, the lock that its environment is verified against, and what it
gives a portal: the launchers and the list of changes.

Only the wheel: a checkout has them in their own places.
"""

from __future__ import annotations

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class WheelHook(BuildHookInterface):  # type: ignore[type-arg]
    """Adds the files of the repository's other folders."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name them, by their places here and there."""
        if version == "standard":
            build_data["force_include"] |= {
                "theme": "generator/_theme",
                "requirements/run.txt": "generator/_lock/run.txt",
                "gongkai": "generator/_portal/gongkai",
                "gongkai.cmd": "generator/_portal/gongkai.cmd",
                "CHANGELOG.md": "generator/_portal/CHANGELOG.md",
            }
