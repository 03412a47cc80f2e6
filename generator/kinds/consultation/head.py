"""A consultation or a catalogue of decisions as declared -> the model."""

from __future__ import annotations

from generator.kinds.consultation.declare import ConsultationDeclaration, DecisionsDeclaration
from generator.kinds.consultation.model import Consultation, DecisionCatalogue, DecisionItem
from generator.load.heads.reading import Reading


def make_consultation(reading: Reading, declared: ConsultationDeclaration) -> Consultation:
    """Return a consultation; what it refers to is looked up."""
    return Consultation(
        place=reading.parsed.place(("consultation",)),
        opens=declared.opens,
        closes=declared.closes,
        channels=tuple(declared.channels),
        text=reading.paper(declared.text, ("consultation", "text")),
        explanation=reading.paper(declared.explanation, ("consultation", "explanation")),
        short_reason=declared.short_reason,
        decision=reading.related(declared.decision, ("consultation", "decision")),
        result=reading.related(declared.result, ("consultation", "result")),
        adopted=reading.related(declared.adopted, ("consultation", "adopted")),
        received=declared.received,
        accepted=declared.accepted,
    )


def make_decisions(reading: Reading, declared: DecisionsDeclaration) -> DecisionCatalogue:
    """Return a yearly catalogue of decisions."""
    items = []
    for number, item in enumerate(declared.items):
        spot = ("decisions", "items", number)
        items.append(
            DecisionItem(
                name=item.name,
                unit=item.unit,
                participation=item.participation,
                planned=item.planned,
                consultation=reading.related(item.consultation, (*spot, "consultation")),
                adopted=reading.related(item.adopted, (*spot, "adopted")),
                note=item.note,
            )
        )
    return DecisionCatalogue(reading.parsed.place(("decisions",)), declared.year, tuple(items))
