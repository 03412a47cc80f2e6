"""Archives of XML (DOCX, XLSX), opened only where they unfold to no more than an honest file does."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from generator.load.tables.workbook_parts import PartsError

_MOST_BYTES = 64 * 1024 * 1024
_MOST_PARTS = 20_000
# What broken archives raise. A password is a RuntimeError.
ARCHIVE_ERRORS = (
    PartsError, zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, KeyError,
    ValueError,
)  # fmt: skip


@contextmanager
def open_archive(raw: bytes) -> Iterator[zipfile.ZipFile]:
    """Give an archive. Raises PartsError for one that is too large, and other ``ARCHIVE_ERRORS``."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        parts = archive.infolist()
        if len(parts) > _MOST_PARTS or sum(each.file_size for each in parts if _is_xml(each)) > _MOST_BYTES:
            raise PartsError("too large")
        yield archive


def _is_xml(part: zipfile.ZipInfo) -> bool:
    return part.filename.lower().endswith((".xml", ".rels"))
