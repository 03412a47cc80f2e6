"""The settings of a portal's checks: levels with a recorded reason, and thresholds."""

from __future__ import annotations

from generator.data import dataclass
from generator.model.finding import Level, Place


@dataclass(frozen=True)
class CheckSetting:
    """One recorded decision about a finding code; ``level`` None switches it off.

    Without ``columns`` and ``files`` it holds for the whole portal. ``columns`` are addresses and
    include what is below them, ``files`` are paths below content/.
    """

    code: str
    level: Level | None
    columns: tuple[str, ...]
    files: tuple[str, ...]
    reason: str
    place: Place


@dataclass(frozen=True)
class Limits:
    """Thresholds of the checks; defaults and sources stand in generator/load/columns/declare_checks.py.

    Names that end in ``_days`` count calendar days, in ``_workdays`` working days, in ``_months`` months, the others items.
    """

    news_days: int
    policy_days: int
    other_days: int
    daily_days: int
    weekly_days: int
    monthly_days: int
    quarterly_days: int
    half_yearly_days: int
    yearly_days: int
    empty_warn: int
    empty_block: int
    stale_block: int
    unkept_block: int
    home_days: int
    messages_months: int
    unanswered_months: int
    statistics_months: int
    website_report_days: int
    publish_workdays: int
    consultation_days: int
    consultation_result_days: int
    guide_missing: int
    vague_words: tuple[str, ...]
    subjects: tuple[str, ...]
    press_events: int
    press_led: int
    national: bool
    review: bool
    inspect_files: bool
