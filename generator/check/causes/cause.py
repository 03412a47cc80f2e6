"""One cause of many findings, and how findings are told from their words."""

from __future__ import annotations

from collections.abc import Iterable

from generator.data import dataclass
from generator.load.source.content import CONTENT
from generator.model.finding import Finding


@dataclass(frozen=True)
class Cause:
    """What is told once, and the findings that come of it.

    ``folder`` is that of content/ in which all documents have lost their column; empty where they have not.
    """

    told: Finding
    met: tuple[Finding, ...]
    folder: str = ""


def said(one: Finding) -> str:
    """Return what a finding names first: of a folder that is no column's, its address."""
    return one.message.partition("“")[2].partition("”")[0]


def folder_of(one: Finding) -> str:
    """Return the folder of the file a finding is on, below content/."""
    return one.place.path.removeprefix(f"{CONTENT}/").rpartition("/")[0]


def is_below(address: str, top: str) -> bool:
    """Tell whether a folder is another or lies in it."""
    return f"{address}/".startswith(f"{top}/")


def count_files(found: Iterable[Finding], code: str) -> int:
    """Return how many files have findings of a code."""
    return len({one.place.path for one in found if one.code == code})
