"""Pages whose required elements are known, columns whose required set is known, and the absence of findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from generator.check.proofs.ask import Ask
from generator.check.proofs.holdings import Holdings, column_proof, document_proofs
from generator.check.proofs.site import DISCLOSURE
from generator.check.proofs.told import REVIEWS, ROW_CODES
from generator.check.proofs.verdict import Verdict
from generator.kinds.handbook.model import Handbook
from generator.kinds.request.model import RequestDesk
from generator.model.addresses.address import is_within
from generator.model.column import Column
from generator.model.finding import Finding
from generator.model.part import Part
from generator.model.proof import PagePart
from generator.model.words import PortalLevel

# The sections of the disclosure column (国办公开办函〔2019〕61号).
SECTIONS = ("政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "政府信息公开年报")
# The fifteen items of 条例第二十条 by the customary names of their columns.
ITEMS = (
    "履职依据", "机关简介", "规划信息", "统计信息", "行政许可和其他对外管理服务", "处罚强制", "预算/决算", "收费项目",
    "政府采购", "重大建设项目", "重大民生信息", "应急管理", "监督检查", "招考录用", "其他法定主动公开内容",
)  # fmt: skip
# Source: 渝府办发〔2020〕89号五（一）1: governments all fifteen, other bodies these ten.
_OTHERS = (1, 2, 5, 6, 7, 8, 9, 10, 14, 15)


def items_of(level: PortalLevel) -> tuple[int, ...]:
    """Return the numbers of the items that a body of a level discloses."""
    governments = (PortalLevel.MUNICIPALITY, PortalLevel.DISTRICT)
    return tuple(range(1, len(ITEMS) + 1)) if level in governments else _OTHERS


def judge_elements(ask: Ask) -> Verdict:
    """A page, or the disclosure column, has all that is asked of it."""
    judges: dict[PagePart | None, Callable[[Ask], Verdict]] = {
        PagePart.HANDBOOK: lambda each: _page(each, Handbook, "公开指南", ("guide-parts", "guide-contacts")),
        PagePart.REQUEST: lambda each: _page(
            each, RequestDesk, "依申请公开的受理机构", ("request-elements",)
        ),
        PagePart.FOUR_SECTIONS: _four_sections,
        PagePart.STATUTORY_ITEMS: _statutory_items,
    }
    return judges[ask.fact.part](ask)


def _page(ask: Ask, kind: type[Part], what: str, codes: tuple[str, ...]) -> Verdict:
    pages = [
        each
        for each in ask.holdings.portal.lookups.having(kind)
        if each.published.date() <= ask.holdings.portal.as_of
    ]
    if not pages:
        return Verdict(False, f"还没有公开{what}。")
    told = ask.holdings.told(codes)
    if told:
        return Verdict(False, told[0].message, document_proofs(pages), some=True)
    return Verdict(True, f"{what}的要素齐全。", document_proofs(pages), some=True)


def _four_sections(ask: Ask) -> Verdict:
    found = {name: ask.holdings.places.at((*DISCLOSURE, name)) for name in SECTIONS}
    there = tuple(column_proof(column) for column in found.values() if column)
    lacking = [name for name, column in found.items() if column is None]
    if lacking:
        return Verdict(False, f"专栏缺少：{'、'.join(lacking)}。", there, some=bool(there))
    return Verdict(True, "专栏的四个板块齐全，名称、格式、位置统一。", there)


def _statutory_items(ask: Ask) -> Verdict:
    numbers = items_of(ask.holdings.portal.level)
    found = {number: _item(number, ask.holdings) for number in numbers}
    lacking = [number for number, columns in found.items() if not columns]
    empty = [number for number, columns in found.items() if columns and is_empty(columns, ask.holdings)]
    shown = tuple(column_proof(column) for columns in found.values() for column in columns)
    if lacking or empty:
        told = [f"没有栏目的是{_items(lacking)}"] if lacking else []
        told += [f"没有内容的是{_items(empty)}"] if empty else []
        there = len(numbers) - len(lacking) - len(empty)
        reason = f"应公开的{len(numbers)}项中{there}项有内容，{'，'.join(told)}。"
        return Verdict(False, reason, shown, some=there > 0)
    return Verdict(True, f"应公开的{len(numbers)}项都有栏目和内容。", shown, some=True)


def _items(numbers: Iterable[int]) -> str:
    return "、".join(f"第{number}项{ITEMS[number - 1]}" for number in numbers)


def _item(number: int, holdings: Holdings) -> tuple[Column, ...]:
    name = ITEMS[number - 1]
    stating = holdings.places.by_basis.get((f"tiaoli-2019#20.{number}",), ())
    standing = holdings.places.at((*DISCLOSURE, SECTIONS[2], name))
    return tuple(stating) or ((standing,) if standing else ())


def is_empty(columns: Iterable[Column], holdings: Holdings) -> bool:
    """Tell whether columns and all below them hold nothing on the portal's day."""
    several = tuple(columns)
    links = any(each.links for column in several for each in column.walk())
    return not (links or holdings.documents(several) or holdings.rows(several))


def judge_clean(ask: Ask) -> Verdict:
    """Check has no finding of these codes, in the columns or, where none is said, anywhere."""
    codes = set(ask.fact.codes)
    told = [each for each in ask.holdings.told(codes - {REVIEWS}) if _within(each, ask)]
    unsigned = ask.holdings.unsigned(ask.columns) if REVIEWS in codes else None
    late = [
        row
        for row in ask.holdings.rows(ask.columns or None)
        if not row.codes.isdisjoint(ROW_CODES & codes) and ask.counts(row.day)
    ]
    number = len(told) + len(late) + (unsigned.number if unsigned else 0)
    if number:
        first = unsigned.why if unsigned else f"“{late[0].title}”超过了规定的时限。" if late else ""
        first = told[0].message if told else first
        more = f"这样的问题共{number}处。" if number > 1 else ""
        return Verdict(False, f"{first}{more}", some=True)
    return Verdict(True, "检查没有发现有关的问题。")


def _within(finding: Finding, ask: Ask) -> bool:
    if not ask.columns:
        return True
    path = finding.place.path
    if not path.startswith("content/"):
        return any(column.place == finding.place for column in ask.columns)
    inner = path.removeprefix("content/")
    document = ask.holdings.portal.lookups.by_path.get(inner)
    address = document.column if document else inner.rpartition("/")[0]
    return any(is_within(address, column.address) for column in ask.columns)
