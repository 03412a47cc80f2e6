"""The state of every mandate, computed from the portal and from what units state in ledger.yml.

What the site can show is computed and cannot be stated otherwise; what it cannot show is stated with a
date, evidence and a name, or it is said that a statement is needed. Nothing is assumed.
"""

from __future__ import annotations

from dataclasses import replace

from generator.check.features import Verdict, judge_feature
from generator.check.holdings import Found, Holdings, amount, document_proof, proofs_of
from generator.mandates.library import load_packs
from generator.model.bound import is_bound
from generator.model.document import Document
from generator.model.mandate import (
    Assessment,
    Counting,
    Evidence,
    Mandate,
    MandateState,
    Pack,
    Proof,
    Relation,
    ShownBy,
    Statement,
)
from generator.model.portal import Portal

MET, PARTLY, NOT_MET = MandateState.MET, MandateState.PARTLY, MandateState.NOT_MET


def assess_portal(portal: Portal) -> tuple[tuple[Pack, tuple[Assessment, ...]], ...]:
    """Return the packs that the portal names, each with the assessment of all its mandates."""
    holdings = Holdings(portal)
    return tuple((pack, _assess(pack, holdings)) for pack in load_packs(portal.packs, portal.own_packs.packs))


def assess_pack(portal: Portal, pack: Pack) -> tuple[Assessment, ...]:
    """Return the assessment of every mandate of a pack, in the order of the text."""
    return _assess(pack, Holdings(portal))


def _assess(pack: Pack, holdings: Holdings) -> tuple[Assessment, ...]:
    portal = holdings.portal
    stated = {each.mandate: each for each in reversed(portal.statements) if each.day <= portal.as_of}
    return tuple(_assessment(mandate, pack, holdings, stated.get(mandate.ref)) for mandate in pack.mandates)


def _assessment(mandate: Mandate, pack: Pack, holdings: Holdings, stated: Statement | None) -> Assessment:
    if not is_bound(mandate, holdings.portal.level):
        return Assessment(mandate, MandateState.NOT_APPLICABLE, "这项任务不由本级机关承担。", ())
    verdict = _judge(mandate, pack, holdings)
    if verdict.state is MandateState.NEEDS_STATEMENT and stated:
        proofs = tuple(_stated_proof(text, stated, holdings) for text in stated.evidence)
        reason = f"{stated.who}于{stated.day}说明。"
        verdict = Verdict(stated.state, reason, (*proofs, *verdict.proofs))
    elif verdict.state is not MET and _not_due(mandate, pack, holdings.portal, bool(verdict.missing)):
        verdict = replace(verdict, state=MandateState.NOT_DUE)
    return Assessment(mandate, verdict.state, verdict.reason, verdict.proofs, verdict.missing, stated)


def _stated_proof(text: str, stated: Statement, holdings: Holdings) -> Proof:
    document = holdings.by_path.get(text)
    if document:
        return document_proof(document)
    url = text if text.startswith(("https://", "http://")) else ""
    return Proof(text, url, f"{stated.who}，{stated.day}")


def _not_due(mandate: Mandate, pack: Pack, portal: Portal, column_missing: bool) -> bool:
    """A mandate is not due before its day; without a day, before its year of disclosure is over."""
    if pack.signed and portal.as_of < pack.signed:
        return True
    until = mandate.evidence.until if mandate.evidence else None
    day = mandate.deadline or (None if column_missing else until)
    return day is not None and portal.as_of <= day


def _judge(mandate: Mandate, pack: Pack, holdings: Holdings) -> Verdict:
    missing = tuple(path for path in mandate.paths if path not in holdings.columns)
    named = [
        holdings.find(holdings.columns[path], mandate.evidence)
        for path in mandate.paths
        if path not in missing
    ]
    if missing:
        names = "、".join(">".join(path) for path in missing)
        return Verdict(NOT_MET, f"没有点名的栏目：{names}。", proofs_of(named, mandate.evidence), missing)
    if mandate.shown_by is ShownBy.FEATURE:
        return judge_feature(mandate, pack, holdings)
    if mandate.shown_by is ShownBy.RELATION:
        return _judge_relation(mandate, named, holdings)
    if mandate.shown_by is ShownBy.CONTENT and mandate.evidence:
        return _judge_content(mandate.evidence, holdings)
    if mandate.shown_by is ShownBy.COLUMNS:
        return _judge_columns(named)
    columns = holdings.by_basis.get(mandate.ref, ())
    proofs = tuple(Proof(">".join(column.path), column.url, "有关栏目") for column in columns)
    return Verdict(MandateState.NEEDS_STATEMENT, "网站上看不出来，要在ledger.yml中说明。", proofs)


def _judge_columns(named: list[Found]) -> Verdict:
    empty = [found.column.name for found in named if found.empty]
    if empty:
        return Verdict(PARTLY, f"栏目已设置，还没有内容：{'、'.join(empty)}。", proofs_of(named, None))
    return Verdict(MET, "点名的栏目已设置，有内容。", proofs_of(named, None))


def _judge_content(evidence: Evidence, holdings: Holdings) -> Verdict:
    found = [
        holdings.find(holdings.columns[path], evidence)
        for path in evidence.columns
        if path in holdings.columns
    ]
    proofs = proofs_of(found, evidence)
    lacking = [path[-1] for path in evidence.columns if path not in holdings.columns]
    if not found:
        return Verdict(NOT_MET, f"没有能放这些内容的栏目：{'、'.join(lacking)}。")
    counted = amount(found, evidence)
    if evidence.per_column:
        lacking += [each.column.name for each in found if each.items < evidence.at_least]
        enough, wanted = not lacking, f"{len(evidence.columns)}个栏目各{evidence.at_least}条"
    else:
        enough = counted >= evidence.at_least
        wanted = f"{evidence.at_least}个月" if evidence.count is Counting.MONTHS else f"{evidence.at_least}条"
    period = f"{evidence.since}至{evidence.until}" if evidence.since else "目前"
    reason = f"{period}应有{wanted}，查到{_found_words(found, evidence, counted)}。"
    if evidence.per_column and lacking:
        reason += f"不够的栏目：{'、'.join(lacking)}。"
    if enough:
        return Verdict(MET, reason, proofs)
    anything = any(not each.empty for each in found)
    if anything and not counted:
        reason += "期限以外公开过。"
    return Verdict(PARTLY if anything else NOT_MET, reason, proofs)


def _found_words(found: list[Found], evidence: Evidence, counted: int) -> str:
    if evidence.count is Counting.MONTHS:
        return f"{counted}个月有公开"
    living = sum(each.living for each in found)
    return f"文档{counted - living}份" + (f"，另有长期公开的{living}条" if living else "")


def _judge_relation(mandate: Mandate, named: list[Found], holdings: Holdings) -> Verdict:
    paths = mandate.evidence.columns if mandate.evidence else mandate.paths
    columns = [holdings.columns[path] for path in paths if path in holdings.columns]
    documents = holdings.documents(columns)
    tied = [document for document in documents if _is_tied(document, mandate)]
    proofs = (*proofs_of(named or [holdings.find(each, None) for each in columns], None),)
    empty = [found.column.name for found in named if found.empty]
    if empty:
        return Verdict(PARTLY, f"栏目已设置，还没有内容：{'、'.join(empty)}。", proofs)
    # The rows of a register may name the policies they rest on: such a table is tied as a document is.
    tables = holdings.registers(columns) if mandate.relation is Relation.LINKS else ()
    joined = [table for table in tables if table.documents]
    if not tied and not joined:
        return Verdict(NOT_MET, "没有与政策文件关联的文档。", proofs)
    reason = f"{len(documents)}份文档中{len(tied)}份与政策文件关联。"
    if tables:
        reason += f"{len(tables)}张名录中{len(joined)}张与政策文件关联。"
    whole = len(tied) == len(documents) and len(joined) == len(tables)
    return Verdict(MET if whole else PARTLY, reason, proofs)


def _is_tied(document: Document, mandate: Mandate) -> bool:
    if mandate.relation is Relation.LINKS:
        return bool(document.links or document.interprets)
    return bool(document.interprets)
