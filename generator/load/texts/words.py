"""Read the words of one published file, and look through them as through all that is to be public."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module

from generator.load.assets.types import kind_of_bytes, suffix_of
from generator.load.assets.words import check_words
from generator.load.texts.pdf import flowing
from generator.load.texts.told import FileWords, gather
from generator.model.finding import Finding, Place

# By the end of the name: the module and the function that reads it, loaded when the first such file comes.
_READERS = {
    ".docx": ("zip", "generator.load.texts.docx", "docx_blocks"),
    ".xlsx": ("zip", "generator.load.texts.sheets", "sheet_blocks"),
    ".pdf": ("pdf", "generator.load.texts.pdf", "pdf_pages"),
    ".txt": ("text", "generator.load.texts.words", "line_blocks"),
    ".csv": ("text", "generator.load.texts.words", "line_blocks"),
}
READ = frozenset(_READERS)


def checked_words(raw: bytes, name: str) -> tuple[FileWords, tuple[Finding, ...]]:
    """Return what the search may read of a file, and what in it must not be public: then it reads nothing.

    A file that cannot be read has no words: that is told where it is inspected.
    """
    blocks: list[str] = []
    try:
        words = gather(_joined(_noted(_blocks(raw, name), blocks), name))
    except MemoryError:
        raise
    except Exception:  # libraries raise whatever broken bytes make of them
        return FileWords(), ()
    # As it stands in the file, line by line: a mark of secrecy has a line of its own.
    found = tuple(check_words("\n".join(blocks), Place(name)))
    return (FileWords(), found) if found else (words, ())


def _blocks(raw: bytes, name: str) -> Iterable[str]:
    kind, module, function = _READERS[suffix_of(name)]
    if kind_of_bytes(raw[:1024]) != kind:
        return ()
    read: Callable[[bytes], Iterable[str]] = getattr(import_module(module), function)
    return read(raw)


def _joined(blocks: Iterable[str], name: str) -> Iterable[str]:
    """Return blocks as they are put together: the pages of a PDF file are one text."""
    return [flowing(blocks)] if suffix_of(name) == ".pdf" else blocks


def _noted(blocks: Iterable[str], noted: list[str]) -> Iterator[str]:
    for block in blocks:
        noted.append(block)
        yield block


def line_blocks(raw: bytes) -> list[str]:
    """Return the lines of a text, in UTF-8 or else as an old Chinese program writes it."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("gb18030", "replace")
    return text.splitlines()
