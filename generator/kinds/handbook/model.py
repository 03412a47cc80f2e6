"""The text of 政府信息公开指南, as far as it is checked."""

from __future__ import annotations

from generator.data import dataclass
from generator.model.headings import Heading
from generator.model.part import Part


@dataclass(frozen=True)
class Handbook(Part):
    """The text of 政府信息公开指南, as far as it is checked: headings, and all words."""

    headings: tuple[Heading, ...]
    text: str
