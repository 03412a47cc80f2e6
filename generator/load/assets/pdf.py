"""PDF files: whether they open, their words, their properties."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.load.assets.words import check_properties, check_words
from generator.model.catalogue import finding
from generator.model.finding import Finding, Place

if TYPE_CHECKING:
    from pypdf import PdfReader

# Reading the words of a page takes about 10 ms.
MAX_PAGES = 200
# What draws the pages, unpacked: of this much, reading takes some four seconds; a page of words has ten thousand.
MAX_DRAWN_BYTES = 1024 * 1024
_LONGEST_NAME = 500


def check_pdf(path: Path, place: Place) -> Iterator[Finding]:
    """Yield what is wrong with a PDF: damage, a password, personal numbers, marks, authors."""
    from pypdf import PdfReader

    with quiet():
        try:
            reader = PdfReader(path, strict=False)
            if reader.is_encrypted and not reader.decrypt(""):
                yield finding("file-damaged", place, "PDF设了打开密码，公众打不开。", "去掉密码后重新导出。")
                return
            pages = len(reader.pages)
            text, read = _words(reader)
            properties = {key: str(value) for key, value in (reader.metadata or {}).items()}
        except MemoryError:
            yield finding("file-too-complex", place, "打开这个PDF要的内存太多，没有检查完。")
            return
        except Exception:  # pypdf raises whatever a broken file makes of its parser
            yield finding("file-damaged", place, "PDF打不开，可能没有传完。")
            return
    if pages == 0:
        yield finding("file-damaged", place, "PDF里没有页面。")
    elif pages > read:
        yield finding("file-unchecked", place, f"PDF有{pages}页，只检查了{read}页的文字。")
    elif not text.strip():
        yield finding("file-unchecked", place, "PDF里没有文字（可能是扫描件），没有检查个人信息。")
    yield from check_words(text, place)
    yield from check_properties(properties.values(), _authors(properties), place)


def _words(reader: PdfReader) -> tuple[str, int]:
    """Return the words of the first pages, and how many pages were read; one too full of drawing is not.

    What several pages share is read once.
    """
    texts: list[str] = []
    known: dict[tuple[str, str], bool] = {}
    drawn = read = 0
    for page in reader.pages[:MAX_PAGES]:
        shared = (_name_of(page.get("/Contents")), _name_of(page.get("/Resources")))
        if not all(shared) or shared not in known:
            contents = page.get_contents()
            # Not asked whether there is anything in it: as a mapping it is empty.
            size = len(contents.get_data()) if contents is not None else 0
            known[shared] = drawn + size <= MAX_DRAWN_BYTES
            if known[shared]:
                drawn += size
                texts.append(page.extract_text())
        read += known[shared]
    return "\n".join(texts), read


def _name_of(thing: Any) -> str:
    """Return what tells a part of a PDF from others: its number, or what it consists of; empty if it is long."""
    number = getattr(thing, "indirect_reference", None)
    words = repr(number) if number is not None else repr(thing)
    return words if len(words) < _LONGEST_NAME else ""


def _authors(properties: dict[str, Any]) -> list[str]:
    return [properties.get("/Author", ""), properties.get("/Creator", "")]


@contextmanager
def quiet() -> Iterator[None]:
    """Keep pypdf from writing its complaints to the screen: they become findings or are none."""
    logger = logging.getLogger("pypdf")
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(level)
