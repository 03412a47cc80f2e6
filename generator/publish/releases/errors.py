"""The errors of a target; ``cli/`` turns them into words on a screen."""

from __future__ import annotations

from generator.errors import GongkaiError


class ReleaseError(GongkaiError):
    """Raised when a release cannot be put in place, though the command was right."""


class ConnectionLostError(ReleaseError):
    """Raised when a server no longer answers: what was last asked of it may have been done or not."""
