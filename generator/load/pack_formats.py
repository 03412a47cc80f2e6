"""The formats of registers that the proofs of a portal's own packs name: those there are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.load.registers.formats import FOLDER, shipped_formats
from generator.load.yaml.validate import did_you_mean
from generator.mandates.proof_facts import proof_facts
from generator.model.catalogue import finding
from generator.model.finding import Finding
from generator.model.portal import OwnPacks


def check_pack_formats(root: Path, own: OwnPacks) -> Iterator[Finding]:
    """Yield each format that a proof names and that neither the program nor the portal has."""
    if not own.packs:
        return
    known = {*shipped_formats(), *(path.stem for path in (root / FOLDER).glob("*.yml"))}
    for pack in own.packs:
        for mandate, steps, fact in proof_facts(pack):
            for number, schema in enumerate(fact.schemas):
                if schema not in known:
                    message = f"任务{mandate.ref}的证明里的“{schema}”不是名录格式。"
                    place = own.place(pack.id, mandate.id, *steps, "schemas", number)
                    hint = did_you_mean(schema, sorted(known)) or f"现有：{'、'.join(sorted(known))}。"
                    yield finding("pack-proof", place, message, hint)
