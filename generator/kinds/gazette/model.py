"""An issue of the gazette (政府公报)."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.asset import Asset
from generator.model.finding import Place
from generator.model.part import Part

GAZETTE = "gazette"
PRINTED, PRINTED_IN = "刊载文件", "刊载公报"


@dataclass(frozen=True)
class GazetteIssue(Part):
    """An issue of the gazette; ``contents`` are paths of the portal's documents it prints."""

    year: int
    issue: int
    place: Place
    total: int = 0
    cover: Asset | None = None
    contents: tuple[str, ...] = ()
