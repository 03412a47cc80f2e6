"""The words of published files as they were kept: who builds the search loads no more than this."""

from __future__ import annotations

import zlib
from pathlib import Path

from generator.load.cache.seal import read_sealed
from generator.load.texts.told import FOLDER


def kept_words(content: Path, cache: Path, path: str, digest: str) -> str:
    """Return the words of a file, block by block on lines of their own; read again where the cache has them no more.

    Raises SourceChangedError where the file is another by now, or cannot be read as it was.
    """
    kept = read_sealed(cache / FOLDER / digest)
    if kept:
        return zlib.decompress(kept).decode("utf-8")
    from generator.load.texts.published import read_again

    return read_again(content, cache / FOLDER, path, digest)
