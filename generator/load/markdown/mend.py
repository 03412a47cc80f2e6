"""Mend in place what is certain in documents: what pasting left behind, and nothing else."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Callable, Iterable
from pathlib import Path

from generator.load.markdown.front_matter import SplitDocument, split_document
from generator.load.markdown.paste import mend_body, mend_head, mend_text
from generator.load.source.text import Source, read_source


def mend_documents(root: Path, names: Iterable[str]) -> list[str]:
    """Mend the documents of these names below ``root`` and return the names of those that changed.

    A file is replaced whole or left alone; its mode, byte order mark and line ends stay. Raises OSError when a
    file cannot be written.
    """
    return [name for name in names if _mend(root / name, name)]


def _mend(path: Path, name: str) -> bool:
    def mended(text: str) -> str:
        parts = split_document(text, name)
        if not isinstance(parts, SplitDocument):
            return mend_text(text)
        head = text[: len(text) - len(parts.body)]
        return mend_head(head) + mend_body(mend_text(parts.body))

    return rewrite(path, name, mended)


def rewrite(path: Path, name: str, change: Callable[[str], str]) -> bool:
    """Change the text of a file, which is replaced whole or left alone; tell whether it changed. Raises OSError."""
    source = read_source(path, name)
    if not isinstance(source, Source):
        return False
    text = change(source.text)
    if text == source.text:
        return False
    raw = text.replace("\n", "\r\n" if b"\r\n" in source.raw else "\n").encode("utf-8")
    _replace(path, BOM_UTF8 + raw if source.raw.startswith(BOM_UTF8) else raw)
    return True


def _replace(path: Path, raw: bytes) -> None:
    """Put new bytes in the place of a file in one step, so that a full disk or a power cut loses nothing."""
    fresh = path.with_name(f".{path.name}.gongkai")
    try:
        fresh.write_bytes(raw)
        fresh.chmod(path.stat().st_mode & 0o7777)
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
