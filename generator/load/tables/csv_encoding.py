"""Detect the encoding of a CSV file, and texts that an earlier program decoded wrongly; never guess."""

from __future__ import annotations

import re

from generator.patterns import pattern

# What Chinese text begins with when its UTF-8 was read as GBK: a quick look before the closer one.
_GBK_STARTS = "".join(
    bytes((lead, trail)).decode("gb18030")
    for lead in range(0xE4, 0xEA)
    for trail in range(0x80, 0xC0)
    if trail != 0x7F
)
_SUSPECT = pattern(f"[{re.escape(_GBK_STARTS)}]|[\u00a1-\u00ff]{{4}}|\ufffd|锟斤拷|[äåæçèé][\u0080-\u2122]")
_HAN = pattern(r"[\u4e00-\u9fff]")
_HANS = pattern(r"[\u4e00-\u9fff]++")
_PAIR = pattern(rb"[\x80-\xff][\x00-\xff]", re.DOTALL)
_CHINESE = pattern(r"[\u0800-\U0010ffff]")
_OTHER_LETTERS = pattern(r"[\u0250-\u07ff]")
_OF_WORDS = pattern(r"[\u0000-\u007e\u3000-\u303f\u4e00-\u9fff\uff00-\uffef\u2010-\u2027]+")
_LOST = ("\ufffd", "锟斤拷")
_ENOUGH = 2
_COMMON, _RARE, _BETTER = 0.9, 0.8, 0.15


def holds_chinese(text: str) -> bool:
    """Tell whether a text has letters of Chinese, or of whatever else no other alphabet is taken for."""
    return not text.isascii() and _CHINESE.search(text) is not None


def broken_utf8(raw: bytes) -> int:
    """Return the line of the first byte that does not belong into a text that is UTF-8 for the rest; else 0."""
    text = raw.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    right = sum(found.end() - found.start() for found in _HANS.finditer(text))
    if not wrong or right < _ENOUGH or wrong * 3 > right:
        return 0
    return text[: text.index("\ufffd")].count("\n") + 1


def is_gbk_after_all(raw: bytes, text: str) -> bool:
    """Tell whether what reads as UTF-8 is Chinese in GBK: 学校 in it is two letters of Cyrillic in UTF-8."""
    if text.isascii() or _CHINESE.search(text):
        return False
    foreign = len(_OTHER_LETTERS.findall(text))
    if foreign < _ENOUGH or foreign * 2 < sum(1 for sign in text if not sign.isascii()):
        return False
    try:
        raw.decode("gb2312")
    except UnicodeDecodeError:
        return False
    return True


def is_big5(raw: bytes) -> bool:
    """Tell whether bytes that could be GBK are far more likely Big5: by the share of characters in common use."""
    try:
        raw.decode("cp950")
    except UnicodeDecodeError:
        return False
    pairs = in_gbk = in_big5 = 0
    for found in _PAIR.finditer(raw):
        lead, trail = found[0]
        pairs += 1
        in_gbk += trail >= 0xA1 and 0xA1 <= lead <= 0xD7
        in_big5 += 0xA1 <= lead <= 0xC6
    if not pairs:
        return False
    gbk, big5 = in_gbk / pairs, in_big5 / pairs
    return big5 >= _COMMON and gbk < _RARE and big5 - gbk >= _BETTER


def may_be_garbled(text: str) -> bool:
    """Tell whether a closer look at a text, or at several with ends of lines between them, may find it garbled."""
    return not text.isascii() and _SUSPECT.search(text) is not None


def garbled(text: str) -> str:
    """Return what is wrong with a text that was read in a wrong encoding, in words; empty for other texts."""
    if not may_be_garbled(text):
        return ""
    if any(lost in text for lost in _LOST):
        return "有认不出的字（�）"
    for written, meant in (
        ("gb18030", "utf-8"),
        ("latin-1", "utf-8"),
        ("cp1252", "utf-8"),
        ("latin-1", "gb2312"),
    ):
        if found := _read_again(text, written, meant):
            return f"是乱码，原来像是“{found[:10]}”"
    return ""


def _read_again(text: str, written: str, meant: str) -> str:
    """Return a text as it was before it was read in a wrong encoding; empty when it was not."""
    strange = "".join(sign for sign in text if not sign.isascii())
    if written != "gb18030" and (len(strange) < 4 or _HAN.search(strange)):
        return ""
    try:
        raw = text.encode(written)
    except UnicodeEncodeError:
        return ""
    found = raw.decode(meant, "replace")
    # A program that reads wrongly puts ? for a byte that it cannot read, and drops one at the end.
    right, wrong = len(_HAN.findall(found)), found.count("\ufffd")
    enough = right >= _ENOUGH and wrong * 3 <= right
    return found.replace("\ufffd", "") if enough and _OF_WORDS.fullmatch(found.replace("\ufffd", "")) else ""
