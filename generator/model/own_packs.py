"""The packs that a portal keeps in packs/: those that could be read, and where in their files things stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.model.finding import Place
from generator.model.mandate import Pack

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
