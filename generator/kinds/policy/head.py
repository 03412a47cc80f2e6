"""Head keys of a policy document's validity and relations, and of an interpretation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.kinds.kind import Head
from generator.kinds.policy.draft import start_policy
from generator.kinds.policy.model import (
    NORMATIVE_INVALID,
    NORMATIVE_LIBRARY,
    Interpretation,
    PolicyLife,
)
from generator.load.heads.common import CommonHead, ElementsDeclaration
from generator.load.heads.made import read_group
from generator.load.heads.reading import Reading
from generator.load.heads.said import Group
from generator.model.column import Column
from generator.model.interpretation import Element
from generator.model.part import Part

_LIFE = Group(PolicyLife)


def policy_life(reading: Reading, declared: CommonHead) -> PolicyLife | None:
    """Return the dates and relations of a policy document; a replacement that is missing is a finding."""
    life = read_group(_LIFE, PolicyLife, reading, declared)
    if life is None or life == PolicyLife():
        return None
    return replace(life, replaced_by=_replacement(reading, life.replaced_by), declared=declared.validity)


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
    life = policy_life(reading, declared)
    yield from (part for part in (life, interpretation(reading, declared)) if part)


def _texts(part: Part) -> Iterator[str]:
    if isinstance(part, Interpretation):
        yield from (text for _, text in part.elements)


HEAD = Head(
    groups=(_LIFE,),
    more=(Interpretation,),
    read=_read,
    layouts={
        NORMATIVE_LIBRARY: "规范性文件库",
        NORMATIVE_INVALID: "文件库中放失效、废止文件的下级栏目",
    },
    start=start_policy,
    texts=_texts,
)
