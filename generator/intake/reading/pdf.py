"""Read a PDF file (not yet)."""

from __future__ import annotations

from generator.intake.reading.blocks import Imported, Unreadable


def read_pdf(raw: bytes) -> Imported | Unreadable:
    """Read."""
    return Unreadable("PDF")
