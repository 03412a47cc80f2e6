"""Blank out code, comments and code spans in a Markdown source; all places stay the same.

Each is found in one pass from left to right; what is opened and never closed costs no second look.
"""

from __future__ import annotations

import re
from html import unescape

_FENCE = re.compile(r"( {0,3})(`{3,}+|~{3,}+)([^\n]*+)")
_TICKS = re.compile(r"`++")
_NOT_LINE_END = re.compile(r"[^\n]")
# Python refuses to read a number of thousands of digits, and no character has one beyond seven.
_FAR_REFERENCE = re.compile(r"&#[0-9]{8,}+;?")


def blank_fences(text: str) -> str:
    """Return a text with its fenced code blanked out; a fence that is never closed opens none."""
    if "```" not in text and "~~~" not in text:
        return text
    lines = text.split("\n")
    fences = [(number, match) for number, line in enumerate(lines) if (match := _FENCE.match(line))]
    closing = _longest_closing_below(fences)
    begun, mark = -1, ""
    for (number, match), longest in zip(fences, closing, strict=True):
        run, rest = match[2], match[3]
        if mark:
            if run.startswith(mark) and not rest.strip():
                for each in range(begun, number + 1):
                    lines[each] = " " * len(lines[each])
                mark = ""
        elif longest.get(run[0], 0) >= len(run) and not (run[0] == "`" and "`" in rest):
            begun, mark = number, run
    return "\n".join(lines)


def _longest_closing_below(fences: list[tuple[int, re.Match[str]]]) -> list[dict[str, int]]:
    """Return for each fence the length of the longest one below it that closes something, by its character."""
    found: list[dict[str, int]] = []
    longest: dict[str, int] = {}
    for _, match in reversed(fences):
        found.append(dict(longest))
        if not match[3].strip():
            longest[match[2][0]] = max(longest.get(match[2][0], 0), len(match[2]))
    return found[::-1]


def blank_comments(text: str) -> str:
    """Return a text with its HTML comments blanked out; one that is never closed is none."""
    parts, at = [], 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        parts += [text[at:start], _NOT_LINE_END.sub(" ", text[start : end + 3])]
        at = end + 3
    return "".join([*parts, text[at:]]) if parts else text


def blank_code_spans(line: str) -> str:
    """Return a line with its code spans blanked out: what stands between two equal runs of backticks."""
    if line.count("`") < 2:
        return line
    runs = list(_TICKS.finditer(line))
    following: list[int] = [0] * len(runs)
    nearest: dict[int, int] = {}
    for number in range(len(runs) - 1, -1, -1):
        following[number] = nearest.get(len(runs[number][0]), 0)
        nearest[len(runs[number][0])] = number
    parts, at, number = [], 0, 0
    while number < len(runs):
        if end := following[number]:
            parts += [line[at : runs[number].start()], " " * (runs[end].end() - runs[number].start())]
            at, number = runs[end].end(), end
        number += 1
    return "".join([*parts, line[at:]])


def heading_words(line: str) -> str | None:
    """Return the words of a heading marked by #, less the marks that close it; None for another line."""
    words = line.lstrip(" ") if line.startswith(" ") else line
    if not words.startswith("#") or len(line) - len(words) > 3:
        return None
    rest = words.lstrip("#")
    if len(words) - len(rest) > 6 or not rest.startswith((" ", "\t")):
        return None
    return without_closing(rest.strip(" \t"))


def without_closing(words: str) -> str:
    """Return the words of a heading less the # that close it."""
    if not words.endswith("#"):
        return words
    left = words.rstrip("#")
    return left.rstrip(" \t") if not left or left[-1] in " \t" else words


def plain_references(text: str) -> str:
    """Return a text with its character references resolved, whatever number they name."""
    if "&" not in text:
        return text
    return unescape(_FAR_REFERENCE.sub("\ufffd", text) if "&#" in text else text)
