"""Facts about rows of registers, and about what comes out every month or quarter."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from generator.check.proofs.ask import Ask, Gathered, count
from generator.check.proofs.contents import CONTENT_WORDS, chosen, day_of, fits, values_words
from generator.check.proofs.holdings import Row, document_proofs, row_proofs
from generator.check.proofs.verdict import Verdict
from generator.model.column import Column
from generator.model.mandate import Proof
from generator.model.proof import Period

# A table with one of these is not filled in as its format asks.
_FAULTY = frozenset({"register-cell", "register-invalid", "register-order", "register-duplicate"})


def judge_rows(ask: Ask) -> Verdict:
    """Rows of a format: in any of the columns or in each, of each of some values."""
    if no := ask.nowhere():
        return no
    rows = tuple(_counting(ask, ask.holdings.rows(None if ask.anywhere else ask.columns)))
    faulty = sorted({row.register.path for row in rows if not _FAULTY.isdisjoint(row.codes)})
    if faulty:
        reason = f"名录里有填错的行，不能作证明：{'、'.join(faulty)}。"
        return Verdict(False, reason, _proofs(ask)(rows), some=True)
    what = _what(ask)
    gathered = Gathered(_groups(ask, rows), _day, _proofs(ask), what, "行", by_head=True)
    return count(ask, gathered, ask.columns)


def _what(ask: Ask) -> str:
    told = "；".join(filter(None, (values_words(ask.fact.where), values_words(ask.fact.values))))
    return f"名录内容{f'（{told}）' if told else ''}"


def _groups(ask: Ask, rows: tuple[Row, ...]) -> dict[str, tuple[Row, ...]]:
    if ask.fact.values:
        return {
            value: tuple(row for row in rows if row.values.get(key) == value)
            for key, values in ask.fact.values
            for value in values
        }
    if not ask.fact.each:
        return {"": rows}
    if len(ask.fact.schemas) > 1:
        return {each: tuple(row for row in rows if row.register.schema == each) for each in ask.fact.schemas}
    return {
        ">".join(path): tuple(_counting(ask, ask.holdings.rows(columns)))
        for path, columns in ask.found.items()
    }


def _counting(ask: Ask, rows: Iterable[Row]) -> Iterator[Row]:
    for row in rows:
        if (
            row.register.schema in ask.fact.schemas
            and fits(row.values, ask.fact.where)
            and ask.counts(row.day)
        ):
            yield row


def _day(row: Row) -> date | None:
    return row.day


def _proofs(ask: Ask) -> Callable[[Sequence[Row]], tuple[Proof, ...]]:
    def made(rows: Sequence[Row]) -> tuple[Proof, ...]:
        return row_proofs(rows, ask.holdings.columns)

    return made


def judge_every(ask: Ask) -> Verdict:
    """Something of a kind or format in every month or quarter of a period."""
    if no := ask.nowhere():
        return no
    columns: tuple[Column, ...] | None = None if ask.anywhere else ask.columns
    documents = chosen(ask, ask.holdings.documents(columns)) if ask.fact.kind else ()
    rows = tuple(_counting(ask, ask.holdings.rows(columns))) if ask.fact.schemas else ()
    days = [day_of(each, ask.fact.kind) for each in documents] + [row.day for row in rows if row.day]
    first, last = ask.fact.first, ask.fact.last
    if first is None or last is None:
        return Verdict(False, "要点没有写明是哪一段时间。")
    wanted = list(_stretches(first, last, ask.fact.period))
    lacking = [name for name, begins, ends in wanted if not any(begins <= day <= ends for day in days)]
    word = CONTENT_WORDS[ask.fact.kind] if ask.fact.kind else "名录内容"
    unit = "季度" if ask.fact.period is Period.QUARTER else "月"
    shown = (*document_proofs(documents), *row_proofs(rows, ask.holdings.columns))
    there = len(wanted) - len(lacking)
    reason = f"{ask.where}{ask.period}的{len(wanted)}个{unit}中{there}个有{word}"
    if lacking:
        return Verdict(False, f"{reason}，缺{'、'.join(lacking)}。", shown, some=there > 0)
    return Verdict(True, f"{reason}。", shown, some=True)


def _stretches(first: date, last: date, period: Period | None) -> Iterator[tuple[str, date, date]]:
    """Yield each month or quarter that a period touches, with its first and last day."""
    length = 3 if period is Period.QUARTER else 1
    month = first.year * 12 + (first.month - 1) // length * length
    while month <= last.year * 12 + last.month - 1:
        year, number = divmod(month, 12)
        after = month + length
        name = f"{year}年第{number // 3 + 1}季度" if length == 3 else f"{year}年{number + 1}月"
        ends = date.fromordinal(date(after // 12, after % 12 + 1, 1).toordinal() - 1)
        yield name, date(year, number + 1, 1), ends
        month = after
