"""Facts about interpretations and the policies they explain: their forms, how soon, how many, and what is tied."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from generator.check.proofs.ask import Ask, Gathered, count
from generator.check.proofs.contents import is_kind
from generator.check.proofs.holdings import Row, document_proofs, row_proofs
from generator.check.proofs.verdict import Verdict
from generator.kinds.policy.model import form_of
from generator.model.calendar.workdays import bound_workdays
from generator.model.column import Column
from generator.model.document import Document
from generator.model.interpretation import Form
from generator.model.proof import Content
from generator.model.register import FieldType


def judge_interpretations(ask: Ask) -> Verdict:
    """Interpretations tied to policies, of any form or of each, with their media where that is asked for."""
    if no := ask.nowhere():
        return no
    forms = [Form(form) for form in ask.fact.forms] or list(Form)
    found = {form: tuple(_of_form(ask, form)) for form in forms}
    if ask.fact.each:
        groups = {form.value: documents for form, documents in found.items()}
    else:
        groups = {"": tuple(each for documents in found.values() for each in documents)}
    said = f"{'、'.join(form.value for form in forms)}形式的" if ask.fact.forms else ""
    what = f"{said}解读（已关联政策文件{'，文件完好' if ask.fact.media else ''}）"
    return count(ask, Gathered(groups, _day, document_proofs, what), ask.columns)


def _of_form(ask: Ask, form: Form) -> Iterator[Document]:
    portal = ask.holdings.portal
    for each in ask.holdings.documents(None if ask.anywhere else _columns_for(ask, form)):
        if not each.interprets:
            continue  # nearly all
        whole = not ask.fact.media or form not in _MEDIA or _MEDIA[form](each)
        if (
            form_of(each) is form
            and is_kind(each, Content.INTERPRETATION, portal)
            and ask.counts(_day(each))
            and whole
        ):
            yield each


def _columns_for(ask: Ask, form: Form) -> tuple[Column, ...]:
    """Return the columns in which a form is to stand: that of its name where the clause names one for each form."""
    named = [columns for path, columns in ask.found.items() if path[-1] == form.value]
    return tuple(column for columns in named for column in columns) or ask.columns


_MEDIA: dict[Form, Callable[[Document], bool]] = {
    Form.VIDEO: lambda each: bool(each.video and each.video.size),
    Form.PICTURE: lambda each: bool(each.picture and each.picture.size),
}


def _day(document: Document) -> date:
    return document.published.date()


def _policies(ask: Ask) -> list[Document]:
    documents = ask.holdings.documents(None if ask.anywhere else ask.columns)
    portal, last = ask.holdings.portal, ask.fact.last
    return [
        each
        for each in documents
        if is_kind(each, Content.POLICY, portal)
        and ask.counts(_day(each))
        and (last is None or _day(each) <= last)
    ]


def _first_interpretations(ask: Ask) -> dict[str, date]:
    first: dict[str, date] = {}
    for document in ask.holdings.portal.lookups.interpreting:
        day = _day(document)
        for path in document.interprets if day <= ask.holdings.portal.as_of else ():
            first[path] = min(first.get(path, day), day)
    return first


def _share(good: list[Document], everything: list[Document], ask: Ask, what: str) -> Verdict:
    if not everything:
        return Verdict(False, f"{ask.where}还没有{ask.period}{what.partition('，')[0]}。")
    reason = f"{ask.where}{ask.period}政策文件{len(everything)}份中{len(good)}份{what}，要求达到{ask.fact.percent}%。"
    enough = len(good) * 100 >= ask.fact.percent * len(everything)
    return Verdict(enough, reason, document_proofs(good or everything), some=bool(good))


def judge_interpreted(ask: Ask) -> Verdict:
    """A share of the policies of a period that are interpreted."""
    if no := ask.nowhere():
        return no
    first, policies = _first_interpretations(ask), _policies(ask)
    return _share([each for each in policies if each.path in first], policies, ask, "已有解读")


def judge_prompt(ask: Ask) -> Verdict:
    """Of the policies of a period that are interpreted, how many were so within some working days."""
    if no := ask.nowhere():
        return no
    first = _first_interpretations(ask)
    policies = [each for each in _policies(ask) if each.path in first]
    allowed = ask.fact.workdays or 0
    late = {each.path: bound_workdays(_day(each), first[each.path]).beyond(allowed) for each in policies}
    unknown = [each for each in policies if late[each.path] is None]
    if unknown:
        # Beyond the announced calendar not all can be told: people look at these.
        what = f"公布后{allowed}个工作日以内是否已解读（有的年份还没有放假安排）"
        return Verdict(True, f"{what}要由人来看。", document_proofs(unknown), look=what)
    good = [each for each in policies if not late[each.path]]
    return _share(good, policies, ask, f"公布后{allowed}个工作日以内已解读")


def judge_tied(ask: Ask) -> Verdict:
    """How many of the guides, or rows, name the policies they rest on."""
    if no := ask.nowhere():
        return no
    columns = None if ask.anywhere else ask.columns
    known = ask.holdings.portal.lookups.by_path
    kind = ask.fact.kind or Content.GUIDE
    documents = [
        each
        for each in (ask.holdings.documents(columns) if ask.fact.kind or not ask.fact.schemas else ())
        if is_kind(each, kind, ask.holdings.portal)
    ]
    rows = [row for row in ask.holdings.rows(columns) if row.register.schema in ask.fact.schemas]
    tied = [each for each in documents if any(path in known for path in (*each.links, *each.interprets))]
    joined = [row for row in rows if _names_policy(row, known)]
    whole, good = len(documents) + len(rows), len(tied) + len(joined)
    shown = (*document_proofs(tied), *row_proofs(joined, ask.holdings.columns))
    if not whole:
        return Verdict(False, f"{ask.where}还没有要与政策文件关联的内容。")
    reason = f"{ask.where}{whole}项中{good}项与政策文件关联，要求达到{ask.fact.percent}%。"
    return Verdict(good * 100 >= ask.fact.percent * whole, reason, shown, some=bool(good))


def _names_policy(row: Row, known: dict[str, Document]) -> bool:
    return any(
        field.type is FieldType.DOCUMENT and any(path in known for path in row.values[field.key].split("；"))
        for field in row.register.fields
    )
