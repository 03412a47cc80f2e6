"""An office guide as declared -> the model, each element with its place."""

from __future__ import annotations

from collections.abc import Sequence

from generator.kinds.guide.declare import GuideDeclaration, MaterialDeclaration
from generator.kinds.guide.model import Guide, GuideText, Material, Step
from generator.load.heads.reading import Reading


def make_guide(reading: Reading, declared: GuideDeclaration) -> Guide:
    """Return an office guide; its forms are looked up."""
    return Guide(
        place=reading.parsed.place(("guide",)),
        item=declared.item,
        audience=declared.audience,
        unit=declared.unit,
        basis=_texts(reading, "basis", declared.basis),
        conditions=_texts(reading, "conditions", declared.conditions),
        materials=tuple(_material(reading, n, each) for n, each in enumerate(declared.materials)),
        no_materials=declared.no_materials,
        where=_texts(reading, "where", declared.where),
        online=declared.online,
        hours=_texts(reading, "hours", declared.hours),
        phone=_texts(reading, "phone", declared.phone),
        steps=tuple(
            Step(each.name, reading.parsed.place(("guide", "steps", n)), each.text, each.limit)
            for n, each in enumerate(declared.steps)
        ),
        legal_limit=declared.legal_limit,
        promised_limit=declared.promised_limit,
        fee=_texts(reading, "fee", declared.fee),
        result=declared.result,
        delivery=declared.delivery,
        complaints=_texts(reading, "complaints", declared.complaints),
    )


def _texts(reading: Reading, key: str, lines: Sequence[str]) -> tuple[GuideText, ...]:
    return tuple(
        GuideText(line, reading.parsed.place(("guide", key, n))) for n, line in enumerate(lines) if line
    )


def _material(reading: Reading, number: int, declared: MaterialDeclaration) -> Material:
    spot = ("guide", "materials", number)
    return Material(
        name=declared.name,
        place=reading.parsed.place((*spot, "name")),
        form=declared.form,
        copies=declared.copies,
        source=declared.source,
        note=declared.note,
        blank=reading.asset(declared.blank, (*spot, "blank")),
        sample=reading.asset(declared.sample, (*spot, "sample")),
    )
