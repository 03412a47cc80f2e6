"""The parsed file of one document, before columns and other files are known."""

from __future__ import annotations

from dataclasses import field

from generator.data import dataclass
from generator.load.heads.common import CommonHead
from generator.load.markdown.links import Reference
from generator.load.yaml.marked import Spot
from generator.model.finding import Finding, Place
from generator.model.interpretation import Element
from generator.model.text_facts import TextFacts


@dataclass(frozen=True)
class ParsedDocument:
    """What a document's file says. With a head that is not ``sound`` it makes no document.

    ``declared`` is then what of the head can be looked at, None for nothing.
    """

    declared: CommonHead | None
    places: dict[Spot, Place]
    references: tuple[Reference, ...]
    findings: tuple[Finding, ...]
    digest: str
    elements: tuple[Element, ...] = ()
    text: TextFacts = field(default_factory=TextFacts)
    sound: bool = True

    def place(self, spot: Spot) -> Place:
        """Return the place of a value of the head, or of its nearest parent that has one."""
        while spot not in self.places and spot:
            spot = spot[:-1]
        return self.places[spot]
