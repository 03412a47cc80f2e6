"""Dates and numbers of official documents as they are written."""

from __future__ import annotations

import re
from datetime import date

_DIGITS = {sign: str(number % 10) for number, sign in enumerate("〇一二三四五六七八九")}
_DIGITS |= {"○": "0", "零": "0", "Ｏ": "0", "О": "0", "O": "0", "o": "0", "０": "0"}
_HAN = "〇○零ＯОOo０一二三四五六七八九"
_GAP = r"[ \t\u00a0\u3000]*+"
_WORDED = rf"([{_HAN}]{{4}}){_GAP}年{_GAP}([一二三四五六七八九十]{{1,3}}){_GAP}月{_GAP}([一二三四五六七八九十]{{1,3}}){_GAP}[日号]"
_FIGURED = rf"(\d{{4}}){_GAP}年{_GAP}(\d{{1,2}}){_GAP}月{_GAP}(\d{{1,2}}){_GAP}[日号]"
_DASHED = r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)"
_DATE = re.compile(f"{_WORDED}|{_FIGURED}|{_DASHED}")
_LINE = re.compile(f"{_GAP}(?:{_WORDED}|{_FIGURED}){_GAP}")
_LAST = re.compile(f"(?:{_WORDED}|{_FIGURED}){_GAP}\\Z")
_CLOCK = re.compile(r"(?<!\d)(\d{1,2}):(\d{2})(?!\d)")
_YEAR = r"[\[［〔【(（﹝]\s*+((?:19|20)\d\d)\s*+[\]］〕】)）﹞]"
_NUMBER = re.compile(rf"([\u4e00-\u9fff（）()A-Za-z]{{1,24}}?)\s*+{_YEAR}\s*+(第?)\s*+(\d{{1,5}})\s*+号")
_ORDER = re.compile(r"第\s*+(\d{1,4}|[〇○零一二三四五六七八九十百]{1,6})\s*+号")


def number_of(words: str) -> int:
    """Return the number from 1 to 99 that Chinese words say."""
    tens, ten, ones = words.rpartition("十")
    if not ten:
        return int(_DIGITS[words]) if len(words) == 1 else 0
    return (int(_DIGITS[tens]) if len(tens) == 1 else 0 if tens else 1) * 10 + (
        int(_DIGITS[ones]) if len(ones) == 1 else 0
    )


def find_date(text: str) -> date | None:
    """Return the first date in a text that the calendar has, whether in figures or in Chinese words."""
    for found in _DATE.finditer(text):
        if read := _read(found.groups()):
            return read
    return None


def date_line(text: str) -> date | None:
    """Return the date of a line that holds nothing else."""
    found = _LINE.fullmatch(text)
    return _read((*found.groups(), None, None, None)) if found else None


def closing_line(text: str) -> tuple[str, str] | None:
    """Return the words before a date and the date of a line that ends in one; None for other lines."""
    found = _LAST.search(text)
    return (
        (text[: found.start()].strip(), found[0].strip())
        if found and _read((*found.groups(), None, None, None))
        else None
    )


def find_moment(text: str) -> str:
    """Return the first date in a text, with the time behind it, as a head has it: 2026-03-10 09:30; empty if none."""
    day = find_date(text)
    if day is None:
        return ""
    clock = _CLOCK.search(text)
    timed = clock is not None and int(clock[1]) < 24 and int(clock[2]) < 60
    return f"{day:%Y-%m-%d} {int(clock[1]):02d}:{clock[2]}" if clock and timed else f"{day:%Y-%m-%d}"


def _read(parts: tuple[str | None, ...]) -> date | None:
    worded, figured = parts[0:3], [each for each in parts[3:] if each]
    try:
        if worded[0] and worded[1] and worded[2]:
            year = int("".join(_DIGITS[each] for each in worded[0]))
            return date(year, number_of(worded[1]), number_of(worded[2]))
        return date(int(figured[0]), int(figured[1]), int(figured[2]))
    except (ValueError, IndexError, KeyError):
        return None


def document_number(text: str) -> str:
    """Return the number of a document that a text is, in its usual form: 示例府办发〔2026〕8号; empty if it is none."""
    words = text.strip().strip("（）()【】").strip()
    found = _NUMBER.fullmatch(words)
    if found:
        return f"{found[1].strip()}〔{found[2]}〕{found[3]}{found[4]}号"
    return ""


def order_number(text: str) -> str:
    """Return the number of an order or a notice (第12号) that a line is; empty if it is none."""
    found = _ORDER.fullmatch(text.strip().strip("（）()"))
    return "".join(found[0].split()) if found else ""
