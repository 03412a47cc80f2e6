"""Captions (WebVTT): whether a browser will show every line at its time."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model.catalogue import finding
from generator.model.finding import Finding, Place

_TIME = r"(?:(\d{2,4}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_TIMES = re.compile(rf"{_TIME}[ \t]+-->[ \t]+{_TIME}(?:[ \t]+\S.*)?")
_EXAMPLE = "时间写成00:00:01.000 --> 00:00:04.000。"


def check_captions(text: str, name: str) -> Iterator[Finding]:
    """Yield what is wrong with the text of a WebVTT file, with its line."""
    lines = text.split("\n")
    if not re.match(r"WEBVTT(?:[ \t]|$)", lines[0]):
        yield finding("captions-invalid", Place(name), "字幕的第一行应是WEBVTT。")
        return
    cues, before = 0, 0
    for number, line in enumerate(lines, 1):
        if "-->" not in line:
            continue
        match = _TIMES.fullmatch(line.strip())
        if match is None:
            yield finding(
                "captions-invalid", Place(name, number), f"字幕时间“{line.strip()}”写法不对。", _EXAMPLE
            )
            continue
        cues += 1
        begin, end = _milliseconds(match.groups()[:4]), _milliseconds(match.groups()[4:8])
        if end <= begin:
            yield finding(
                "captions-invalid", Place(name, number), "这一条字幕的结束时间不晚于开始时间。", _EXAMPLE
            )
        if begin < before:
            yield finding(
                "captions-invalid",
                Place(name, number),
                "这一条字幕的开始时间早于上一条。",
                "按时间先后排列。",
            )
        before = begin
    if not cues:
        yield finding("captions-invalid", Place(name), "字幕里没有一条字幕。", _EXAMPLE)


def _milliseconds(parts: tuple[str | None, ...]) -> int:
    hours, minutes, seconds, rest = (int(part or 0) for part in parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest
