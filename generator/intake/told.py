"""What is told of a document that was made, as data: the contract of ``import`` and ``migrate``."""

from __future__ import annotations

from typing import Any

from generator.intake.importing import Made


def as_told(made: Made, column: str) -> dict[str, Any]:
    """Return source, path, title, column, the share kept, what is missing and asked; and what else a person may want."""
    missing = [{"text": each.text, "place": each.place} for each in made.proof.missing]
    missing += [
        {"text": f"{each.what}：{each.text}" if each.text else each.what, "place": each.place}
        for each in made.lost
    ]
    return {
        "source": str(made.source),
        "path": f"content/{made.path}",
        "title": made.title,
        "column": column,
        "kept": round(made.proof.kept, 6),
        "missing": missing,
        "asked": [{"key": each.key, "question": each.words, "answer": each.proposal} for each in made.asked],
        "added": [{"text": each.text, "place": each.place} for each in made.proof.added],
        "moved": [{"text": each.text, "place": each.place} for each in made.proof.moved],
        "left": [{"what": each.what, "text": each.text, "place": each.place} for each in made.left],
        "draft": made.draft,
    }
