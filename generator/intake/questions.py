"""What an import has to ask, and the answers that were given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from generator.data import dataclass


@dataclass(frozen=True)
class Question:
    """A question to the editor: its key for ``--answer``, its words, and what is taken if nobody answers."""

    key: str
    words: str
    proposal: str


@dataclass
class Answers:
    """The answers given by key; a key may name its file: ``通知.docx:title``. ``asked`` are questions left open."""

    given: Mapping[str, str]
    source: str = ""
    accepting: bool = False
    asked: list[Question] = field(default_factory=list)

    def told(self, key: str) -> str | None:
        """Return an answer that was given, None if there is none."""
        return self.given.get(f"{self.source}:{key}", self.given.get(key))

    def ask(self, question: Question) -> str:
        """Return the answer to a question; where there is none, what is proposed, and it stays open."""
        told = self.told(question.key)
        if told is not None:
            return told
        if not self.accepting:
            self.asked.append(question)
        return question.proposal
