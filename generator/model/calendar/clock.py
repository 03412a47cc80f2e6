"""The clock is China's, whatever zone a machine is set to, and what a day or a moment on it means.

A verb is given either a day, by whose end all is public that was to appear on it, or a moment (a datetime, which
is a date as well), and then what appears later that day is not public yet.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone

# China has one zone and no summer time. By its offset: Windows has no table of zones.
_CHINA = timezone(timedelta(hours=8))
# The year 9999: no later date can be written.
_END = 253_370_000_000


def china_now() -> datetime:
    """Return the present time in China, to the second, without a zone. For defaults of the command alone."""
    return datetime.now(_CHINA).replace(tzinfo=None, microsecond=0)


def day_of(as_of: date) -> date:
    """Return the day of a day or of a moment."""
    return as_of.date() if isinstance(as_of, datetime) else as_of


def moment_of(as_of: date) -> datetime:
    """Return the moment up to which documents have appeared: of a day, its end."""
    return as_of if isinstance(as_of, datetime) else datetime.combine(as_of, time.max)


def china_time(seconds: int) -> datetime | None:
    """Return the time in China of a count of seconds since 1970, without a zone; None for one no calendar has."""
    if not 0 <= seconds < _END:
        return None
    return datetime.fromtimestamp(seconds, _CHINA).replace(tzinfo=None)
