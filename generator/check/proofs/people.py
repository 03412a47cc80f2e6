"""What only people can say: whether content is what a clause asks for, and what no website shows."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date

from generator.check.proofs.ask import Ask
from generator.check.proofs.holdings import SHOWN, column_proof, document_proofs, row_proofs
from generator.check.proofs.verdict import Verdict, in_time
from generator.data import dataclass
from generator.model.column import Column
from generator.model.document import Document
from generator.model.mandate import Proof


def judge_look(ask: Ask) -> Verdict:
    """There is content of the period; whether it is what the clause asks for, a person must judge."""
    if no := ask.nowhere():
        return no
    groups = list(ask.found.values()) if ask.fact.each else [ask.columns]
    held = [_held(ask, columns) for columns in groups]
    shown = tuple({proof.url or proof.title: proof for each in held for proof in each.proofs}.values())[
        :SHOWN
    ]
    empty = [columns for columns, each in zip(groups, held, strict=True) if not each.number]
    look = ask.fact.look
    if empty:
        lacking = "、".join(column.name for columns in empty for column in columns) or ask.where
        when = f"{ask.period}的" if ask.period else ""
        places = tuple(column_proof(column, "没有内容") for columns in empty for column in columns)
        return Verdict(
            False, f"栏目没有{when}内容：{lacking}。", shown or places, some=len(empty) < len(groups)
        )
    total = sum(each.number for each in held)
    late = max((day for each in held if (day := in_time([each.first], 1, ask.last))), default=None)
    reason = f"{ask.where}有{ask.period and f'{ask.period}的'}内容{total}条，要由人核对：{look}。"
    return Verdict(True, reason, shown, some=True, late=late, look=look)


@dataclass(frozen=True)
class _Held:
    """How much there is, on which day the first of it came (None where it bears no day), and some of it as evidence."""

    number: int
    first: date | None
    proofs: tuple[Proof, ...]


def _held(ask: Ask, columns: tuple[Column, ...]) -> _Held:
    holdings = ask.holdings
    where = None if ask.anywhere else columns
    schemas = ask.fact.schemas
    documents = () if schemas else _of_period(ask, where)
    if ask.fact.titled:
        documents = [each for each in documents if any(word in each.title for word in ask.fact.titled)]
    rows = [
        row
        for row in holdings.rows(where)
        if ask.counts(row.day) and (not schemas or row.register.schema in schemas)
    ]
    linking = [each for column in columns for each in column.walk() if each.links and not schemas]
    links = sum(len(each.links) for each in linking)
    days = [row.day or date.min for row in rows] + [date.min] * min(links, 1)
    if documents:
        # They come newest first.
        days.append(documents[-1].published.date())
    proofs = (
        *document_proofs(documents),
        *row_proofs(rows, holdings.columns),
        *(column_proof(each, f"链接{len(each.links)}个") for each in linking),
    )
    return _Held(len(documents) + len(rows) + links, min(days, default=None), proofs)


def _of_period(ask: Ask, where: tuple[Column, ...] | None) -> Sequence[Document]:
    """Return the documents of columns that count, newest first. Those are looked for by their end, not one by one."""
    documents, first = ask.holdings.documents(where), ask.fact.first
    if first is None:
        return documents
    end = bisect_left(documents, True, key=lambda each: each.published.date() < first)
    # A single page stands as it was last renewed, whenever it was first put up.
    pages = [each for each in ask.holdings.pages(where) if each.published.date() < first]
    return [*documents[:end], *pages]


def judge_stated(ask: Ask) -> Verdict:
    """No website shows it: a unit must state it."""
    about = f"：{ask.fact.look}" if ask.fact.look else ""
    columns = ask.holdings.places.by_basis.get((ask.mandate.ref,), ())
    shown = tuple(column_proof(column, "有关栏目") for column in columns)
    return Verdict(True, f"网站上看不出来，要在ledger.yml中说明{about}。", shown, stated=True)
