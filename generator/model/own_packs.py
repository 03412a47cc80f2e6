"""The packs that a portal keeps in packs/: those that could be read, and where in their files things stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from generator.model.finding import Place
from generator.model.mandate import Mandate, Pack
from generator.model.proof import Fact

FOLDER = "packs"


def pack_path(pack_id: str) -> str:
    """Return the path of a pack's file below the portal."""
    return f"{FOLDER}/{pack_id}.yml"


@dataclass(frozen=True)
class Unsure:
    """What a draft leaves for a person to look at: the keys of a mandate, and where the text has it."""

    ref: str
    keys: tuple[str, ...]
    source: str
    place: Place


@dataclass(frozen=True)
class OwnPacks:
    """``packs`` are sound; ``unread`` are the ids of files with faults, which are told, so that nobody misses them.

    ``places`` are those of each file's keys and values, by the id of the pack and the steps to it, joined by /;
    the step to a mandate is its id.
    """

    packs: tuple[Pack, ...] = ()
    unread: frozenset[str] = frozenset()
    places: Mapping[str, Place] = field(default_factory=dict)
    unsure: tuple[Unsure, ...] = ()

    def place(self, pack_id: str, *steps: str | int) -> Place:
        """Return the place of a value of a pack's file, or of the nearest above it that has one."""
        rest = [pack_id, *map(str, steps)]
        while rest:
            known = self.places.get("/".join(rest))
            if known:
                return known
            rest.pop()
        return Place(pack_path(pack_id))

    def is_unread(self, ref: str) -> bool:
        """Tell whether a pack, or the PACK#MANDATE of one, is of a file with faults: these are told, it is not missing."""
        return ref.partition("#")[0] in self.unread


Steps = tuple[str | int, ...]


def proof_facts(pack: Pack) -> Iterator[tuple[Mandate, Steps, Fact]]:
    """Yield each fact that proves a mandate of a pack, those inside others too, with the steps to it in its file."""
    for mandate in pack.mandates:
        for steps, fact in _facts(mandate.proof, ("proof",)):
            yield mandate, steps, fact


def _facts(facts: Sequence[Fact], above: Steps) -> Iterator[tuple[Steps, Fact]]:
    for number, fact in enumerate(facts):
        yield (*above, number), fact
        yield from _facts(fact.facts, (*above, number, "facts"))
