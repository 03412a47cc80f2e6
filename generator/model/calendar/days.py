"""Days as official documents write them."""

from __future__ import annotations

from datetime import date


def chinese_day(day: date) -> str:
    """Return 2026年3月2日."""
    return f"{day.year}年{day.month}月{day.day}日"
