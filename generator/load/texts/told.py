"""The words of a published file as the search reads them, and what keeps some of them back."""

from __future__ import annotations

from collections.abc import Iterable

from generator.data import dataclass

FOLDER = "texts"  # of the cache, with the words of each content
# So much of a file is read for the search: some seventy pages. A longer file is found by its beginning.
MOST_CHARACTERS = 50_000
# Between two pieces that nobody reads as one text: paragraphs, cells.
BLOCK_END = "\n"


@dataclass(frozen=True)
class FileWords:
    """Words, block by block, each on a line of its own; ``whole`` unless some of the file was left out."""

    text: str = ""
    whole: bool = True


def gather(blocks: Iterable[str]) -> FileWords:
    """Return the first blocks, up to the most that is read; the rest of ``blocks`` is not asked for."""
    held: list[str] = []
    left = MOST_CHARACTERS
    for block in blocks:
        # Of a file only, an end of line parts blocks and nothing else.
        words = " ".join(block.split())
        if not words:
            continue
        if len(words) > left:
            held.append(words[:left])
            return FileWords(BLOCK_END.join(filter(None, held)), whole=False)
        held.append(words)
        left -= len(words)
    return FileWords(BLOCK_END.join(held))
