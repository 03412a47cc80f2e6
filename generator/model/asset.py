"""Files that a document or register shows or offers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Asset:
    """A file that a document or register shows or offers: its place in content/ and its size in bytes."""

    path: str
    size: int

    @property
    def name(self) -> str:
        """File name without its folder."""
        return self.path.rsplit("/", 1)[-1]


@dataclass(frozen=True)
class Paper:
    """Something a document refers to as a paper of its own: another document, a file, or its own text.

    ``document`` is a path below content/; both are empty when the paper is part of the document's text.
    """

    document: str = ""
    file: Asset | None = None
