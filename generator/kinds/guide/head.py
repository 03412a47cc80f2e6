"""What a head says of an office guide, each element with its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.kinds.guide.declare import GuideDeclaration, GuideHead, MaterialDeclaration
from generator.kinds.guide.model import GUIDES, Guide, GuideText, Material, Step
from generator.kinds.kind import Asked, Head, Order, Start
from generator.load.heads.common import CommonHead
from generator.load.heads.reading import Reading
from generator.model.column import Column
from generator.model.part import Part


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


def _read(reading: Reading, declared: CommonHead, _: Column) -> Iterator[Part]:
    if isinstance(declared, GuideHead) and declared.guide:
        yield make_guide(reading, declared.guide)


def _read_texts(part: Part) -> Iterator[str]:
    if isinstance(part, Guide):
        yield from _guide_texts(part)


def _guide_texts(guide: Guide) -> Iterator[str]:
    yield from (guide.item, guide.audience, guide.unit, guide.online, guide.result, guide.delivery)
    yield from (guide.legal_limit, guide.promised_limit)
    for texts in (
        guide.basis, guide.conditions, guide.where, guide.hours, guide.phone, guide.fee, guide.complaints,
    ):  # fmt: skip
        yield from (each.text for each in texts)
    for material in guide.materials:
        yield from (material.name, material.note)
    for step in guide.steps:
        yield from (step.name, step.text)


def _asked(_: Column, layout: str | None) -> Asked | None:
    return Asked(Guide, "guide", "办事指南") if layout == GUIDES else None


def _start(order: Order) -> Start | None:
    return Start(tuple(_guide())) if order.layout == GUIDES else None


def _guide() -> list[str]:
    return [
        "guide:",
        "  item:                        # 事项名称",
        "  audience:                    # 服务对象，例如自然人、企业法人",
        "  unit:                        # 受理机构",
        "  basis: []                    # 设定依据，每条一项",
        "  conditions: []               # 申请条件，每条一项",
        "  materials: []                # 办理材料：name名称、form形式、copies份数、blank空表、sample样表",
        "  where: []                    # 办理地点",
        "  online:                      # 网上办理的入口",
        "  hours: []                    # 办理时间，写明节假日怎样安排",
        "  phone: []                    # 联系电话",
        "  steps: []                    # 办理流程：name环节、text怎么办、limit时限",
        "  legal_limit:                 # 法定期限",
        "  promised_limit:              # 承诺期限，即办件写“即办”",
        "  fee: []                      # 收费，不收费写“不收费”",
        "  result:                      # 办理结果，例如证照名称",
        "  delivery:                    # 结果送达",
        "  complaints: []               # 监督投诉",
    ]


HEAD = Head(
    declaration=GuideHead,
    parts=(Guide,),
    read=_read,
    layouts={GUIDES: "办事指南"},
    start=_start,
    asked=_asked,
    texts=_read_texts,
)
