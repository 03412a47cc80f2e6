"""Judge mandates that ask for something of the site as a whole, as far as the portal shows it.

Each function returns a verdict; where the portal cannot show it, that a statement is needed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from generator.check.holdings import Holdings, document_proof
from generator.model.bound import is_bound
from generator.model.column import Column
from generator.model.document import Document
from generator.model.mandate import Feature, Mandate, MandateState, Names, Pack, Proof

MET, PARTLY, NOT_MET = MandateState.MET, MandateState.PARTLY, MandateState.NOT_MET
DISCLOSURE = "政府信息公开"
# The sections of the disclosure column (国办公开办函〔2019〕61号).
SECTIONS = ("政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "政府信息公开年报")
INTERPRETATION = ("政务公开", "政府信息公开目录", "政策解读")
POLICY_COLUMN = ("政府信息公开", "法定主动公开内容", "履职依据")
SHOWN = 10


@dataclass(frozen=True)
class Verdict:
    """A state with its reason and evidence; ``missing`` are mandated columns that are not there."""

    state: MandateState
    reason: str
    proofs: tuple[Proof, ...] = ()
    missing: tuple[Names, ...] = ()


def judge_feature(mandate: Mandate, pack: Pack, holdings: Holdings) -> Verdict:
    """Return the verdict on a ``feature`` mandate."""
    if mandate.feature is Feature.MANDATED_COLUMNS:
        return _mandated_columns(pack, holdings)
    judges: dict[Feature | None, Callable[[Holdings], Verdict]] = {
        Feature.MOBILE: _mobile,
        Feature.FOUR_SECTIONS: _four_sections,
        Feature.COLUMN_DUTIES: _column_duties,
        Feature.MEDIA: _media,
        Feature.CONSULT: lambda each: _named_column(each, "公开信箱"),
        Feature.POLICY_EXPRESS: lambda each: _named_column(each, "政策直通车"),
        Feature.POLICY_FORMAT: _policy_format,
        Feature.REVIEW: _review,
        Feature.ERROR_REPORT: _error_report,
    }
    return judges[mandate.feature](holdings)


def _link(column: Column) -> Proof:
    return Proof(">".join(column.path), column.url)


def _unknown(reason: str, proofs: tuple[Proof, ...] = ()) -> Verdict:
    return Verdict(MandateState.NEEDS_STATEMENT, reason, proofs)


def _shares(documents: Iterable[Document], good: Callable[[Document], bool], what: str) -> Verdict:
    """Return how many of the documents are as they should be."""
    everything = list(documents)
    fine = [document for document in everything if good(document)]
    proofs = tuple(document_proof(document) for document in fine[:SHOWN])
    reason = f"{len(everything)}份文档中{len(fine)}份{what}。"
    if not everything:
        return Verdict(NOT_MET, "还没有这类文档。")
    state = MET if len(fine) == len(everything) else PARTLY if fine else NOT_MET
    return Verdict(state, reason, proofs)


def _mobile(holdings: Holdings) -> Verdict:
    column = holdings.columns.get((DISCLOSURE,))
    if column is None:
        return Verdict(NOT_MET, "没有“政府信息公开”栏目。")
    return Verdict(MET, "本系统生成的页面都适配手机，专栏与电脑端同址。", (_link(column),))


def _four_sections(holdings: Holdings) -> Verdict:
    there = [
        holdings.columns[(DISCLOSURE, name)] for name in SECTIONS if (DISCLOSURE, name) in holdings.columns
    ]
    names = {column.name for column in there}
    lacking = [name for name in SECTIONS if name not in names]
    if lacking:
        state = PARTLY if there else NOT_MET
        return Verdict(state, f"专栏缺少：{'、'.join(lacking)}。", tuple(map(_link, there)))
    return Verdict(MET, "专栏的四个板块齐全。", tuple(map(_link, there)))


def _mandated_columns(pack: Pack, holdings: Holdings) -> Verdict:
    wanted = dict.fromkeys(
        path
        for mandate in pack.mandates
        if is_bound(mandate, holdings.portal.level)
        for path in mandate.paths
    )
    lacking = [path for path in wanted if path not in holdings.columns]
    there = tuple(_link(holdings.columns[path]) for path in wanted if path in holdings.columns)
    if lacking:
        names = "、".join(">".join(path) for path in lacking[:5])
        return Verdict(PARTLY, f"点名的{len(wanted)}个栏目中缺{len(lacking)}个：{names}。", there)
    return Verdict(MET, f"点名的{len(wanted)}个栏目都已设置。", there)


def _column_duties(holdings: Holdings) -> Verdict:
    columns = list(holdings.portal.walk())
    whole = [c for c in columns if c.description and c.unit and c.owner and c.cycle]
    reason = f"{len(columns)}个栏目中{len(whole)}个写明了内容、更新周期、责任单位和责任人员。"
    state = MET if len(whole) == len(columns) else PARTLY if whole else NOT_MET
    return Verdict(state, reason, (Proof("栏目结构", "map/"),))


def _media(holdings: Holdings) -> Verdict:
    column = holdings.columns.get(INTERPRETATION)
    documents = holdings.documents([column]) if column else ()
    shown = [document for document in documents if document.video or document.picture]
    if not shown:
        return _unknown("政策解读栏目里还没有图片和视频。")
    proofs = tuple(document_proof(document) for document in shown[:SHOWN])
    return Verdict(MET, f"{len(shown)}份图片和视频解读的文件齐全，可在页面上打开。", proofs)


def _named_column(holdings: Holdings, name: str) -> Verdict:
    column = next((each for each in holdings.portal.walk() if each.name == name), None)
    if column is None:
        return _unknown(f"没有“{name}”栏目，用其他方式落实的请作说明。")
    if holdings.find(column, None).empty:
        return Verdict(PARTLY, f"“{name}”栏目没有内容。", (_link(column),))
    return Verdict(MET, f"已开设“{name}”栏目。", (_link(column),))


def _policy_format(holdings: Holdings) -> Verdict:
    column = holdings.columns.get(POLICY_COLUMN)
    documents = [document for document in holdings.documents([column] if column else []) if document.doc_no]
    return _shares(
        documents,
        lambda each: bool(each.signed and each.validity and each.issuer),
        "按统一格式写明了成文日期、发布机构和有效性",
    )


def _review(holdings: Holdings) -> Verdict:
    if not holdings.portal.lookups.reviewed:
        return _unknown("文档头部没有登记三审三校，请作说明。")
    return _shares(
        holdings.portal.documents,
        lambda d: bool(d.review.first and d.review.second and d.review.third),
        "登记了三审三校",
    )


def _error_report(holdings: Holdings) -> Verdict:
    if not holdings.portal.identity.error_report:
        return Verdict(NOT_MET, "页脚没有“我为政府网站找错”入口。")
    return _unknown("页脚有“我为政府网站找错”入口；留言办理和IPv6改造要作说明。", (Proof("首页", ""),))
