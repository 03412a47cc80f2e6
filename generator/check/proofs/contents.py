"""The kinds of documents that can be told apart, by what their heads say; and documents as a fact of a proof."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date
from enum import Enum

from generator.check.proofs.ask import Ask, Gathered, count
from generator.check.proofs.holdings import document_proofs
from generator.check.proofs.verdict import Verdict
from generator.kinds.appointments.model import Appointments
from generator.kinds.consultation.model import Consultation, DecisionCatalogue
from generator.kinds.filings.model import AnnualReport, Budget, BudgetKind, LawReport
from generator.kinds.gazette.model import GazetteIssue
from generator.kinds.guide.model import Guide
from generator.kinds.plan.model import DevelopmentPlan
from generator.kinds.policy.model import is_invalid
from generator.kinds.press.model import Press
from generator.kinds.press.years import event_day
from generator.model.document import Document
from generator.model.part import Part
from generator.model.portal import Portal
from generator.model.proof import Content

CONTENT_WORDS = {
    Content.PLAN: "规划",
    Content.BUDGET: "预算",
    Content.ACCOUNTS: "决算",
    Content.ANNUAL_REPORT: "政府信息公开工作年度报告",
    Content.LAW_REPORT: "法治政府建设年度报告",
    Content.PRESS: "新闻发布",
    Content.CONSULTATION: "意见征集",
    Content.CONSULTATION_RESULT: "公布了结果的意见征集",
    Content.DECISION_CATALOGUE: "重大行政决策事项目录",
    Content.GUIDE: "办事指南",
    Content.GAZETTE: "政府公报",
    Content.INTERPRETATION: "关联政策文件的解读",
    Content.POLICY: "政策文件",
    Content.INVALID_POLICY: "失效或者废止的文件",
    Content.APPOINTMENTS: "人事任免",
}
_PARTS: Mapping[Content, type[Part]] = {
    Content.PLAN: DevelopmentPlan,
    Content.BUDGET: Budget,
    Content.ACCOUNTS: Budget,
    Content.ANNUAL_REPORT: AnnualReport,
    Content.LAW_REPORT: LawReport,
    Content.PRESS: Press,
    Content.CONSULTATION: Consultation,
    Content.CONSULTATION_RESULT: Consultation,
    Content.DECISION_CATALOGUE: DecisionCatalogue,
    Content.GUIDE: Guide,
    Content.GAZETTE: GazetteIssue,
    Content.APPOINTMENTS: Appointments,
}
Wanted = tuple[tuple[str, tuple[str, ...]], ...]


def judge_documents(ask: Ask) -> Verdict:
    """Documents of a kind, in any of the columns or in each."""
    if no := ask.nowhere():
        return no
    kind = ask.fact.kind
    what = _what(ask)
    if ask.fact.each and ask.found:
        groups = {
            ">".join(path): chosen(ask, ask.holdings.documents(columns))
            for path, columns in ask.found.items()
        }
    else:
        groups = {"": chosen(ask, ask.holdings.documents(None if ask.anywhere else ask.columns))}
    gathered = Gathered(groups, lambda each: day_of(each, kind), document_proofs, what, by_head=True)
    return count(ask, gathered, ask.columns)


def _what(ask: Ask) -> str:
    said = values_words(ask.fact.where)
    titled = "、".join(f"“{word}”" for word in ask.fact.titled)
    words = CONTENT_WORDS[ask.fact.kind] if ask.fact.kind else "文档"
    return f"{words}{f'（{said}）' if said else ''}{f'（标题含{titled}）' if titled else ''}"


def values_words(wanted: Wanted) -> str:
    """Return the values asked for in words."""
    values = [value for _, accepted in wanted for value in accepted if value != "*"]
    return "、".join(value.replace("<=", "不晚于").replace(">=", "不早于") for value in values)


def chosen(ask: Ask, documents: Iterable[Document]) -> tuple[Document, ...]:
    """Return the documents that a fact counts: of its kind, its fields, its words, its period."""
    fact, portal = ask.fact, ask.holdings.portal
    if fact.kind in _PARTS:
        # Most documents are of no kind that a part tells.
        documents = [each for each in documents if each.parts]
    return tuple(
        each
        for each in documents
        if (fact.kind is None or is_kind(each, fact.kind, portal))
        and (not fact.where or fits(values_of(each, fact.kind), fact.where))
        and (not fact.titled or any(word in each.title for word in fact.titled))
        and ask.counts(day_of(each, fact.kind))
    )


def day_of(document: Document, kind: Content | None = None) -> date:
    """Return the day a document counts of: of its publication, an event of when it was held and told."""
    published = document.published.date()
    return max(published, event_day(document)) if kind is Content.PRESS else published


def is_kind(document: Document, kind: Content, portal: Portal) -> bool:
    """Tell whether a document is of a kind."""
    if kind is Content.POLICY:
        return bool(document.doc_no and document.signed and not document.interprets)
    if kind is Content.INVALID_POLICY:
        return bool(document.doc_no) and is_invalid(document.validity)
    if kind is Content.INTERPRETATION:
        return any(path in portal.lookups.by_path for path in document.interprets)
    part = document.part(_PARTS[kind])
    if isinstance(part, Budget):
        return (part.kind is BudgetKind.BUDGET) is (kind is Content.BUDGET)
    if isinstance(part, Consultation) and kind is Content.CONSULTATION_RESULT:
        return part.result in portal.lookups.by_path
    return part is not None


def values_of(document: Document, kind: Content | None) -> dict[str, str]:
    """Return what a document says of itself, by the names that a pack uses."""
    values = {
        "issuer": document.issuer,
        "doc_no": document.doc_no,
        "validity": document.validity.value if document.validity else "",
    }
    part = document.part(_PARTS[kind]) if kind and kind in _PARTS else None
    if part is None:
        return values
    values |= {each.name: _text(getattr(part, each.name)) for each in fields(part)}
    if isinstance(part, DevelopmentPlan):
        values |= {"period": part.years, "starts": str(part.starts), "ends": str(part.ends)}
    return values


def known_fields(kind: Content | None) -> frozenset[str]:
    """Return the names that ``where`` may ask documents of a kind for."""
    names = {"issuer", "doc_no", "validity"}
    part = _PARTS.get(kind) if kind else None
    names |= {each.name for each in fields(part)} if part else set()
    return frozenset(names | ({"period", "starts", "ends"} if kind is Content.PLAN else set()))


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return str(value.value) if isinstance(value, Enum) else "" if value is None else str(value)


def fits(values: Mapping[str, str], wanted: Wanted) -> bool:
    """Tell whether each field has one of the values asked for; <= and >= compare numbers, * is anything."""
    return all(
        any(_same(values.get(key, "").strip(), value) for value in accepted) for key, accepted in wanted
    )


def _same(value: str, wanted: str) -> bool:
    for sign in ("<=", ">="):
        if wanted.startswith(sign):
            limit = wanted.removeprefix(sign).strip()
            if not (value.isdecimal() and limit.isdecimal()):
                return False
            return int(value) <= int(limit) if sign == "<=" else int(value) >= int(limit)
    return bool(value) if wanted == "*" else value == wanted
