"""Rules on press events: enough of them in a year, enough led by a principal officer (主要负责人)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.kinds.kind import Rules
from generator.kinds.press.codes import CODES, finding
from generator.kinds.press.model import PRESS, Press
from generator.kinds.press.years import PressTarget, PressYear, press_target, press_years
from generator.model.addresses.address import is_within
from generator.model.column import Column
from generator.model.finding import Finding
from generator.model.portal import Portal


def check_press(portal: Portal) -> Iterator[Finding]:
    """Each year policies are interpreted at enough press events, some of them led by a head.

    Source: 渝府办发〔2021〕50号 二（二）2 (districts and departments: 4 a year, 2 led by 有关负责同志). The
    year of the first event in the column may be incomplete and counts as the others do; the running
    year is only told.
    """
    target = press_target(portal)
    for column in portal.walk() if target else ():
        if target and column.layout == PRESS:
            events = [each for each in portal.lookups.having(Press) if is_within(each.column, column.address)]
            for year in press_years(events, portal.as_of):
                if not target.met_by(year):
                    yield _short(year, target, column, portal.as_of)


def _short(year: PressYear, target: PressTarget, column: Column, as_of: date) -> Finding:
    asked = f"要求每年不少于{target.events}场，负责人带头不少于{target.led}场"
    counted = f"以新闻发布形式解读政策{year.policy}场，其中负责人带头{year.led}场"
    if year.year == as_of.year:
        message = f"“{column.name}”今年已{counted}；{asked}。"
        return finding("press-running", column.place, message)
    message = f"“{column.name}”{year.year}年{counted}；{asked}。"
    return finding("press-count", column.place, message)


RULES = Rules(CODES, (check_press,))
