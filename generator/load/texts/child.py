"""The process that reads the words of published files for the search: little memory, few seconds a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.load.assets.foreign_child import SECONDS, answer

if TYPE_CHECKING:
    from multiprocessing.connection import Connection


def serve_words(pipe: Connection[Any, Any]) -> None:
    """Answer requests for the words of files until the other side is gone."""
    answer(pipe, _load, {"words": _words}, SECONDS)


def _load() -> None:
    import generator.load.texts.words  # noqa: F401


def _words(raw: bytes, name: str) -> dict[str, Any]:
    from generator.load.texts.words import checked_words

    words, found = checked_words(raw, name)
    told = [(each.code, each.message, each.hint) for each in found]
    return {"text": words.text, "whole": words.whole, "found": told}
