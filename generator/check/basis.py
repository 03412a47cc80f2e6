"""Rules on the basis a column states: the mandate or clause must exist."""

from __future__ import annotations

from collections.abc import Iterator

from generator.load.yaml.validate import did_you_mean
from generator.mandates.library import known_bases, known_packs
from generator.model.catalogue import finding
from generator.model.finding import Finding, Place
from generator.model.portal import Portal


def check_basis(portal: Portal) -> Iterator[Finding]:
    """Every ``basis`` and every pack named in columns.yml is in the library of directives or in packs/.

    What is said of an own pack with faults is not looked at: its faults are told.
    """
    own = portal.own_packs
    packs, bases = known_packs(own.packs), known_bases(own.packs)
    for pack in portal.packs:
        if pack not in packs and not own.is_unread(pack):
            hint = did_you_mean(pack, sorted(packs)) or f"现有：{'、'.join(sorted(packs))}。"
            place = portal.places.get(pack, Place("columns.yml"))
            yield finding("pack-unknown", place, f"没有编号为“{pack}”的要点。", hint)
    for column in portal.walk():
        for basis in column.basis:
            if basis not in bases and not own.is_unread(basis):
                message = f"栏目“{column.name}”的依据“{basis}”不存在。"
                yield finding("basis-unknown", column.place, message, did_you_mean(basis, sorted(bases)))
