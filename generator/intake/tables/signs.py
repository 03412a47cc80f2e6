"""What the words of a row tell of it: a title, a unit, a note, a total, a row that numbers the columns."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from generator.intake.tables.grid import squeezed

_NOTE_ABOVE = re.compile(r"[^：:]{1,14}[：:].*+", re.DOTALL)
_DAY = re.compile(r"[（(]?\d{4}(?:年(?:度|\d{1,2}月(?:\d{1,2}日)?)?|[-./]\d{1,2}(?:[-./]\d{1,2})?)[）)]?")
_NOTE_BELOW = re.compile(
    r"(?:注|备注|附注|说明|填表说明|数据来源|资料来源|来源)(?:\d{1,2})?(?:[：:、.．]|$|\s)"
)
_FILLED_IN = re.compile(
    r"(?:填[表报]人|制表人?|审核人?|复核人?|经办人|负责人|单位负责人|部门负责人|填[表报]日期|制表日期|联系人|联系电话)"
    r"(?:[（(][^（()）]{1,6}[）)])?[：:]"
)
_ANNEX = re.compile(r"附(?:件|表)\s*+[\d一二三四五六七八九十]{0,3}[：:]?")
_TOTAL = re.compile(
    r"(?:本页|本表|全部|全区|全县|全市)?(?:合计|总计|小计|共计|累计|总和)(?:[（(].{0,12}[）)])?[：:]?"
)
_COLUMN_NUMBER = re.compile(r"[（(\[]?\d{1,2}[）)\]]?(?:\s*+[=＝].{1,30})?")
_STEMS = "甲乙丙丁戊己庚辛"
_CODE = re.compile(r"[A-Za-z]{1,8}(?:_[A-Za-z0-9]{1,12}){0,4}")
_NUMBER = re.compile(r"[-+]?\d[\d,]*+(?:\.\d++)?%?")
_LEVELS = (
    re.compile(r"[一二三四五六七八九十]{1,3}、"),
    re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]"),
    re.compile(r"\d{1,2}[.．、](?!\d)"),
)
_COUNTED = re.compile(r"(.{1,30}?)[（(]\s*+(?:共\s*+)?(\d{1,6})\s*+[^\d（()）]{1,6}[）)]", re.DOTALL)
_LONGEST_CODES = 0.8


def narrow(text: str) -> str:
    """Return a text with letters and digits of normal width and no blanks."""
    return squeezed(unicodedata.normalize("NFKC", text))


def is_note_above(texts: Sequence[str]) -> bool:
    """Tell whether all that a row says is said as 单位：万元, or is a day beside that."""
    notes = [text for text in texts if _NOTE_ABOVE.fullmatch(text)]
    return bool(notes) and all(text in notes or _DAY.fullmatch(squeezed(text)) for text in texts)


def begins_notes(text: str) -> bool:
    """Tell whether a text is a note below a table: 注：…."""
    return _NOTE_BELOW.match(text.strip()) is not None


def tells_who_filled(texts: Sequence[str]) -> bool:
    """Tell whether a row says who made the table: 填表人：…; that is no part of it."""
    return bool(texts) and _FILLED_IN.match(squeezed(texts[0])) is not None


def is_annex_mark(text: str) -> bool:
    """Tell whether a text is nothing but 附件1."""
    return _ANNEX.fullmatch(text.strip()) is not None


def is_total(text: str) -> bool:
    """Tell whether a text names a row of sums."""
    return _TOTAL.fullmatch(narrow(text)) is not None


def is_number(text: str) -> bool:
    """Tell whether a text is a number as tables have them."""
    return _NUMBER.fullmatch(text.strip()) is not None


def numbers_columns(texts: Sequence[str]) -> bool:
    """Tell whether a row numbers the columns: 栏次 1 2 3, 甲 乙 1 2, (1) (2) (3)."""
    parts = [narrow(text) for text in texts]
    if len(parts) < 3:
        return False
    named = [
        part for part in parts if part in ("栏次", "行次", "序号") or (len(part) == 1 and part in _STEMS)
    ]
    rest = [part for part in parts if part not in named]
    if not all(_COLUMN_NUMBER.fullmatch(part) for part in rest):
        return False
    counted = [int(found[0]) for part in rest if (found := re.findall(r"\d+", part))]
    return (
        counted == list(range(counted[0], counted[0] + len(counted))) if counted else len(named) == len(parts)
    )


def are_codes(texts: Sequence[str]) -> bool:
    """Tell whether a row holds names of data items as systems export them: XK_XDR_MC."""
    coded = [text for text in texts if _CODE.fullmatch(text.strip())]
    return (
        len(texts) >= 3 and len(coded) >= _LONGEST_CODES * len(texts) and any("_" in text for text in coded)
    )


def level_of(text: str) -> int:
    """Return how deep the number of a heading puts it: 一、 is 1, （一） is 2, 1. is 3; 0 without any."""
    return next((n for n, mark in enumerate(_LEVELS, 1) if mark.match(text.strip())), 0)


def counted_name(text: str) -> tuple[str, int | None]:
    """Return the name of a section and how many rows it says to have: 北京市（92所）."""
    found = _COUNTED.fullmatch(text.strip())
    return (found[1].strip(), int(found[2])) if found else (text.strip(), None)


def clean_label(text: str) -> str:
    """Return a label of the head on one line; blanks between Chinese letters go, as in 姓　　名."""
    parts = text.split()
    label = ""
    for part in parts:
        apart = bool(label) and label[-1].isascii() and part[0].isascii()
        label += (" " if apart else "") + part
    return label
