"""Which directive it is: title, document number, issuer, day of signing, level."""

from __future__ import annotations

import re
from datetime import date

from generator.data import dataclass
from generator.intake.directives.headings import han_number
from generator.intake.directives.said import NOWHERE, Line

_NUMBER = re.compile(r"^[\u4e00-\u9fff]{1,14}[〔\[【（(](?:19|20)\d\d[〕\]】）)]第?\d{1,4}号$")
_DAY = re.compile(r"^((?:19|20)\d\d)年(\d{1,2})月(\d{1,2})日(?:印发)?$")
_HAN_DAY = re.compile(
    r"^([二〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日$"
)
_BODY = re.compile(
    r"^[\u4e00-\u9fff]{2,30}(?:人民政府(?:办公[室厅])?|办公[室厅]|管委会|管理委员会|街道办事处|委员会|领导小组|局|厅|委|镇|乡)(?:文件)?$"
)
# 区财政局 is one of those in charge; an issuer names its place.
_PLACED = re.compile(r"[^区县市省各].{5}")
_ABOUT = re.compile(r"关于|工作要点|任务分工|分工方案|实施方案|任务分解|任务清单|工作安排|工作方案|重点任务")
_TITLE_END = re.compile(r"(?:通知|意见|方案|要点|分工|分解|清单|安排|计划|细则|函|分解表|任务|表)$")
_MARKS = re.compile(r"^(?:文章正文|发布时间|来源|索引号|主题|字号|打印|当前位置|各|说明|附件|为)|[：:]$")
_YEAR = re.compile(r"(20\d\d)年")
_DIGITS = {char: str(value) for value, char in enumerate("〇一二三四五六七八九")} | {"○": "0", "零": "0"}


@dataclass(frozen=True)
class Identity:
    """Which directive it is. Fields that the text does not tell are empty; ``doubts`` says what to look at."""

    title: Line = NOWHERE
    doc_no: Line = NOWHERE
    issuer: Line = NOWHERE
    signed: date | None = None
    signed_at: int = 0
    level: str = ""
    year: int = 0
    doubts: tuple[tuple[str, str], ...] = ()


def identify(lines: tuple[Line, ...]) -> Identity:
    """Return what the lines before and after the tasks say of the directive."""
    bare = [Line(line.bare, line.at) for line in lines if line.bare]
    doc_no = next((line for line in bare[:60] if _NUMBER.match(line.text)), NOWHERE)
    title = _title(bare[:60])
    issuer = _issuer(bare, title)
    signed, signed_at = _signed(bare)
    level, sure = _level(issuer.text) if issuer.text else (_level_of_title(title.text), False)
    in_title = _YEAR.findall(title.text)
    year = int(in_title[-1]) if in_title else signed.year if signed else _named_year(bare)
    doubts = [
        ("title", "没有找到标题") if not title.text else None,
        ("doc_no", "没有找到发文字号") if not doc_no.text else None,
        ("issuer", "没有找到发文机关") if not issuer.text else None,
        ("signed", "没有找到成文日期") if not signed else None,
        ("level", "从发文机关看不准是哪一级，请核对") if not sure else None,
    ]
    return Identity(title, doc_no, issuer, signed, signed_at, level, year, tuple(filter(None, doubts)))


def _title(bare: list[Line]) -> Line:
    """Return the title, put together from its lines: from the issuer or 关于 to 通知."""
    for at, line in enumerate(bare):
        if (
            not _ABOUT.search(line.text)
            or _MARKS.search(line.text)
            or len(line.text) > 90
            or "。" in line.text
        ):
            continue
        parts = [line.text]
        if (
            line.text.startswith(("关于", "印发"))
            and at
            and _BODY.match(bare[at - 1].text.removesuffix("文件"))
        ):
            parts.insert(0, bare[at - 1].text.removesuffix("文件"))
        for following in bare[at + 1 : at + 5]:
            if _TITLE_END.search(parts[-1]) and not parts[-1].endswith(("要点", "任务")):
                break
            if _MARKS.search(following.text) or _NUMBER.match(following.text) or len(following.text) > 60:
                break
            if _TITLE_END.search(parts[-1]) and not following.text.startswith(("任务", "分工", "的")):
                break
            parts.append(following.text)
        text = "".join(parts)
        if _TITLE_END.search(text):
            return Line(text, line.at)
    return NOWHERE


def _issuer(bare: list[Line], title: Line) -> Line:
    before, about, _ = title.text.partition("关于")
    if about and _BODY.match(before):
        return Line(before, title.at)
    for at, line in enumerate(bare[:-1]):
        if _BODY.match(line.text) and _DAY.match(bare[at + 1].text):
            return line
    return next(
        (
            Line(line.text.removesuffix("文件"), line.at)
            for line in bare[:20]
            if _BODY.match(line.text) and _PLACED.match(line.text)
        ),
        NOWHERE,
    )


def _signed(bare: list[Line]) -> tuple[date | None, int]:
    for line in bare:
        if line.text.endswith("印发"):
            continue
        day = _day(line.text)
        if day:
            return day, line.at
    return None, 0


def _day(text: str) -> date | None:
    found = _DAY.match(text)
    try:
        if found:
            return date(int(found[1]), int(found[2]), int(found[3]))
        han = _HAN_DAY.match(text)
        if han:
            year = int("".join(_DIGITS[char] for char in han[1]))
            return date(year, han_number(han[2]), han_number(han[3]))
    except ValueError:
        return None
    return None


def _level(issuer: str) -> tuple[str, bool]:
    """Return the level of an issuer, and whether that is certain."""
    if re.search(r"(?:镇|乡)(?:人民政府)?(?:办公室)?$|街道办事处$|(?:镇|乡)人民政府", issuer):
        return "township", True
    if re.search(r"[区县旗]人民政府", issuer):
        return "district", True
    if re.search(r"^(?:北京|上海|天津|重庆)市人民政府|人民政府办公厅$", issuer):
        return "municipality", True
    if re.search(r"(?:局|厅|委员会|委)(?:办公室)?$", issuer) and "管理委员会" not in issuer:
        return "department", True
    return ("municipality" if re.search(r"市人民政府", issuer) else "district"), False


def _level_of_title(title: str) -> str:
    place = _YEAR.split(title)[0]
    if place.endswith(("市", "省")):
        return "municipality"
    return (
        "township"
        if place.endswith(("镇", "乡", "街道"))
        else "department"
        if place.endswith("局")
        else "district"
    )


def _named_year(bare: list[Line]) -> int:
    years = [int(year) for line in bare[:40] for year in _YEAR.findall(line.text)]
    return max(set(years), key=years.count) if years else 0
