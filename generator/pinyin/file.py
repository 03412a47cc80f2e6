"""The file of readings, and which pypinyin it is to be made of."""

from __future__ import annotations

from pathlib import Path

from generator.libraries import version

FILE = Path(__file__).with_name("readings.txt")


def maker() -> str:
    """Return which pypinyin is installed, as the head of the file names it."""
    return f"pypinyin {version('pypinyin')}"
