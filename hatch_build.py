"""What a wheel holds besides the package: the theme, the lock that its environment is verified against, and what it
gives a portal: the launchers and the list of changes.

Only the wheel: a checkout has them in their own places. What is installed of a checkout is one file that says where
the package is, and nothing else that lies beside it is found. An import hook would say it too, at thrice the time
that Python itself takes to start; a line with the folder's path would be read in the encoding of the system.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_POINTER = '"""Stands for the package of the checkout that it names."""\n\n__path__ = [{folder!a}]\n'


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
        if version == "editable":
            self.build_config.set_exclude_all()
            self._made = Path(tempfile.mkdtemp())
            pointer = self._made / "pointer.py"
            pointer.write_text(_POINTER.format(folder=f"{Path(self.root) / 'generator'}"), encoding="utf-8")
            build_data["force_include_editable"] |= {f"{pointer}": "generator/__init__.py"}

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Take away what was made for this alone."""
        del build_data, artifact_path
        if version == "editable":
            shutil.rmtree(self._made)
