"""The block of an office guide: its elements in a fixed order, each with an anchor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.data import dataclass
from generator.kinds.guide.model import Guide, Material, Step
from generator.load.heads.said import Told
from generator.model.asset import Asset
from generator.views.block import Block, BlockPlace
from generator.views.job import DocumentJob
from generator.views.rows import FileLink, file_link


@dataclass(frozen=True)
class MaterialRow:
    """A paper to bring, with its forms."""

    material: Material
    blank: FileLink | None
    sample: FileLink | None


@dataclass(frozen=True)
class GuideSection:
    """One element of a guide: lines, or a table of papers, or steps."""

    anchor: str
    label: str
    lines: tuple[str, ...] = ()
    materials: tuple[MaterialRow, ...] = ()
    steps: tuple[Step, ...] = ()


def guide_blocks(job: DocumentJob, root: str) -> Iterator[Block]:
    """Yield the block of an office guide."""
    guide = job.document.part(Guide)
    if guide:
        values: dict[str, object] = {
            "facts": [(label, value) for label, value in _facts(guide) if value],
            "sections": list(_sections(guide, root)),
        }
        yield Block(BlockPlace.BEFORE_TEXT, "guide/block-guide.html", values)


def _facts(guide: Guide) -> Iterator[tuple[str, str]]:
    yield "事项名称", guide.item
    yield "服务对象", guide.audience
    yield "受理机构", guide.unit
    yield "法定期限", guide.legal_limit
    yield "承诺期限", guide.promised_limit
    yield "办理结果", guide.result


def _sections(guide: Guide, root: str) -> Iterator[GuideSection]:
    online = (f"网上办理：{guide.online}",) if guide.online else ()
    yield from _lines("basis", "设定依据", _texts(guide.basis))
    yield from _lines("conditions", "申请条件", _texts(guide.conditions))
    if guide.materials:
        rows = tuple(
            MaterialRow(each, _file(each.blank, root), _file(each.sample, root)) for each in guide.materials
        )
        yield GuideSection("guide-materials", "办理材料", materials=rows)
    elif guide.no_materials:
        yield from _lines("materials", "办理材料", ("无需提交材料。",))
    yield from _lines("where", "办理地点", (*_texts(guide.where), *online))
    yield from _lines("hours", "办理时间", _texts(guide.hours))
    yield from _lines("phone", "联系电话", _texts(guide.phone))
    if guide.steps:
        yield GuideSection("guide-steps", "办理流程", steps=guide.steps)
    yield from _lines("fee", "收费", _texts(guide.fee))
    yield from _lines("delivery", "结果送达", (guide.delivery,) if guide.delivery else ())
    yield from _lines("complaints", "监督投诉", _texts(guide.complaints))


def _lines(key: str, label: str, lines: Sequence[str]) -> Iterator[GuideSection]:
    if lines:
        yield GuideSection(f"guide-{key}", label, tuple(lines))


def _texts(lines: Sequence[Told]) -> tuple[str, ...]:
    return tuple(line.text for line in lines)


def _file(asset: Asset | None, root: str) -> FileLink | None:
    return file_link(asset, root) if asset else None
