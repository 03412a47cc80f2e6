"""Rule out in one quick pass that a text holds a long number, as most texts hold none."""

from __future__ import annotations

import re

_FULL_WIDTH_DIGITS = "０１２３４５６７８９"
# Left out: what may stand between digits. The bytes of other characters stay; all else is a blank.
_LEFT_OUT = b" \t\r\n\x0b\x0c-_.()+*`~=\\>"
_KEPT = b"0123456789<&[]"
_PLAIN = bytes(byte if byte in _KEPT or byte >= 0x80 else 0x20 for byte in range(256))
_ZEROS = bytes(0x30 if 0x30 <= byte <= 0x39 else byte for byte in range(256))
_MOBILE = re.compile(rb"1[3-9][0-9]{9}")
_LONG_ROW = b"0" * 13
# Blanks, hyphens and brackets beyond ASCII, and characters that do not show.
_OTHER_GAPS = (
    rb"(?:\xc2[\x85\xa0\xad\xb7]|\xcd\x8f|\xd8\x9c|\xe1\x9a\x80|\xe1\xa0\x8e|\xe2\x80[\x80-\x95\xa2\xa7-\xaf]"
    rb"|\xe2\x81[\x9f-\xa9]|\xe2\x88\x92|\xe3\x80[\x80\x90\x91]|\xe3\x83\xbb|\xef\xb9\xa3|\xef\xbb\xbf"
    rb"|\xef\xbc[\x88\x89\x8b\x8d\x8e\xbf]|\xef\xbd\xa5)"
)
_GAP = re.compile(_OTHER_GAPS)
# Between the years of a plan: by far the most usual of them, and quickly left out.
_DASH = "—".encode()
_BEHIND_DIGIT = re.compile(rb"0(?:(?P<markup>[<&\[\]])|" + _OTHER_GAPS + rb")")


def may_have_numbers(text: str) -> bool:
    """Tell whether a text may have a row of digits as long as a personal number."""
    plain = text.encode("utf-8", "replace").translate(_PLAIN, _LEFT_OUT)
    zeros = plain.translate(_ZEROS)
    if "&#" in text or _is_long(plain, zeros):
        return True
    behind = _BEHIND_DIGIT.search(zeros)
    if behind and not behind["markup"]:
        plain = plain.replace(_DASH, b"")
        zeros = plain.translate(_ZEROS)
        behind = _BEHIND_DIGIT.search(zeros)
        if behind:
            plain = _GAP.sub(b"", plain)
            zeros = plain.translate(_ZEROS)
            behind = _BEHIND_DIGIT.search(zeros)
        if _is_long(plain, zeros):
            return True
    return behind is not None or any(digit in text for digit in _FULL_WIDTH_DIGITS)


def _is_long(plain: bytes, zeros: bytes) -> bool:
    return _LONG_ROW in zeros or _MOBILE.search(plain) is not None
