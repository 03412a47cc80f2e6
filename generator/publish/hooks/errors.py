"""What keeps a push from being taken; ``cli/`` turns it into words in the push's output."""

from __future__ import annotations

from generator.errors import GongkaiError


class RefusedError(GongkaiError):
    """Raised when a push is not taken: the branch stays where it is. The text says why, and the cure."""
