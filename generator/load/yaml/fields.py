"""Field types of the declarations: how a typed text becomes a date, a flag or a list."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator
from pydantic_core import PydanticCustomError

from generator.patterns import pattern

_DATE = pattern(r"(\d{4})-(\d{1,2})-(\d{1,2})")
# A year of fewer digits is a slip, and is not written with four everywhere.
_FIRST_YEAR = "1000"
_MONTH_DAY = pattern(r"(\d{1,2})-(\d{1,2})")
_YEARS = pattern(r"(\d{4})(?:\s*[-—–~至]+\s*(\d{4}))?年?")
_DATETIME = pattern(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::\d{2})?)?")


def _bad_date(text: str, form: str) -> PydanticCustomError:
    return PydanticCustomError(
        "date-invalid", "“{text}”不是有效的日期，应写成{form}", {"text": text, "form": form}
    )


def parse_date(value: Any) -> Any:
    """Read ``2021-06-03``; a day that does not exist (2021-02-30) is an error."""
    if value is None or isinstance(value, date):
        return value
    match = _DATE.fullmatch(str(value).strip())
    try:
        if match and match[1] >= _FIRST_YEAR:
            year, month, day = map(int, match.groups())
            return date(year, month, day)
    except ValueError:
        pass
    raise _bad_date(str(value), "2026-03-02")


def parse_datetime(value: Any) -> Any:
    """Read ``2021-06-04 09:30``; without a time it is midnight."""
    if value is None or isinstance(value, datetime):
        return value
    match = _DATETIME.fullmatch(str(value).strip())
    try:
        if match and match[1] >= _FIRST_YEAR:
            year, month, day, hour, minute = map(int, match.groups("0"))
            return datetime(year, month, day, hour, minute)
    except ValueError:
        pass
    raise _bad_date(str(value), "2026-03-02 09:30")


def parse_moment_end(value: Any) -> Any:
    """Read ``2021-06-11 17:00``; a day without a time lasts until it is over, which is the next midnight."""
    read = parse_datetime(value)
    if isinstance(value, str) and read is not None and ":" not in value:
        try:
            return read + timedelta(days=1)
        except OverflowError:
            raise _bad_date(value, "2026-03-02 17:00") from None
    return read


def parse_flag(value: Any) -> Any:
    """Read true/false, 是/否, yes/no."""
    words = {"true": True, "yes": True, "是": True, "false": False, "no": False, "否": False}
    if isinstance(value, str) and value.strip().lower() in words:
        return words[value.strip().lower()]
    return value


def parse_list(value: Any) -> Any:
    """Read a list; a single value stands for a list of one, nothing for an empty list."""
    if value is None:
        return []
    return [value] if isinstance(value, str) else value


def parse_count(value: Any) -> Any:
    """Read a whole number that is not negative."""
    if isinstance(value, str):
        if value.strip().isdecimal() and len(value.strip()) < 8:
            return int(value)
        raise PydanticCustomError("value-invalid", "应是0或正整数，不能是“{text}”", {"text": value})
    return value


def parse_line(value: Any) -> Any:
    """Read one line of text: inner line breaks and runs of blanks become one blank."""
    return " ".join(value.split()) if isinstance(value, str) else value


def parse_year(value: Any) -> Any:
    """Read a year of four digits, with or without 年."""
    return _number(value, r"((?:19|20)\d\d)年?", "应写成四位数字，例如2025")


def parse_issue(value: Any) -> Any:
    """Read the number of an issue, with or without 第 and 期."""
    return _number(value, r"第?(\d{1,4})期?", "应写成数字，例如3")


def _number(value: Any, pattern: str, form: str) -> Any:
    if value is None or isinstance(value, int):
        return value
    match = re.fullmatch(pattern, str(value).strip())
    if not match:
        raise PydanticCustomError("value-invalid", "“{text}”{form}", {"text": str(value), "form": form})
    return int(match[1])


def parse_month_day(value: Any) -> Any:
    """Read ``05-31``; a day that no year has (02-30) is an error. Returned as MM-DD."""
    match = _MONTH_DAY.fullmatch(str(value).strip()) if value is not None else None
    try:
        if match:
            # 2024 is a leap year: 02-29 is a day of the year.
            return f"{date(2024, int(match[1]), int(match[2])):%m-%d}"
    except ValueError:
        pass
    raise PydanticCustomError("date-invalid", "“{text}”应写成月-日，例如05-31", {"text": str(value)})


def parse_years(value: str) -> str:
    """Read years as ``2021-2025`` or ``2026``; the first is not after the last."""
    match = _YEARS.fullmatch(value.strip())
    first, last = (match[1], match[2] or match[1]) if match else ("1", "0")
    if first > last:
        raise PydanticCustomError("value-invalid", "应写成2021-2025或2026，不能是“{text}”", {"text": value})
    return f"{first}-{last}"


Line = Annotated[str, BeforeValidator(parse_line)]
OptionalLine = Annotated[str, BeforeValidator(lambda value: "" if value is None else parse_line(value))]
Lines = Annotated[list[Line], BeforeValidator(parse_list)]
Day = Annotated[date, BeforeValidator(parse_date)]
Moment = Annotated[datetime, BeforeValidator(parse_datetime)]
MomentEnd = Annotated[datetime, BeforeValidator(parse_moment_end)]
Flag = Annotated[bool, BeforeValidator(parse_flag)]
Year = Annotated[int, BeforeValidator(parse_year)]
Issue = Annotated[int, BeforeValidator(parse_issue)]
MonthDay = Annotated[str, BeforeValidator(parse_month_day)]
Count = Annotated[int, BeforeValidator(parse_count)]
Years = Annotated[str, AfterValidator(parse_years)]
