"""Facts of a year: what every unit filed, and the press events that were held. The rules on these compute them."""

from __future__ import annotations

from datetime import date

from generator.check.proofs.ask import Ask
from generator.check.proofs.contents import CONTENT_WORDS, day_of, fits, values_of
from generator.check.proofs.holdings import document_proofs
from generator.check.proofs.verdict import Verdict
from generator.kinds.filings.model import ANNUAL_REPORTS, BUDGETS, LAW_REPORTS
from generator.kinds.filings.submissions import Filing, due_date, expected_units, filings_of
from generator.kinds.press.model import Press
from generator.kinds.press.years import event_day, press_years
from generator.model.document import Document
from generator.model.proof import Content

_LAYOUTS = {
    Content.ANNUAL_REPORT: (ANNUAL_REPORTS, ""),
    Content.LAW_REPORT: (LAW_REPORTS, ""),
    Content.BUDGET: (BUDGETS, "预算"),
    Content.ACCOUNTS: (BUDGETS, "决算"),
}


def judge_filed(ask: Ask) -> Verdict:
    """What the portal's body and every unit that columns.yml expects filed for a year."""
    portal, kind, year = ask.holdings.portal, ask.fact.kind, ask.fact.year
    layout, what = _LAYOUTS[kind or Content.ANNUAL_REPORT]
    units = expected_units(layout, portal)
    filings = [
        each
        for each in filings_of(layout, portal)
        if (each.year, each.what) == (year, what) and _day(each) <= portal.as_of
    ]
    first: dict[str, Filing] = {}
    for each in sorted(filings, key=lambda each: (_day(each), each.document.path)):
        first.setdefault(each.unit, each)
    lacking = [unit for unit in units if unit not in first]
    dues = {unit: _due(unit, layout, what, ask) for unit in units}
    due = max((day for day in dues.values() if day), default=None)
    words = f"{year}年{CONTENT_WORDS[kind or Content.ANNUAL_REPORT]}"
    shown = document_proofs([first[unit].document for unit in units if unit in first])
    if lacking:
        told = "、".join(lacking[:8]) + (f"等{len(lacking)}个单位" if len(lacking) > 8 else "")
        reason = f"{len(units)}个应公开单位中{len(units) - len(lacking)}个公开了{words}，缺的是{told}。"
        return Verdict(False, reason, shown, some=bool(shown), due=due)
    late = [(_day(first[unit]), unit) for unit in units if (day := dues[unit]) and _day(first[unit]) > day]
    reason = f"{len(units)}个应公开单位都公开了{words}。"
    if late:
        reason += f"其中{len(late)}个逾期：{'、'.join(unit for _, unit in late[:8])}。"
    return Verdict(
        True,
        reason,
        shown,
        some=True,
        late=max(late)[0] if late else None,
        due=dues[max(late)[1]] if late else due,
    )


def _due(unit: str, layout: str, what: str, ask: Ask) -> date | None:
    """Return the last day of one unit: as the clause says, else as the rule on late reports counts it."""
    if ask.fact.until or ask.mandate.deadline:
        return ask.fact.until or ask.mandate.deadline
    portal, year = ask.holdings.portal, ask.fact.year or 0
    column = next((each for each in portal.walk() if each.layout == layout), None)
    return due_date(column, portal, unit, year, what) if column else None


def _day(filing: Filing) -> date:
    return filing.document.published.date()


def judge_press(ask: Ask) -> Verdict:
    """Events of a year that interpret policies, and those of them led by a head."""
    portal, year = ask.holdings.portal, ask.fact.year
    events = [
        each
        for each in portal.lookups.having(Press)
        if day_of(each, Content.PRESS) <= portal.as_of
        and fits(values_of(each, Content.PRESS), ask.fact.where)
    ]
    held = next((each for each in press_years(events, portal.as_of) if each.year == year), None)
    policy, led = (held.policy, held.led) if held else (0, 0)
    wanted = f"应不少于{ask.fact.at_least}场" + (
        f"，负责人带头不少于{ask.fact.led}场" if ask.fact.led else ""
    )
    reason = f"{year}年以新闻发布形式解读政策{policy}场，其中负责人带头{led}场，{wanted}。"
    shown = document_proofs([each for each in events if _held_in(each, year)])
    holds = policy >= ask.fact.at_least and led >= ask.fact.led
    return Verdict(holds, reason, shown, some=bool(policy))


def _held_in(document: Document, year: int | None) -> bool:
    press = document.part(Press)
    return bool(press and press.policy and event_day(document).year == year)
