"""What a head says of a policy's life or of an interpretation -> the model, None where it says nothing."""

from __future__ import annotations

from generator.kinds.policy.declare import ElementsDeclaration
from generator.kinds.policy.model import HistoryEvent, PolicyLife
from generator.load.heads.common import DocumentDeclaration
from generator.load.heads.reading import Reading
from generator.model.interpretation import Element, Interpretation


def policy_life(reading: Reading, declared: DocumentDeclaration) -> PolicyLife | None:
    """Return the dates and relations of a policy document; a replacement that is missing is a finding."""
    if not (declared.effective or declared.expires or declared.replaced_by or declared.history):
        return None
    return PolicyLife(
        effective=declared.effective,
        expires=declared.expires,
        replaced_by=_replacement(reading, declared.replaced_by),
        history=tuple(HistoryEvent(event.act, event.date, event.by) for event in declared.history),
        declared=declared.validity,
    )


def _replacement(reading: Reading, target: str) -> str:
    if not target:
        return ""
    return reading.document(target, ("replaced_by",), "replaced-by-missing", "替代文件") or ""


def interpretation(reading: Reading, declared: DocumentDeclaration) -> Interpretation | None:
    """Return what a document says as an interpretation."""
    elements = _elements(declared.elements) if "elements" in declared.model_fields_set else ()
    found = reading.parsed.elements
    if not (declared.interprets or declared.form or elements or found):
        return None
    return Interpretation(declared.form, elements, tuple(sorted(found)))


def _elements(declared: ElementsDeclaration) -> tuple[tuple[Element, str], ...]:
    labels = {field.title: key for key, field in ElementsDeclaration.model_fields.items()}
    told = ((element, getattr(declared, labels[element.value])) for element in Element)
    return tuple((element, text) for element, text in told if text)
