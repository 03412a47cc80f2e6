"""Until when: dates and other terms in the words of directives."""

from __future__ import annotations

import calendar
import re
from datetime import date

from generator.data import dataclass
from generator.intake.directives.said import squash

_NEXT = "次年"
# 2026年6月30日前, 12月底前, 2020年底前, 次年1月底前, 6月末. The year may be missing.
_DATED = re.compile(
    r"(?:(?P<year>20\d\d)年|(?P<rel>今年|本年度?|当年|次年|明年|下一年度?))?(?:度)?"
    r"(?:(?P<month>1[0-2]|0?[1-9])月(?:份)?(?:(?P<day>3[01]|[12]\d|0?[1-9])[日号]|(?P<part>底|末|上旬|中旬|下旬|初))?"
    r"|(?P<end>年底|底|末|年末|年内|内)|(?P<half>上半年|下半年)|第?(?P<quarter>[一二三四1-4])季度(?:末|底)?)"
)
# 20216月底前, 2021731日前: a 年 or 月 was lost on the way out of a PDF.
_LOST = re.compile(r"(?<!\d)(?P<year>20\d\d)年?(?P<rest>\d{1,4})(?P<mark>月底|月末|月|日|号)")
# 2026-06-30, 2026.6.30, 2026/6/30
_FIGURES = re.compile(r"(20\d\d)[-./](1[0-2]|0?[1-9])[-./](3[01]|[12]\d|0?[1-9])(?!\d)")
_BEFORE = re.compile(r"(?:以?前|之前)")
_RECURRING = re.compile(r"每(?:年度?|个?月度?|个?季度?|半年|周|日|天)")
_OPEN = re.compile(
    r"长期(?:坚持|开展|推进|任务)?|持续(?:推进|开展|坚持|实施|落实)?|全年|常年|常态化?(?:开展|推进)?|适时|及时|立即|即时|实时|动态|按时"
    r"|按(?:要求|规定|照?时序|期)|贯穿|随时|待定|法定|根据|视|经常|工作日|之日起|即日起"
)
_TERM = re.compile(r"(?:\d{1,3}|[一二三四五六七八九十]{1,3})个?(?:工作日|月|日|天|周)(?:以?内|之内)")
_RATE = re.compile(r"每(?:年|季度|月|半年)(?:[^，。；]{0,24}(?:不少于|至少|开展|举办)\d{1,3}次|(?:底|末)前)?")
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_BEGINS = re.compile(
    r"20\d\d|\d{1,2}月|长期|持续|全年|每[年季月半个]|第?[一二三四]季|年[底内末]|[上下]半年|常态|随时|适时|按[季月时期要]"
)
_LAST = {"上旬": 10, "中旬": 20, "初": 10}


@dataclass(frozen=True)
class Term:
    """Until when something is due, the words that say so, and what is not certain about it."""

    day: date | None = None
    text: str = ""
    doubt: str = ""


def read_term(text: str, year: int) -> Term:
    """Return what a cell for the deadline says. ``year`` is that of the directive, where the cell names none."""
    bare = squash(text).strip("。.；;，,")
    if not bare:
        return Term()
    said, bare = bare, _FIGURES.sub(r"\1年\2月\3日", bare)
    days = _days(bare, year, bounded=False)
    if _RECURRING.search(bare):
        return Term(None, said)
    if not days:
        sure = _OPEN.search(bare) or _TERM.search(bare)
        return Term(None, said, "" if sure else f"时限“{said[:20]}”读不成日期")
    doubt = ""
    if len({day for day, _ in days}) > 1:
        doubt = "写了不止一个日期，取了最后一个"
    elif days[0][1]:
        doubt = days[0][1]
    return Term(max(day for day, _ in days), said, doubt)


def find_term(text: str, year: int) -> Term:
    """Return the deadline in the text of a task: a day before which it must be done, else a term in words."""
    bare = _FIGURES.sub(r"\1年\2月\3日", squash(text))
    days = _days(bare, year, bounded=True)
    if days:
        doubt = "正文写了不止一个日期，取了最后一个" if len({day for day, _ in days}) > 1 else days[0][1]
        return Term(max(day for day, _ in days), _spoken(bare), doubt)
    found = _TERM.search(bare) or _RATE.search(bare)
    return Term(None, found.group()) if found else Term()


def _days(bare: str, year: int, *, bounded: bool) -> list[tuple[date, str]]:
    found: list[tuple[int, date, str]] = []
    taken: list[tuple[int, int]] = []
    for lost in _LOST.finditer(bare):
        if bounded and not _BEFORE.match(bare, lost.end()):
            continue
        day, doubt = _mended(lost)
        if day:
            found.append((lost.start(), day, doubt))
            taken.append(lost.span())
    for dated in _DATED.finditer(bare):
        if any(start <= dated.start() < end for start, end in taken) or not _counts(
            dated, bare, bounded=bounded
        ):
            continue
        day, doubt = _day(dated, year)
        if day:
            found.append((dated.start(), day, doubt))
    return [(day, doubt) for _, day, doubt in sorted(found)]


def _counts(dated: re.Match[str], bare: str, *, bounded: bool) -> bool:
    """Tell whether a date is a deadline: 2021年底前 is, 2021年 is not, 每年1月底前 comes back every year."""
    if dated["end"] in ("底", "末", "内") and not (dated["year"] or dated["rel"]):
        return False
    if re.search(r"每(?:年|月|季度?|个月|半年)?$", bare[max(0, dated.start() - 3) : dated.start()]):
        return False
    if (
        re.search(r"[\d个〇一二三四五六七八九十两几多]$", bare[max(0, dated.start() - 1) : dated.start()])
        and not dated["year"]
    ):
        return False
    if not bounded:
        return True
    return dated["end"] in ("年内",) or bool(_BEFORE.match(bare, dated.end()))


def _day(dated: re.Match[str], year: int) -> tuple[date | None, str]:
    doubt = ""
    chosen = int(dated["year"]) if dated["year"] else year
    if dated["rel"] in ("次年", "明年", "下一年", "下一年度"):
        chosen = year + 1
    if not chosen:
        return None, ""
    if dated["month"]:
        month = int(dated["month"])
        last = calendar.monthrange(chosen, month)[1]
        day = int(dated["day"]) if dated["day"] else _LAST.get(dated["part"] or "", last)
        if day > last:
            return None, ""
        if dated["part"] == "初":
            doubt = "“月初”记作10日"
        return date(chosen, month, day), doubt
    if dated["half"]:
        return (date(chosen, 6, 30) if dated["half"] == "上半年" else date(chosen, 12, 31)), doubt
    if dated["quarter"]:
        month = 3 * _QUARTERS[dated["quarter"]]
        return date(chosen, month, calendar.monthrange(chosen, month)[1]), doubt
    return date(chosen, 12, 31), doubt


def _mended(lost: re.Match[str]) -> tuple[date | None, str]:
    """Return the earliest day that lost marks may have named."""
    chosen, digits, mark = int(lost["year"]), lost["rest"], lost["mark"]
    if mark.startswith("月"):
        month = int(digits)
        if not 1 <= month <= 12 or lost.group().startswith(f"{chosen}年"):
            return None, ""
        return date(
            chosen, month, calendar.monthrange(chosen, month)[1]
        ), f"原文作“{lost.group()}”，缺了“年”字"
    days = []
    for cut in (1, 2):
        head, rest = digits[:cut], digits[cut:]
        if head and rest and not rest.startswith("0") and 1 <= int(head) <= 12:
            last = calendar.monthrange(chosen, int(head))[1]
            if 1 <= int(rest) <= last:
                days.append(date(chosen, int(head), int(rest)))
    if not days:
        return None, ""
    return min(days), f"原文作“{lost.group()}”，缺了“年”“月”两个字" + (
        "，有两种读法" if len(days) > 1 else ""
    )


def _spoken(bare: str) -> str:
    for pattern in (_LOST, _DATED):
        for found in pattern.finditer(bare):
            before = _BEFORE.match(bare, found.end())
            if before or found.groupdict().get("end") == "年内":
                return bare[found.start() : before.end() if before else found.end()]
    return ""


def is_term(text: str) -> bool:
    """Tell whether a short text is a deadline and nothing else."""
    bare = _FIGURES.sub(r"\1年\2月\3日", squash(text)).strip("。")
    if not 0 < len(bare) <= 24:
        return False
    rest = _LOST.sub("", _DATED.sub("", bare))
    rest = _RECURRING.sub("", _OPEN.sub("", _TERM.sub("", rest)))
    if rest == bare:
        return False
    return not re.sub(
        r"20\d\d年度?|以?前|之前|底|末|内|并|完成|开展|坚持|推进|年度|年|[、，,（）()；\-—－～~至起]",
        "",
        rest,
    )


def begins_term(text: str) -> bool:
    """Tell whether a line in a narrow cell begins a deadline, which may be broken over lines."""
    return bool(_BEGINS.match(squash(text)))
