"""An office guide (办事指南) with its elements."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.asset import Asset
from generator.model.finding import Place
from generator.model.part import Part

GUIDES = "guides"


@dataclass(frozen=True)
class Material:
    """One paper that an applicant brings (办理材料)."""

    name: str
    place: Place
    form: str = ""
    copies: int | None = None
    source: str = ""
    note: str = ""
    blank: Asset | None = None
    sample: Asset | None = None


@dataclass(frozen=True)
class Step:
    """One step of a procedure, with how long it takes in words."""

    name: str
    place: Place
    text: str = ""
    limit: str = ""


@dataclass(frozen=True)
class GuideText:
    """A line of a guide and where it is written."""

    text: str
    place: Place


@dataclass(frozen=True)
class Guide(Part):
    """The elements of an office guide; an empty one is missing.

    Source: 国办秘函〔2019〕19号 (eight categories) and the standard catalogues of 基层政务公开.
    """

    place: Place
    item: str = ""
    audience: str = ""
    unit: str = ""
    basis: tuple[GuideText, ...] = ()
    conditions: tuple[GuideText, ...] = ()
    materials: tuple[Material, ...] = ()
    no_materials: bool = False
    where: tuple[GuideText, ...] = ()
    online: str = ""
    hours: tuple[GuideText, ...] = ()
    phone: tuple[GuideText, ...] = ()
    steps: tuple[Step, ...] = ()
    legal_limit: str = ""
    promised_limit: str = ""
    fee: tuple[GuideText, ...] = ()
    result: str = ""
    delivery: str = ""
    complaints: tuple[GuideText, ...] = ()


def missing_categories(guide: Guide) -> tuple[str, ...]:
    """Return which of the eight categories are missing, by name."""
    present = {
        "事项名称": guide.item,
        "设定依据": guide.basis,
        "申请条件": guide.conditions,
        "办理材料": guide.materials or guide.no_materials,
        "办理地点": guide.where,
        "办理时间": guide.hours,
        "联系电话": guide.phone,
        "办理流程": guide.steps,
    }
    return tuple(name for name, value in present.items() if not value)


def missing_elements(guide: Guide) -> tuple[str, ...]:
    """Return which further elements of a complete guide are missing, by name."""
    present = {
        "办理期限": guide.legal_limit or guide.promised_limit,
        "收费": guide.fee,
        "结果送达": guide.delivery,
        "监督投诉": guide.complaints,
    }
    return tuple(name for name, value in present.items() if not value)
