"""The ties (关联) of documents, both ways, and how far each document has come on the day.

A consultation, its explanation, its result and the decision know one another; so do plans and the plans
above, below, before and after them, and an issue of the gazette and what it prints. Only what is public on the day is shown.
"""

from __future__ import annotations

from generator.data import dataclass


@dataclass(frozen=True)
class Tie:
    """A document that belongs to another, and in which role; ``path`` is below content/."""

    role: str
    path: str


@dataclass(frozen=True)
class Ties:
    """The ties of all documents, and the words for how far some have come, by path."""

    of: dict[str, tuple[Tie, ...]]
    states: dict[str, str]

    def state(self, path: str) -> str:
        """Return the word for how far a document has come; empty for most kinds."""
        return self.states.get(path, "")
