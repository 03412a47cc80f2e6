"""The days that the note under a law's title (题注) names: when it was passed, amended, revised."""

from __future__ import annotations

from datetime import date

from generator.patterns import pattern

# Where the note ends at the latest: real ones that tell of ten amendments take a thousand characters.
_SEARCHED = 1500
_DAY = pattern(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_REACH = 120
_ACTS = ("通过", "公布", "发布", "批准", "修正", "修订", "修改")
_ENDS = pattern(r"[。；;\n）)]")


def changes_told(body: str) -> tuple[str, ...]:
    """Return the days, as 2018-12-29, on which the beginning of a text says that it was passed or changed."""
    start = body[:_SEARCHED]
    if "修正" not in start and "修订" not in start and "修改" not in start and "通过" not in start:
        return ()
    days: dict[str, None] = {}
    for match in _DAY.finditer(start):
        beyond = start[match.end() : match.end() + _REACH]
        following = _DAY.search(beyond)
        beyond = beyond[: following.start()] if following else beyond
        ending = _ENDS.search(beyond)
        if any(act in (beyond[: ending.start()] if ending else beyond) for act in _ACTS):
            try:
                day = date(int(match[1]), int(match[2]), int(match[3]))
            except ValueError:
                continue
            days[day.isoformat()] = None
    return tuple(days)
