"""The facts that a pack's proofs are made of, with the way to each in its file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.model.mandate import Mandate, Pack
from generator.model.proof import Fact

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
