"""The errors of the search index."""

from __future__ import annotations

from generator.errors import BuildError


class SearchIndexError(BuildError):
    """Raised when Pagefind cannot make an index of sound records; the text holds what it said."""
