"""Read one raw cell of a table into the text that is shown, or say what is wrong with it."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from generator.data import dataclass
from generator.load.tables.sheet import Raw
from generator.load.yaml.validate import did_you_mean
from generator.model.register import FieldType, RegisterField
from generator.patterns import pattern

_DATE = pattern(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?:\s*+日)?(?:(?:T\s*+|\s++)\d{1,2}:\d{2}(?::\d{2})?)?"
)
_DATE_DIGITS = pattern(r"(\d{4})(\d{2})(\d{2})")
_DAY_ZERO = date(1899, 12, 30)
_SERIALS = range(18264, 73051)  # 1950 to 2099
_SERIAL_DIGITS = 5
# More digits than any figure has; Python itself refuses to read thousands of them.
_MOST_DIGITS = 30
_NUMBER = pattern(r"[-+]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?")
_SCIENTIFIC = pattern(r"\d(?:\.\d+)?[Ee]\+\d{1,2}")
_PHONE = pattern(
    r"(?:\(?0\d{2,3}\)?-?\d{7,8}|[48]00-?\d{3}-?\d{4}|1\d{10}|1\d{2}\*{4}\d{4}|\d{7,8}|[19]\d{2,5})"
    r"(?:(?:转|-)\d{1,6})?(?:\([^()]*\))?"
)
_SEPARATORS = pattern(r"[;,、/\n]+|\s{2,}|\s(?=\d)")
_CREDIT_CODE = pattern(r"[1-9A-HJ-NPQRTUWXY][\dA-HJ-NPQRTUWXY]\d{6}[\dA-HJ-NPQRTUWXY]{10}", re.ASCII)
_CONTROL = pattern(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufeff]")
_NOTHING = frozenset({"", "/", "\\", "-", "--", "—", "——", "无", "暂无", "不涉及"})
_TICKS = str.maketrans("✓✔☑", "√√√")
_AS_TEXT = "在Excel里先把这一列设成“文本”格式，再重新填写。"


@dataclass(frozen=True)
class CellFault:
    """What is wrong with a cell, to follow its place, and how to mend it."""

    message: str
    hint: str = ""


@dataclass(frozen=True)
class _Given:
    """A cell to read: its text with all letters and digits of normal width, as it came, and its field."""

    text: str
    raw: Raw
    field: RegisterField


def read_cell(raw: Raw, field: RegisterField) -> str | CellFault:
    """Return a cell as it is shown; an empty text for an empty cell, whether or not it may be empty."""
    text = plain_text(raw)
    if not text or field.type in _FREE:
        return text
    if field.choices and field.type is not FieldType.CHOICE and text in field.choices:
        return text
    narrow = unicodedata.normalize("NFKC", text).strip()
    if narrow in _NOTHING and not field.required and field.type is not FieldType.CHOICE:
        return ""
    return _READERS[field.type](_Given(narrow, raw, field))


def plain_text(raw: Raw) -> str:
    """Return a cell's text without blanks around it, whatever the spreadsheet took it for."""
    if isinstance(raw, str):
        if raw.isprintable():
            return raw.strip()
        lines = _CONTROL.sub("", raw.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
        return "\n".join(line.strip() for line in lines).strip()
    if raw is None:
        return ""
    if isinstance(raw, bool):
        return "是" if raw else "否"
    if isinstance(raw, float | int):
        return _number_text(raw)
    if isinstance(raw, datetime):
        return f"{raw:%Y-%m-%d %H:%M}" if raw.time() != time() else f"{raw:%Y-%m-%d}"
    if isinstance(raw, timedelta):
        minutes = int(raw.total_seconds()) // 60
        return f"{minutes // 60:02d}:{minutes % 60:02d}"
    return f"{raw:%H:%M}" if isinstance(raw, time) else f"{raw:%Y-%m-%d}"


def _number_text(value: float) -> str:
    if not math.isfinite(value):
        return str(value)
    # Fifteen digits are what a spreadsheet shows; the rest is the noise of binary fractions.
    return format(Decimal(f"{value:.15g}"), "f")


def _date(given: _Given) -> str | CellFault:
    text, raw, field = given.text, given.raw, given.field
    if isinstance(raw, float | int) and math.isfinite(raw) and int(raw) in _SERIALS and raw is not True:
        return f"{_DAY_ZERO + timedelta(days=int(raw)):%Y-%m-%d}"
    match = _DATE.fullmatch(text) or _DATE_DIGITS.fullmatch(text)
    if match:
        try:
            return f"{date(*(int(part) for part in match.groups())):%Y-%m-%d}"
        except ValueError:
            return CellFault(f"“{text}”这一天不存在。", "核对年月日。")
    if text.isdecimal() and len(text) == _SERIAL_DIGITS and int(text) in _SERIALS:
        return CellFault(f"“{text}”是Excel里日期的内部数字。", "把这一列设成“日期”格式后重新另存。")
    words = f"，没有日期的写“{'”或“'.join(field.choices)}”" if field.choices else ""
    return CellFault(f"“{text}”不是完整的日期。", f"写成2026-03-02或2026年3月2日，年在前{words}。")


def _decimal(given: _Given) -> Decimal | CellFault:
    text, field = given.text, given.field
    number = text.replace(" ", "").lstrip("¥").removesuffix(field.unit).rstrip("元" if not field.unit else "")
    if number.startswith("(") and number.endswith(")"):  # as accountants write what is below zero
        number = f"-{number[1:-1]}"
    if _SCIENTIFIC.fullmatch(number):
        return CellFault(f"“{text}”是科学计数法。", "在Excel里把这一列设成“数值”格式，显示完整的数。")
    if not _NUMBER.fullmatch(number) or len(number) > _MOST_DIGITS:
        unit = f"这一列的单位是{field.unit}，" if field.unit else ""
        return CellFault(f"“{text}”不是数。", f"{unit}只写数字，例如1234.5。")
    if len(number) > _MOST_DIGITS:
        return CellFault(f"“{text[:_MOST_DIGITS]}……”有{len(number)}位，不像一个数。", "核对这一格。")
    return Decimal(number.replace(",", ""))


def _number(given: _Given) -> str | CellFault:
    value = _decimal(given)
    return value if isinstance(value, CellFault) else format(value, "f")


def _integer(given: _Given) -> str | CellFault:
    value = _decimal(given)
    if isinstance(value, CellFault):
        return value
    if value != value.to_integral_value():
        return CellFault(f"“{given.text}”不是整数。", "只写整数。")
    return str(int(value))


def _phone(given: _Given) -> str | CellFault:
    text, raw = given.text, given.raw
    parts = [
        part.strip() for part in _SEPARATORS.split(text.replace("—", "-").replace("–", "-")) if part.strip()
    ]
    if _SCIENTIFIC.fullmatch(text):
        return CellFault(f"“{text}”是Excel改写过的号码。", _AS_TEXT)
    lost = isinstance(raw, float | int) and len(text) in range(9, 12) and not text.startswith("1")
    if lost or not all(_PHONE.fullmatch(part) for part in parts):
        hint = _AS_TEXT if lost else "写成023-00000000或12345，几个号码用顿号隔开。"
        return CellFault(f"“{text}”不像电话号码{'，开头的0可能丢了' if lost else ''}。", hint)
    return "、".join(parts)


def _url(given: _Given) -> str | CellFault:
    text = given.text
    if re.fullmatch(r"https?://[^\s<>\"]+", text):
        return text
    return CellFault(f"“{text}”不是完整的网址。", "网址以https://或http://开头，中间没有空格。")


def _choice(given: _Given) -> str | CellFault:
    text, field = given.text, given.field
    for choice, codes in zip(field.choices, field.codes, strict=False):
        if text in codes.split("|"):
            return choice
    word = text.translate(_TICKS)
    for choice in field.choices:
        if word == unicodedata.normalize("NFKC", choice):
            return choice
    hint = did_you_mean(text, list(field.choices))
    return CellFault(f"不能是“{text}”。", f"{hint}可以写：{'、'.join(field.choices)}。")


def _credit_code(given: _Given) -> str | CellFault:
    text = given.text
    code = text.replace(" ", "").replace("-", "").upper()
    if _CREDIT_CODE.fullmatch(code):
        from stdnum.cn import uscc  # with what it loads, needed for tables with such codes alone

        # Its own look at the first characters refuses codes that begin with a letter, as those of villages do.
        if uscc.calc_check_digit(code) == code[-1]:
            return code
        return CellFault(
            f"“{text}”的最后一位校验码不对。", "对照登记证或营业执照逐位核对，多半是抄错了一位。"
        )
    if _SCIENTIFIC.fullmatch(code):
        return CellFault(f"“{text}”是Excel改写过的代码。", _AS_TEXT)
    return CellFault(
        f"“{text}”不是统一社会信用代码。", "代码共18位，由数字和大写字母组成，没有字母I、O、S、V、Z。"
    )


def _masked(given: _Given) -> str | CellFault:
    """Hide the middle of an identity number: what is read as one is never kept whole."""
    number = given.text.replace(" ", "")
    if number.count("*") >= 4:
        return number
    return number[:3] + "*" * max(4, len(number) - 6) + number[-3:] if len(number) > 7 else "*" * len(number)


def _names(given: _Given) -> str | CellFault:
    # File names are taken as written: their letters may be of any width.
    return "；".join(part.strip() for part in re.split(r"[;；\n]", plain_text(given.raw)) if part.strip())


_FREE = frozenset({FieldType.TEXT, FieldType.LONG})
_READERS: dict[FieldType, Callable[[_Given], str | CellFault]] = {
    FieldType.DATE: _date,
    FieldType.INTEGER: _integer,
    FieldType.NUMBER: _number,
    FieldType.MONEY: _number,
    FieldType.PHONE: _phone,
    FieldType.URL: _url,
    FieldType.CHOICE: _choice,
    FieldType.CREDIT_CODE: _credit_code,
    FieldType.MASKED_ID: _masked,
    FieldType.DOCUMENT: _names,
    FieldType.ASSETS: _names,
}
