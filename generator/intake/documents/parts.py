"""What the paragraphs of an official document are.

Source: 党政机关公文格式 (GB/T 9704-2012) clause 7: the head (份号, 密级, 紧急程度, 发文机关标志, 发文字号, 签发人), the text
(标题, 主送机关, 附件说明, 发文机关署名, 成文日期, 附注), annexes, the imprint (抄送, 印发机关和印发日期). Numbers of the
parts of a text: 7.3.3 (一、 （一） 1. （1）).
"""

from __future__ import annotations

import re

from generator.intake.documents.dates import date_line
from generator.intake.reading.blocks import Paragraph

_BODY_ENDS = (
    "政府", "办公室", "办公厅", "委员会", "委", "局", "厅", "部", "院", "会", "处", "中心", "公司", "集团", "学校", "大队",
    "支队", "总队", "党组", "党委", "工委", "法院", "检察院", "街道", "办事处", "指挥部", "领导小组", "联合会", "协会", "馆",
    "园", "社", "站", "所", "办", "银行", "大学", "学院", "医院", "室", "科",
)  # fmt: skip
SERIAL = re.compile(r"\d{6}")
_RED_HEAD = re.compile(r"[^，。：；？！:;\d]{4,60}文\s*+件")
_NUMBERED = re.compile(
    r"[一二三四五六七八九十百〇零]{1,5}、|（[一二三四五六七八九十百]{1,4}）|\([一二三四五六七八九十百]{1,4}\)"
)
_CHAPTER = re.compile(
    r"第[一二三四五六七八九十百〇零\d]{1,5}([编篇部章节])(?:分)?(?=[\s\u3000]|[^\s\u3000，。的])"
)
_FIGURE = re.compile(r"\d{1,2}[.．、](?!\d)|（\d{1,2}）|\(\d{1,2}\)")
_END = re.compile(r"[。；;，,：:！!？?、]\s*+\Z")
_ANNEX = re.compile(
    r"附[\s\u3000]*+[件录表][\s\u3000]*+(?:\d{1,2}|[一二三四五六七八九十]{1,3})?(?:[-—－]\d{1,2})?[：:]?"
)
_ANNEX_LIST = re.compile(r"附[\s\u3000]*+件[\s\u3000]*+(?:\d{1,2})?[：:]")
_KINDS = (
    "通知", "意见", "批复", "函", "报告", "请示", "决定", "公告", "通告", "通报", "决议", "公报", "纪要", "议案",
    "说明", "办法", "方案", "解读",
)  # fmt: skip


def is_body(words: str) -> bool:
    """Tell whether words can be the name of a body that issues documents."""
    plain = "".join(words.split())
    return (
        2 < len(plain) <= 40
        and plain.endswith(_BODY_ENDS)
        and not re.search(r"[。，；：？！:;“”\d]|关于|的$", plain)
    )


def is_red_head(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph is the red head of a document: 示例区人民政府文件."""
    words = "".join(paragraph.text.split())
    return _RED_HEAD.fullmatch(words) is not None and "关于" not in words and "附件" not in words


def is_annex_mark(text: str) -> bool:
    """Tell whether a line only says that an annex begins: 附件, 附件1."""
    return _ANNEX.fullmatch(text.strip()) is not None


def is_annex_list(text: str) -> bool:
    """Tell whether a paragraph says which annexes there are: 附件：1.…"""
    return _ANNEX_LIST.match(text.strip()) is not None and not is_annex_mark(text)


def is_about(text: str) -> bool:
    """Tell whether a text is built like the title of an official document."""
    rest = text.partition("关于")[2]
    return len(rest) > 2 and any(f"的{kind}" in rest for kind in _KINDS)


def ends_sentence(text: str) -> bool:
    """Tell whether a text ends as a sentence or a part of one."""
    return _END.search(text) is not None


def rank(text: str) -> int:
    """Return what rank of heading the number is that a text begins with: 1 章, 2 一、, 3 （一）, 4 1.; 0 for none."""
    words = text.lstrip(" \t\u00a0\u3000")
    if chapter := _CHAPTER.match(words):
        return 2 if chapter[1] == "节" else 1
    if numbered := _NUMBERED.match(words):
        return 2 if numbered[0].endswith("、") else 3
    return 4 if _FIGURE.match(words) else 0


def is_heading_like(text: str) -> bool:
    """Tell whether a text is short and no sentence, so that with a number it is a heading."""
    words = text.strip()
    return 2 < len(words) <= 50 and not ends_sentence(words) and not re.search(r"[。；：:]", words)


def is_date(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph is a date alone."""
    return date_line(paragraph.text) is not None


def is_signer(text: str) -> bool:
    """Tell whether a line says who signed (签发人：张某), which documents to those above have in their heads."""
    words = text.strip()
    return words.startswith(("签发人：", "签发人:")) and len(words) <= 60
