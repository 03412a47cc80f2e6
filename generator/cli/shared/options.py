"""The options all verbs share: where the portal is, and as of which day."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from generator.errors import UsageError, reason_of
from generator.model.calendar.clock import china_now, day_of

_FIRST_YEAR, _LAST_YEAR = 1949, 2199
Function = TypeVar("Function", bound=Callable[..., Any])


class DayOrMoment(click.ParamType[date]):
    """A date as YYYY-MM-DD, or a moment of Chinese time as YYYY-MM-DD HH:MM (with a T where a blank is in the way)."""

    name = "日期"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read a date or a datetime; anything else is a usage error."""
        if isinstance(value, date):
            return value
        try:
            read = _read(str(value))
        except ValueError:
            self.fail(f"“{value}”不是日期，应写成2026-03-02，或“2026-03-02 09:30”。", param, ctx)
        # Beyond them there is no portal, and some days from them no calendar.
        if not _FIRST_YEAR <= day_of(read).year <= _LAST_YEAR:
            self.fail(f"“{value}”不在{_FIRST_YEAR}年至{_LAST_YEAR}年之间。", param, ctx)
        return read


def _read(text: str) -> date:
    if ":" not in text:
        return date.fromisoformat(text)
    moment = datetime.fromisoformat(text)
    if moment.tzinfo:
        raise ValueError("a zone other than China's would mean another moment")
    return moment


def reload_option(function: Function) -> Function:
    """Add --reload, which every verb takes that changes which release is served."""
    return click.option(
        "--reload",
        metavar="命令",
        help="旧网址的跳转规则变了时，在目标所在的机器上运行这个命令，例如'sudo -n systemctl reload nginx'",
    )(function)


def portal_options(function: Function) -> Function:
    """Add --root and --as-of, which every verb takes."""
    as_of = click.option(
        "--as-of",
        type=DayOrMoment(),
        default=china_now,
        metavar="日期",
        help="按哪一天（或哪一刻）的状态处理，默认现在（北京时间）",
    )
    root = click.option(
        "--root",
        type=click.Path(path_type=Path),
        default=Path(),
        metavar="目录",
        help="网站所在目录，默认当前目录",
    )
    return root(as_of(function))


def portal_root(root: Path) -> Path:
    """Return the absolute root; a folder that is not there is a usage error."""
    try:
        if not stat.S_ISDIR(root.stat().st_mode):
            raise UsageError(f"“{root}”不是目录。")
        return root.resolve()
    except FileNotFoundError:
        raise UsageError(f"没有“{root}”这个目录。") from None
    except (OSError, ValueError, RuntimeError) as error:
        why = reason_of(error) if not isinstance(error, RuntimeError) else "链接绕成了圈"
        raise UsageError(f"“{root}”这个目录用不了：{why}。") from error


def processes() -> int:
    """Return how many processes a build may use: one a core, as far as the disk keeps up with them."""
    return max(1, min(os.cpu_count() or 1, 4))
