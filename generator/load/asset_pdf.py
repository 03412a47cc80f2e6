"""PDF files: whether they open, their words, their properties."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from generator.load.asset_words import check_properties, check_words
from generator.model.catalogue import finding
from generator.model.finding import Finding, Place

# Reading the words of a page takes about 10 ms.
MAX_PAGES = 200


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
            text = "\n".join(page.extract_text() for page in reader.pages[:MAX_PAGES])
            properties = {key: str(value) for key, value in (reader.metadata or {}).items()}
        except Exception:  # pypdf raises whatever a broken file makes of its parser
            yield finding("file-damaged", place, "PDF打不开，可能没有传完。")
            return
    if pages == 0:
        yield finding("file-damaged", place, "PDF里没有页面。")
    elif pages > MAX_PAGES:
        yield finding("file-unchecked", place, f"PDF有{pages}页，只检查了前{MAX_PAGES}页的文字。")
    elif not text.strip():
        yield finding("file-unchecked", place, "PDF里没有文字（可能是扫描件），没有检查个人信息。")
    yield from check_words(text, place)
    yield from check_properties(properties.values(), _authors(properties), place)


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
