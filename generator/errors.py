"""The exceptions of gongkai. All have one base; only ``cli/`` turns them into words on a screen."""

from __future__ import annotations


class GongkaiError(Exception):
    """Raised when a verb cannot do its work; the text is Chinese and meant for people."""


class UsageError(GongkaiError):
    """Raised when a verb is used wrongly: exit code 2."""


class BuildError(GongkaiError):
    """Raised when a stage of the build fails although the input is sound."""


class SourceChangedError(BuildError):
    """Raised when a file is no longer what it was when it was checked; ``path`` is that from the portal's root."""

    def __init__(self, path: str) -> None:
        # What is handed to the base is what another process makes it from again.
        super().__init__(path)
        self.path = path

    def __str__(self) -> str:
        return f"{self.path}正在被改动，改完后再运行一次。"


class WentLiveError(GongkaiError):
    """Raised when something fails after the new site went live; its cause is what failed."""
