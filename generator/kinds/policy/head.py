"""What a head says of a policy's life, and of an interpretation."""

from __future__ import annotations

from collections.abc import Iterator

from generator.kinds.kind import Head
from generator.kinds.policy.declare import PolicyHead
from generator.kinds.policy.draft import start_policy
from generator.kinds.policy.model import (
    NORMATIVE_INVALID,
    NORMATIVE_LIBRARY,
    HistoryEvent,
    Interpretation,
    PolicyLife,
)
from generator.load.heads.common import CommonHead, ElementsDeclaration
from generator.load.heads.reading import Reading
from generator.model.column import Column
from generator.model.interpretation import Element
from generator.model.part import Part


def policy_life(reading: Reading, declared: PolicyHead) -> PolicyLife | None:
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


def interpretation(reading: Reading, declared: CommonHead) -> Interpretation | None:
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


def _read(reading: Reading, declared: CommonHead, _: Column) -> Iterator[Part]:
    life = policy_life(reading, declared) if isinstance(declared, PolicyHead) else None
    yield from (part for part in (life, interpretation(reading, declared)) if part)


def _texts(part: Part) -> Iterator[str]:
    if isinstance(part, Interpretation):
        yield from (text for _, text in part.elements)


HEAD = Head(
    declaration=PolicyHead,
    parts=(PolicyLife, Interpretation),
    read=_read,
    layouts={
        NORMATIVE_LIBRARY: "规范性文件库",
        NORMATIVE_INVALID: "文件库中放失效、废止文件的下级栏目",
    },
    start=start_policy,
    texts=_texts,
)
