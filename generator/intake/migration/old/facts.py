"""Dates, numbers and names out of the lines in which old pages put them together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime

from generator.intake.markup.tree import Element
from generator.intake.migration.old.markup import bare, one_line

_YEAR = r"((?:19|20)\d\d)"
_DATE = re.compile(
    rf"(?<!\d){_YEAR}\s?[-/.年]\s?(\d{{1,2}})\s?[-/.月]\s?(\d{{1,2}})(?!\d)\s?日?(?:[\sT]{{0,3}}(\d{{1,2}})[:：](\d{{2}})(?!\d))?"
)
_DIGITS = re.compile(rf"(?<!\d){_YEAR}(\d\d)(\d\d)(?!\d)")
# In an address the day is told by folders (2021/6/3) or by a name that begins so (t20210603_1.html).
_FOLDERS = re.compile(rf"/{_YEAR}[-/](\d{{1,2}})[-/](\d{{1,2}})(?=/)")
_NAMED = re.compile(rf"/[a-zA-Z]{{0,8}}{_YEAR}(\d\d)(\d\d)(?=[_./-])")
# What a line calls the day it was published, the plainest last: 成文日期 ends in 日期 too.
_PUBLISHED = (
    re.compile(r"(?:发布|公开|发稿)(?:日期|时间)\s?[:：]"),
    re.compile(r"(?<![成文效废签])(?:日期|时间)\s?[:：]"),
)
_SOURCE = re.compile(r"(?:信息|文章|稿件|内容)?(?:来源|出处)\s?[:：]\s?([^\s|｜【】\[\]]{1,60})")
_ISSUER = re.compile(r"(?:发布|发文)(?:机构|机关|单位)\s?[:：]\s?([^\s|｜【】\[\]]{1,60})")
_NUMBER = re.compile(
    r"([\u4e00-\u9fff]{1,20})\s?[〔\[［【(（]\s?((?:19|20)\d\d)\s?[〕\]］】)）]\s?(?:第\s?)?(\d{1,5})\s?号"
)
_NO_NUMBER = re.compile(r"[^:：]{0,8}[:：]")
_DIGIT_WORDS = str.maketrans("〇○零Oo一二三四五六七八九", "00000123456789")
_WORDY = re.compile(
    r"([一二][〇○零Oo一二三四五六七八九]{3})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日"
)
# What the tables above official texts call what they say, by the key it is taken for.
LABELS = {
    "索引号": "index_no",
    "发文字号": "number",
    "文号": "number",
    "文件编号": "number",
    "成文日期": "signed",
    "生成日期": "signed",
    "发文日期": "signed",
    "发布机构": "issuer",
    "发文机关": "issuer",
    "发布单位": "issuer",
    "发布日期": "date",
    "公开日期": "date",
    "发布时间": "date",
    "主题分类": "theme",
    "体裁分类": "genre",
    "有效性": "validity",
    "信息来源": "source",
    "来源": "source",
}
_CELLS = frozenset({"th", "td", "dt", "b", "strong", "span", "label", "em"})
_LINES = frozenset({"li", "p", "td", "span", "div", "dd"})
_LABELLED = re.compile(rf"({'|'.join(LABELS)})[:：](.{{1,80}})")
_SHORT = 100


def find_moment(text: str) -> datetime | None:
    """Return the day and time a text tells: behind a word for the date if there is one, else the first."""
    line = one_line(text)
    starts = [*(label.end() for pattern in _PUBLISHED if (label := pattern.search(line))), 0]
    for start in starts:
        for found in (*_DATE.finditer(line, start), *_DIGITS.finditer(line, start)):
            if moment := _moment(*found.groups()):
                return moment
    return _in_words(line)


def find_day(text: str) -> date | None:
    """Return the day a text tells."""
    moment = find_moment(text)
    return moment.date() if moment else None


def day_in_address(address: str) -> datetime | None:
    """Return the day that an address names, as many systems do: /art/2021/6/3/…, …/t20210603_12.html."""
    for pattern in (_FOLDERS, _NAMED):
        if (found := pattern.search(address)) and (moment := _moment(*found.groups())):
            return moment
    return None


def _moment(
    year: str, month: str, day: str, hour: str | None = None, minute: str | None = None
) -> datetime | None:
    try:
        return datetime(int(year), int(month), int(day), int(hour or 0), int(minute or 0))
    except ValueError:
        return None


def _in_words(line: str) -> datetime | None:
    found = _WORDY.search(line)
    if found is None:
        return None
    return _moment(found[1].translate(_DIGIT_WORDS), _count(found[2]), _count(found[3]))


def _count(words: str) -> str:
    tens, mark, ones = words.partition("十")
    if not mark:
        return words.translate(_DIGIT_WORDS)
    return f"{tens.translate(_DIGIT_WORDS) or '1'}{ones.translate(_DIGIT_WORDS) or '0'}"


def find_source(text: str) -> str:
    """Return the source that a line names; a line without a word for it is the source itself, a line of dates none."""
    line = one_line(text)
    if found := _SOURCE.search(line):
        return found[1]
    if _DATE.search(line) or "：" in line or ":" in line or len(line) > 60:
        return ""
    return line


def find_issuer(text: str) -> str:
    """Return the body that a line says has published; a short line without a word for it is its name."""
    line = one_line(text)
    if found := _ISSUER.search(line):
        return found[1]
    return "" if "：" in line or ":" in line or len(line) > 60 else line


def find_number(text: str) -> str:
    """Return a document's number with the brackets that such numbers have; empty where there is none."""
    found = _NUMBER.search(one_line(text))
    return f"{found[1]}〔{found[2]}〕{found[3]}号" if found else ""


def find_plain(text: str) -> str:
    """Return what a line says behind its label, if it has one."""
    line = one_line(text)
    label = _NO_NUMBER.match(line)
    return line[label.end() :].strip() if label else line


def labelled(tree: Element, body: Element | None) -> dict[str, str]:
    """Return what the page says beside known labels, outside the text itself, by key; the first of a key counts."""
    found: dict[str, str] = {}
    inside = set() if body is None else set(body.iter())
    for each in tree.iter(*_CELLS | _LINES):
        if each in inside:
            continue
        for key, value in _said(each):
            found.setdefault(key, value)
    return found


def _said(element: Element) -> Iterator[tuple[str, str]]:
    own = element.text or ""
    if len(own) > _SHORT or (not own.strip() and len(element)):
        return
    key = LABELS.get(bare(own).rstrip(":："))
    if key and element.tag in _CELLS and not len(element):
        beside = element.getnext()
        value = element.tail or ""
        if not value.strip(" :：\t\r\n\xa0\u3000") and beside is not None:
            value = "".join(beside.itertext())
        value = one_line(value).strip(" :：")
        if 0 < len(value) <= _SHORT:
            yield key, value
        return
    if element.tag in _LINES and (match := _LABELLED.match(one_line(own))):
        value = one_line(match[2]).split(" ")[0]
        if value:
            yield LABELS[match[1]], value
