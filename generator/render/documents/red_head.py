"""The red head (红头) of an official document: who issues it, in red over its number and a red line.

Source: 党政机关公文格式 (GB/T 9704-2012) 7.2.4, 7.2.5, 7.2.7, 10.1: the mark is the body's full name or its set
short one, with 文件 behind it or not; a letter (函) has the name alone. 党政机关公文处理工作条例 (2012) 9.5: of
bodies that issue together all may be named, or the leading one alone.
"""

from __future__ import annotations

from generator.data import dataclass
from generator.model.document import Document
from generator.patterns import pattern
from generator.render.text.official_form import is_body, signers

# 示例府办发〔2026〕18号, 示例区人民政府令第5号, 公告2026年第3号.
_NUMBER = pattern(r"[〔\[【（(]\d{4}[〕\]】）)]第?\d+号|第[\d〇一二三四五六七八九十百]+号")
_BEFORE_MATTER = pattern(r"关于|转发|批转")
_QUOTED = pattern(r"[《》〈〉“”\"]")
# 区政府, 区政府办公室: what the portal of 示例区人民政府 calls its own.
_GOVERNMENT = pattern(r"([省市区县州镇乡旗])政府(办公[室厅])?+")
# An order's number begins with the body's name: 示例区人民政府令第5号.
_ORDER = pattern(r"([^〔\[【（(\d令]{2,40}+)令第")
# The sign by which a number names its body (机关代字): 示例府办 of 示例府办发〔2026〕18号.
_SIGN_OF_BODY = pattern(r"[^〔\[【（(\d]*+")
_BETWEEN = pattern(r"[\s、，]+")
# What is issued by name alone: letters, orders, announcements to all.
_BY_NAME_ALONE = ("函", "令", "公告", "通告", "公示", "公报", "纪要", "批复")
_LETTER = pattern(r"函[〔\[【（(]|令第|公告|通告")
_MOST_NAMES, _SHORT, _MIDDLE = 3, 10, 14


@dataclass(frozen=True)
class RedHead:
    """The mark of the issuers: their names, leading one first, the word behind them, and how long a line it makes."""

    names: tuple[str, ...]
    word: str
    length: str


def red_head(document: Document, is_page: bool, body: str, portal: str) -> RedHead | None:
    """Return the red head of a document; None for what is no official document: news, a guide, an interpretation.

    ``body`` is the document's text as HTML: where the title does not begin with the issuers, its closing lines
    tell their full names better than the short name by which a portal knows its departments. ``portal`` is the
    portal's name. None as well where all that is left is a department that made public what its government
    issued: no paper bears a name that its number denies.
    """
    number = document.doc_no
    if is_page or document.interprets or not (document.issuer and _NUMBER.search(number)):
        return None
    names = _named_in_title(document.title) or _bodies(signers(body)) or _publisher(document, portal)
    if not names:
        return None
    if len(names) > _MOST_NAMES:
        names = names[:1]
    alone = document.title.endswith(_BY_NAME_ALONE) or _LETTER.search(number) is not None
    word = "" if alone else "文件"
    longest = max(map(len, names)) + len(word)
    return RedHead(names, word, "short" if longest <= _SHORT else "middle" if longest <= _MIDDLE else "long")


def _named_in_title(title: str) -> tuple[str, ...]:
    """Return the bodies that a title begins with: 示例区教育委员会 示例区财政局关于……的通知."""
    matter = _BEFORE_MATTER.search(title)
    return _bodies(_BETWEEN.split(title[: matter.start()].strip())) if matter else ()


def _publisher(document: Document, portal: str) -> tuple[str, ...]:
    """Return the body that made a document public, if it may have issued it; in full where it is the portal's own."""
    government = _GOVERNMENT.fullmatch(document.issuer)
    name = document.issuer
    order = _ORDER.match(document.doc_no)
    if order and is_body(order[1]):
        return (order[1],)
    if government and portal.endswith(f"{government[1]}人民政府"):
        name = portal + (government[2] or "")
    sign = _SIGN_OF_BODY.match(document.doc_no)
    if sign and "府" in sign[0]:
        agrees = "政府办公" in name if "府办" in sign[0] else name.endswith("政府")
        return (name,) if agrees else ()
    return (name,)


def _bodies(names: list[str]) -> tuple[str, ...]:
    """Return names if all are those of bodies; nothing otherwise."""
    named = bool(names) and all(
        len(name) > 2 and is_body(name) and not _QUOTED.search(name) for name in names
    )
    return tuple(names) if named else ()
