"""What keeps a source from being gathered; the text says why."""

from __future__ import annotations

from generator.errors import GongkaiError


class SourceError(GongkaiError):
    """Raised when a source cannot be reached, or says what no portal says: what it gave before is kept."""
