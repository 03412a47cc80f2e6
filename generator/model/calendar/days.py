"""Days as official documents write them."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, time, timedelta


def chinese_day(day: date) -> str:
    """Return 2026年3月2日."""
    return f"{chinese_month(day)}{day.day}日"


def chinese_month(day: date) -> str:
    """Return 2026年3月."""
    return f"{day.year}年{day.month}月"


def end_as_told(moment: datetime) -> date:
    """Return until when something lasts as people say it: midnight is the end of the day before, told without a time."""
    return moment.date() - timedelta(days=1) if moment.time() == time() else moment


def chinese_end(moment: datetime) -> str:
    """Return until when something lasts: 2026年3月2日17:00, or the day alone where it lasts until that is over."""
    told = end_as_told(moment)
    return f"{chinese_day(told)}{told:%H:%M}" if isinstance(told, datetime) else chinese_day(told)


def months_before(day: date, months: int) -> date:
    """Return the same day ``months`` earlier, the last of that month where it has none; never before the year 1."""
    number = day.year * 12 + day.month - 1 - months
    if number < 12:
        return date.min
    year, month = divmod(number, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
