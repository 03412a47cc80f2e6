"""What only people can say: whether content is what a clause asks for, and what no website shows."""

from __future__ import annotations

from datetime import date

from generator.check.proofs.ask import Ask
from generator.check.proofs.holdings import SHOWN, column_proof, document_proofs, row_proofs
from generator.check.proofs.verdict import Verdict, in_time
from generator.model.column import Column
from generator.model.mandate import Proof
from generator.model.words import ColumnKind


def judge_look(ask: Ask) -> Verdict:
    """There is content of the period; whether it is what the clause asks for, a person must judge."""
    if no := ask.nowhere():
        return no
    groups = list(ask.found.values()) if ask.fact.each else [ask.columns]
    held = [_held(ask, columns) for columns in groups]
    shown = tuple({proof.url or proof.title: proof for _, proofs in held for proof in proofs}.values())[
        :SHOWN
    ]
    empty = [columns for columns, (days, _) in zip(groups, held, strict=True) if not days]
    look = ask.fact.look
    if empty:
        lacking = "、".join(column.name for columns in empty for column in columns) or ask.where
        when = f"{ask.period}的" if ask.period else ""
        places = tuple(column_proof(column, "没有内容") for columns in empty for column in columns)
        return Verdict(
            False, f"栏目没有{when}内容：{lacking}。", shown or places, some=len(empty) < len(groups)
        )
    total = sum(len(days) for days, _ in held)
    late = max((day for days, _ in held if (day := in_time(days, 1, ask.last))), default=None)
    reason = f"{ask.where}有{ask.period and f'{ask.period}的'}内容{total}条，要由人核对：{look}。"
    return Verdict(True, reason, shown, some=True, late=late, look=look)


def _held(ask: Ask, columns: tuple[Column, ...]) -> tuple[list[date | None], tuple[Proof, ...]]:
    holdings = ask.holdings
    where = None if ask.anywhere else columns
    schemas = ask.fact.schemas
    documents = [
        each
        for each in (() if schemas else holdings.documents(where))
        # A single page stands as it was last renewed, whenever it was first put up.
        if (ask.counts(each.published.date()) or holdings.columns[each.column].kind is ColumnKind.PAGE)
        and (not ask.fact.titled or any(word in each.title for word in ask.fact.titled))
    ]
    rows = [
        row
        for row in holdings.rows(where)
        if ask.counts(row.day) and (not schemas or row.register.schema in schemas)
    ]
    linking = [each for column in columns for each in column.walk() if each.links and not schemas]
    days = [
        *(each.published.date() for each in documents),
        *(row.day for row in rows),
        *(None for each in linking for _ in each.links),
    ]
    proofs = (
        *document_proofs(documents),
        *row_proofs(rows, holdings.columns),
        *(column_proof(each, f"链接{len(each.links)}个") for each in linking),
    )
    return days, proofs


def judge_stated(ask: Ask) -> Verdict:
    """No website shows it: a unit must state it."""
    about = f"：{ask.fact.look}" if ask.fact.look else ""
    columns = ask.holdings.places.by_basis.get((ask.mandate.ref,), ())
    shown = tuple(column_proof(column, "有关栏目") for column in columns)
    return Verdict(True, f"网站上看不出来，要在ledger.yml中说明{about}。", shown, stated=True)
