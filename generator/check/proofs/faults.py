"""What is wrong with a proof that its declaration cannot see: names of codes, forms and fields that there are not."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.proofs.contents import known_fields
from generator.check.proofs.told import known_codes
from generator.model.interpretation import Form
from generator.model.proof import Content, Fact, FactKind


def faults_of(fact: Fact) -> Iterator[str]:
    """Yield in words what a fact asks for that nothing could ever show."""
    for code in fact.codes:
        if code not in known_codes():
            yield f"clean不能用“{code}”，它不是各类信息的问题代码"
    for form in fact.forms:
        if form not in {each.value for each in Form}:
            yield f"没有“{form}”这种解读形式，有{'、'.join(each.value for each in Form)}"
    kind = Content.PRESS if fact.fact is FactKind.PRESS else fact.kind
    if kind and fact.fact in (FactKind.DOCUMENTS, FactKind.PRESS):
        for name, _ in fact.where:
            if name not in known_fields(kind):
                yield f"{kind.value}没有“{name}”这个字段，有{'、'.join(sorted(known_fields(kind)))}"
    for each in fact.facts:
        yield from faults_of(each)
