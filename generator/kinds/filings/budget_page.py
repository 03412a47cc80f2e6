"""The page of 财政预决算: units by years, with links or 未公开."""

from __future__ import annotations

from collections.abc import Iterator

from generator.data import dataclass
from generator.kinds.filings.model import BudgetKind
from generator.kinds.filings.submissions import Filing, Obligation, filings_of, obligations_of
from generator.kinds.filings.views import UnitLink, other_filings, unit_link
from generator.model.addresses.address import column_page
from generator.views.column import ColumnPage, ColumnView
from generator.views.others import first_others
from generator.views.rows import root_of

_Key = tuple[str, int, str]


@dataclass(frozen=True)
class BudgetCell:
    """Budgets or accounts of a unit for a year: links, or the word for there being none."""

    kind: str
    links: tuple[UnitLink, ...]
    word: str
    is_missing: bool


def budget_pages(view: ColumnView) -> Iterator[ColumnPage]:
    """Yield the page of budgets."""
    column, shelf = view.column, view.shelf
    if column.layout is None:
        return
    root, as_of = root_of(column_page(column.address)), shelf.portal.as_of
    filings = list(filings_of(column.layout, shelf.portal))
    obligations = {(duty.unit, duty.year, duty.what): duty for duty in obligations_of(column, shelf.portal)}
    filed: dict[_Key, list[Filing]] = {}
    for filing in filings:
        filed.setdefault((filing.unit, filing.year, filing.what), []).append(filing)
    years = sorted({year for _, year, _ in (*filed, *obligations)}, reverse=True)
    units = dict.fromkeys([*(unit for unit, _, _ in obligations), *sorted(unit for unit, _, _ in filed)])
    kinds = [kind.value for kind in BudgetKind]

    def cell(key: _Key) -> BudgetCell:
        duty = obligations.get(key)
        links = tuple(unit_link(filing, root) for filing in filed.get(key, ()))
        is_missing = duty is not None and duty.is_missing(as_of)
        return BudgetCell(key[2], links, "" if links else _word(duty, is_missing), is_missing)

    late = [duty for duty in obligations.values() if duty.is_missing(as_of)]
    values: dict[str, object] = {
        "years": years,
        "units": [(unit, [[cell((unit, year, kind)) for kind in kinds] for year in years]) for unit in units],
        "late": [(duty.unit, duty.year, duty.what, f"{duty.due}") for duty in late],
        **first_others(column, shelf, other_filings(column, shelf)),
    }
    yield ColumnPage("filings/budget.html", values)


def _word(duty: Obligation | None, is_missing: bool) -> str:
    if duty is None:
        return ""
    return "未公开" if is_missing else "未到期"
