"""Rules on press events: enough of them in a year, enough led by a head."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.catalogue import finding
from generator.model.finding import Finding
from generator.model.portal import Column, Portal
from generator.model.press_years import PressYear, press_years
from generator.model.words import Layout, PortalLevel


def check_press(portal: Portal) -> Iterator[Finding]:
    """Each year policies are interpreted at enough press events, some of them led by a head.

    Source: 渝府办发〔2021〕50号 二（二）2 (districts and departments: 4 a year, 2 led by 有关负责同志). The
    year of the first event in the column may be incomplete and counts as the others do; the running
    year is only told.
    """
    if portal.level is PortalLevel.TOWNSHIP:
        return
    for column in portal.walk():
        if column.layout is Layout.PRESS:
            documents = [each for each in portal.lookups.having("press") if _below(each.column, column)]
            for year in press_years(documents, portal.as_of):
                yield from _year(year, column, portal)


def _below(address: str, column: Column) -> bool:
    return address == column.address or address.startswith(f"{column.address}/")


def _year(year: PressYear, column: Column, portal: Portal) -> Iterator[Finding]:
    limits = portal.limits
    if year.policy >= limits.press_events and year.led >= limits.press_led:
        return
    asked = f"要求每年不少于{limits.press_events}场，负责人带头不少于{limits.press_led}场"
    counted = f"以新闻发布形式解读政策{year.policy}场，其中负责人带头{year.led}场"
    if year.year == portal.as_of.year:
        message = f"“{column.name}”今年已{counted}；{asked}。"
        yield finding("press-running", column.place, message)
    else:
        message = f"“{column.name}”{year.year}年{counted}；{asked}。"
        yield finding("press-count", column.place, message)
