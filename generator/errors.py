"""The exceptions of gongkai. All have one base; only ``cli/`` turns them into words on a screen."""

from __future__ import annotations


class GongkaiError(Exception):
    """Raised when a verb cannot do its work; the text is Chinese and meant for people."""


class UsageError(GongkaiError):
    """Raised when a verb is used wrongly: exit code 2."""


class BuildError(GongkaiError):
    """Raised when a stage of the build fails although the input is sound."""
