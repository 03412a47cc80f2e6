"""Find what pasting from Word, web pages or PDF leaves in Markdown, and mend what is certain.

A text is looked through only where a quick look finds a suspect; which lines are code, and which begin a
list, the parser says that also renders the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.data import dataclass
from generator.load.markdown.front_matter import SplitDocument
from generator.model.catalogue import finding
from generator.model.finding import Finding, Place
from generator.model.radicals import SUPPLEMENT, character_of
from generator.patterns import pattern

_BLANKS = "\u00a0\u2000-\u200a\u202f\u205f\u3000"
_SPELT = r"&(?:nbsp|ensp|emsp|#160|#8194|#8195|#12288|#x[aA]0|#x200[23]|#x3000);"
_WIDE = " \u00a0\u2002\u2003\u3000"
# What begins a paragraph that is to be indented: blanks that Markdown keeps, as signs or spelt out.
_INDENTED = pattern(rf" *+(?:[{_BLANKS}]|{_SPELT})")
_INDENT = pattern(rf"(?:[ {_BLANKS}]|{_SPELT})*+")
_SUSPECT_LINE = pattern(
    rf"\n(?:[ ]{{0,3}}(?:[{_BLANKS}]|&[ne#])|[ ]{{4}}|\t|[ ]{{0,3}}#{{1,6}}[^#\s]|[ \u3000]*[-—－–][ \u3000]*\d)"
)
_LISTED = pattern(r"\n {0,3}(\d{1,9})[.)](?=\s)")
_ODD = pattern("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f\x85\u2028\u2029" + "".join(SUPPLEMENT) + "\u2f00-\u2fd5]")
_BREAKS = {"\x0b": "U+000B", "\x0c": "U+000C", "\x85": "U+0085", "\u2028": "U+2028", "\u2029": "U+2029"}
_PAGE_NUMBER = pattern(r"[ \u3000]*([-—－–])[ \u3000]*\d{1,4}[ \u3000]*[-—－–][ \u3000]*")
_HEADING = pattern(r" {0,3}(#{1,6})(?=[^#\s\d])(?!.*#\s*$)")
_NUMBER = pattern(r" {0,3}(\d{1,9})([.)])(?=\s)")
_PROSE = pattern(r"[一-鿿“（《].*[，。；：]|[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）")
# No list begins with a higher number: it is a year, or what is left of a number at a line's end.
_FIRST = 20
_ROUNDS = 6


@dataclass(frozen=True)
class Damage:
    """What is wrong with a line: counted from 0, with the column from 1, and the line mended, if that is certain."""

    code: str
    line: int
    column: int
    words: str
    mended: str | None = None


@dataclass(frozen=True)
class _Item:
    """An item of a numbered list: the number that its page shows, and whether it is the list's first."""

    shown: int
    first: bool


@dataclass(frozen=True)
class _Shapes:
    """What the parser takes lines for: indented code, other code, HTML and tables, and items of numbered lists."""

    coded: set[int]
    verbatim: set[int]
    items: dict[int, _Item]


def find_damage(body: str) -> list[Damage]:
    """Return what pasting did to the lines of a text, in their order; at most one thing a line."""
    text = f"\n{body}"
    if not (_SUSPECT_LINE.search(text) or _is_out_of_order(_LISTED.findall(text))):
        return []
    lines = body.split("\n")
    shapes = _read_shapes(body)
    found = (_damage(lines, number, shapes) for number in range(len(lines)) if number not in shapes.verbatim)
    return [each for each in found if each]


def _is_out_of_order(numbers: list[str]) -> bool:
    """Tell whether the numbers at the beginnings of lines are such as lists may show otherwise."""
    before = None
    for number in map(int, numbers):
        expected = before + 1 if before is not None else min(number, _FIRST)
        if number not in (1, expected):
            return True
        before = number
    return False


def check_paste(text: str, parts: SplitDocument, name: str) -> Iterator[Finding]:
    """Yield a finding for each kind of damage in a document, at its first place, with how often it is there."""
    first: dict[str, Damage] = {}
    counts: dict[str, int] = {}
    for each in find_damage(parts.body):
        first.setdefault(each.code, each)
        counts[each.code] = counts.get(each.code, 0) + 1
    for code, each in first.items():
        more = f"这样的地方共{counts[code]}处。" if counts[code] > 1 else ""
        yield finding(code, Place(name, parts.body_line + each.line, each.column), f"{each.words}{more}")
    yield from _check_characters(text, len(text) - len(parts.body), name)


def mend_text(text: str) -> str:
    """Return a text without the characters that a paste left behind: breaks of other systems, radicals."""
    return _ODD.sub(lambda odd: _right(odd[0], "\n"), text)


def mend_head(text: str) -> str:
    """Return the head of a document without those characters: a value stays on its line."""
    return _ODD.sub(lambda odd: _right(odd[0], " "), text)


def _right(odd: str, line_end: str) -> str:
    """Return what an odd character was meant to be; nothing for one that controls a machine."""
    if odd in _BREAKS:
        return line_end
    return "" if odd < " " or odd == "\x7f" else character_of(odd) or odd


def mend_body(body: str) -> str:
    """Return a text with the lines mended of which it is certain how they were meant."""
    # A line that is mended may show the next thing that is wrong with it, or with one below.
    for _ in range(_ROUNDS):
        lines = body.split("\n")
        for each in find_damage(body):
            lines[each.line] = lines[each.line] if each.mended is None else each.mended
        mended = "\n".join(lines)
        if mended == body:
            break
        body = mended
    return body


def _check_characters(text: str, body: int, name: str) -> Iterator[Finding]:
    """Yield the first of each odd character; a control in the head, before ``body``, YAML refuses by itself."""
    told: set[str] = set()
    for odd in _ODD.finditer(text):
        is_control = odd[0] not in _BREAKS and (odd[0] < " " or odd[0] == "\x7f")
        if odd[0] in told or (is_control and odd.start() < body):
            continue
        told.add(odd[0])
        line = text.count("\n", 0, odd.start()) + 1
        place = Place(name, line, odd.start() - text.rfind("\n", 0, odd.start()))
        if odd[0] in _BREAKS:
            yield finding(
                "paste-break", place, f"这里有看不见的换行符（{_BREAKS[odd[0]]}），网页上前后文字会连在一起。"
            )
        elif is_control:
            message = f"这里有看不见的控制字符（U+{ord(odd[0]):04X}），网页里不能有。"
            yield finding("paste-control", place, message)
        else:
            right = character_of(odd[0])
            message = f"“{odd[0]}”（U+{ord(odd[0]):04X}）是部首，不是汉字“{right}”。"
            yield finding("paste-radical", place, message, f"改成“{right}”，或运行gongkai check --fix。")


def _damage(lines: list[str], number: int, shapes: _Shapes) -> Damage | None:
    line = lines[number]
    if number in shapes.coded:
        return _code_damage(line, number) if _is_prose(line) else None
    before = lines[number - 1] if number else ""
    if _INDENTED.match(line):
        return _indent_damage(line, before, number)
    if match := _HEADING.match(line):
        mended = f"{line[: match.end(1)]} {line[match.end(1) :]}"
        return Damage("paste-heading", number, match.end(1) + 1, "#号后面没有空格，网页上不是标题。", mended)
    if _PAGE_NUMBER.fullmatch(line):
        return Damage("paste-page-number", number, 1, f"“{line.strip()}”像是页码。", "")
    item = shapes.items.get(number)
    match = _NUMBER.match(line) if item else None
    if item and match and _is_odd(int(match[1]), item):
        return _list_damage(line, number, match, item)
    return None


def _indent_damage(line: str, before: str, number: int) -> Damage | None:
    indent = _INDENT.match(line)
    words = line[indent.end() :] if indent else line
    if not words:
        return None
    if before.strip(_WIDE) and not before.lstrip().startswith(("#", "|", "<", ">", "---", "```")):
        message = "这一段与上一行之间没有空行，网页上会连成一段。"
        return Damage("paste-paragraphs", number, 1, message, f"\n{words}")
    return Damage("paste-indent", number, 1, "段首有空格，网页上会缩进两次。", words)


def _is_prose(line: str) -> bool:
    """Tell whether a line that shows as code is a sentence that was only to be indented."""
    words = line.strip(_WIDE + "\t")
    return len(words) > 3 and bool(_PROSE.match(words))


def _code_damage(line: str, number: int) -> Damage:
    words = line.strip(_WIDE + "\t")
    return Damage("paste-code", number, 1, "段首有四个空格，网页上会显示成代码。", words)


def _is_odd(written: int, item: _Item) -> bool:
    """Tell whether the page shows another number than was written, or one that no list begins with."""
    return written not in (1, item.shown) or (item.first and written > _FIRST)


def _list_damage(line: str, number: int, match: re.Match[str], item: _Item) -> Damage:
    is_year = len(match[1]) == 4 and match[1].startswith(("19", "20"))
    mended = f"{line[: match.end(1)]}\\{line[match.end(1) :]}" if is_year else None
    here = f"“{match[1]}{match[2]}”会变成列表的编号"
    message = f"{here}。" if item.shown == int(match[1]) else f"{here}，网页上显示成{item.shown}。"
    return Damage("paste-number", number, match.start(1) + 1, message, mended)


def _read_shapes(body: str) -> _Shapes:
    """Return what the parser takes the lines of a text for."""
    import pyromark

    lines = _LineNumbers(body.encode("utf-8", "surrogatepass"))
    shapes = _Shapes(set(), set(), {})
    lists: list[_Item | None] = []
    for event, span in pyromark.events_with_range(body, options=pyromark.Options.ENABLE_TABLES):
        start, end = (event.get("Start"), event.get("End")) if isinstance(event, dict) else (None, None)
        if isinstance(start, dict) and "List" in start:
            lists.append(None if start["List"] is None else _Item(start["List"], True))
        elif isinstance(end, dict) and "List" in end:
            lists.pop()
        elif start == "Item" and (item := lists[-1]):
            shapes.items[lines.of(span["start"])] = item
            lists[-1] = _Item(item.shown + 1, False)
        elif start == "HtmlBlock" or (isinstance(start, dict) and ("CodeBlock" in start or "Table" in start)):
            coded = isinstance(start, dict) and start.get("CodeBlock") == "Indented"
            first = lines.of(span["start"])
            covered = range(first, lines.of(max(span["start"], span["end"] - 1)) + 1)
            (shapes.coded if coded else shapes.verbatim).update(covered)
    return shapes


class _LineNumbers:
    """Turns offsets that grow into line numbers, each line end looked at once."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        self._at = 0
        self._line = 0

    def of(self, offset: int) -> int:
        """Return the line, from 0, of a byte at or behind the one asked for before."""
        self._line += self._raw.count(b"\n", self._at, offset)
        self._at = max(self._at, offset)
        return self._line
