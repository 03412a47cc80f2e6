"""Bytes of an old page as text: by what it says of its encoding, and by what it is."""

from __future__ import annotations

import codecs
import re

from generator.load.tables.csv_encoding import is_gbk_after_all

_SAID = re.compile(rb"(?:charset|encoding)\s*+=\s*+[\"']?\s*+([a-zA-Z0-9_-]{2,20})", re.IGNORECASE)
_LOOKED = 4096
# Whoever writes gb2312 or gbk means what Windows writes under that name.
_CHINESE = frozenset({"gb2312", "gbk", "gb18030", "cp936", "gb_2312-80", "x-gbk", "ms936"})
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def decode_page(raw: bytes) -> str:
    """Return a page as text. What no encoding can read stays as U+FFFD, which is told as lost later."""
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return raw.decode(name, "replace")
    said = _SAID.search(raw, 0, _LOOKED)
    named = said[1].decode("ascii").lower() if said else ""
    order = ["gb18030", "utf-8"] if named in _CHINESE else ["utf-8", "gb18030"]
    if named and named not in _CHINESE and _is_known(named):
        order.insert(0, named)
    # A page may say one encoding and be in the other: only one of them reads it without a fault. What is
    # valid UTF-8 and no plain ASCII is UTF-8, whatever it says: GBK text is that only by accident.
    if not raw.isascii() and _reads(raw, "utf-8") and (not named or named in _CHINESE):
        text = raw.decode("utf-8")
        return raw.decode("gb18030", "replace") if is_gbk_after_all(raw, text) else text
    for name in order:
        if _reads(raw, name):
            return raw.decode(name)
    return raw.decode(order[0], "replace")


def _reads(raw: bytes, name: str) -> bool:
    try:
        raw.decode(name)
    except (UnicodeDecodeError, LookupError):
        return False
    return True


def _is_known(name: str) -> bool:
    """Tell whether a name is that of an encoding of text; some codecs turn bytes into bytes."""
    try:
        return codecs.lookup(name)._is_text_encoding
    except LookupError:
        return False
