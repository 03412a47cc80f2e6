"""Find words that the Markdown parser reads over, so that they are on no page.

Cells beyond a table's heads, definitions of links that no link uses (``[注]: 本表为快报数`` is one), what stands
behind the marks that open code, a box to tick before a table; and links without words, which nobody sees.
Told from what the parser met: what no part of the page was made of is left over. A text is taken apart only
where a quick look finds a suspect.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from generator.load.markdown.dialect import ParsedMarkdown
from generator.model.addresses.hosts import leads_out
from generator.model.catalogue import finding
from generator.model.finding import Finding, Place
from generator.patterns import pattern

_LINE = r"\n[ \t>*+\-\d.)]*+"
_DEFINED = pattern(rf"{_LINE}(?:\[\^[^\]\n]++\]:[ \t]*+)?\[(?!\^)[^\[\]]++\]:")
_TOLD_CODE = pattern(rf"{_LINE}(?:`{{3}}|~{{3}})[^\n]*[^\x00-\x7f]")
_BOXED = pattern(rf"{_LINE}\[[ xX]\][ \t][^\n|]*+\|")
_WORDLESS = pattern(r"(?<!!)\[\s*+\][(\[]")
_RULER = " \t>|:-"
# In what is left over: a definition, marks of lists and notes, and what opens code.
# A label with a bracket of its own is left to the words: a search would begin at each of them.
_DEFINITION = pattern(r"\[(?!\^)((?:[^\[\]\\]|\\[^\[])++)\]:")
_MARKS = pattern(r"\d{1,9}[.)](?=\s)|\[\^[^\[\]\n]++\]:|(?:`{3}|~{3})[^\n]*")
_WORD = pattern(r"\[[ xX]\]|[^\W_]")
_ADDRESS = pattern(r"[/#.?]|[^\s]*\.[A-Za-z0-9]{1,5}(?:[?#]|\Z)")
_SHOWN = frozenset({"Text", "Code", "Html", "InlineHtml", "TaskListMarker", "FootnoteReference"})
_BLANK = pattern(r"\s++")


@dataclass
class _Left:
    """What the parser read over, each with the byte where it begins and whether it ends a row of a table."""

    pieces: list[tuple[int, str, bool]] = field(default_factory=list)
    opened: list[tuple[int, str]] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    wordless: list[tuple[int, str]] = field(default_factory=list)


def check_uncovered(body: str, first_line: int, name: str) -> Iterator[Finding]:
    """Yield what of a text is made no part of its page."""
    if not _is_suspect(body):
        return
    reading = ParsedMarkdown(body, first_line)
    left = _read_over(reading)

    def place(byte: int) -> Place:
        return Place(name, *reading.place(byte))

    for byte, words in left.opened:
        message = f"代码开头那一行的“{_shortened(words)}”不会显示。"
        yield finding(
            "content-lost", place(byte), message, "要显示的文字写到下一行；不是代码的，删去```或~~~。"
        )
    for byte, target in left.wordless:
        # One that leads to another site is told of as hidden.
        if not leads_out(target):
            message = f"链接“{_shortened(target)}”没有文字，看不见也点不到。"
            yield finding("content-lost", place(byte), message, "在方括号里写上文字。")
    defined: set[str] = set()
    for byte, piece, row in left.pieces:
        at = byte
        for before, words, label in _parts(piece):
            at += len(before.encode("utf-8", "surrogatepass"))
            if label is None:
                yield _lost(place(at), words, row)
                continue
            if label in defined or label not in left.used:
                yield _defined(place(at), words)
            defined.add(label)


def _is_suspect(body: str) -> bool:
    if "](" in body and _WORDLESS.search(body):
        return True
    if "]:" in body and _DEFINED.search(f"\n{body}"):
        return True
    if ("```" in body or "~~~" in body) and _TOLD_CODE.search(f"\n{body}"):
        return True
    return "|" in body and (_BOXED.search(f"\n{body}") is not None or _has_long_row(body))


def _has_long_row(body: str) -> bool:
    """Tell whether a row of what may be a table has more cells than the line below its head."""
    most = 0
    for line in body.split("\n"):
        if "|" not in line:
            most = 0
        elif "-" in line and not line.strip(_RULER):
            most = _cells(line)
        elif most and _cells(line) > most:
            return True
    return False


def _cells(line: str) -> int:
    row = line.strip(" \t>")
    return row.removeprefix("|").removesuffix("|").replace("\\|", "").count("|") + 1


def _read_over(reading: ParsedMarkdown) -> _Left:
    left, reached, open_link = _Left(), 0, ""
    for event, start, end in reading.events():
        kind, what = next(iter(event.items())) if isinstance(event, dict) else (event, None)
        if kind == "Start" and isinstance(what, dict) and "Link" in what:
            open_link = what["Link"]["dest_url"]
        elif kind == "End" and what == "Link" and open_link:
            left.wordless.append((start, open_link))
        elif (kind in _SHOWN and (kind != "Text" or _seen(str(what)))) or (
            kind == "Start" and isinstance(what, dict) and "Image" in what
        ):
            open_link = ""
        row = kind == "End" and what == "TableRow"
        opened = _opened(what) if kind == "Start" else None
        if opened:
            left.opened.append((start, opened))
        begins, ends = (end, end) if row else (start, end)
        if not (row or kind in _SHOWN or kind == "Rule" or (kind == "Start" and _is_link(what, left))):
            continue
        if begins > reached:
            left.pieces.append((reached, reading.piece(reached, begins), row))
        reached = max(reached, ends)
    left.pieces.append((reached, reading.piece(reached, sys.maxsize), False))
    return left


def _seen(words: str) -> bool:
    return bool(words.strip(" \t\n\u00a0\u3000\u200b\ufeff"))


def _opened(what: Any) -> str | None:
    """Return what stands behind the marks that open code, if it is no name of a computer language."""
    block = what.get("CodeBlock") if isinstance(what, dict) else None
    info = block.get("Fenced", "") if isinstance(block, dict) else ""
    return info if info and not info.isascii() else None


def _is_link(what: Any, left: _Left) -> bool:
    """Tell whether what begins is a link or a picture; all of it, words and address, is used."""
    link = (what.get("Link") or what.get("Image")) if isinstance(what, dict) else None
    if link is None:
        return False
    left.used.add(_label(link["id"]))
    return True


def _label(words: str) -> str:
    return _BLANK.sub(" ", words.strip()).casefold()


def _parts(piece: str) -> Iterator[tuple[str, str, str | None]]:
    """Yield the words and then the definitions in what is left over, each behind what parts it from the last one."""
    found = list(_DEFINITION.finditer(piece)) if "]:" in piece else []
    head, at = piece[: found[0].start()] if found else piece, 0
    if first := _WORD.search(_MARKS.sub(lambda mark: " " * len(mark[0]), head)):
        yield head[: first.start()], head[first.start() :], None
        at = first.start()
    for number, match in enumerate(found):
        end = found[number + 1].start() if number + 1 < len(found) else len(piece)
        yield piece[at : match.start()], piece[match.start() : end], _label(match[1])
        at = match.start()


def _lost(place: Place, words: str, row: bool) -> Finding:
    if row:
        cells = _shortened(words.strip(" |\t\n"))
        message = f"表格这一行的格子比表头多，多出的“{cells}”不会显示。"
        return finding("content-lost", place, message, "每行的格数与表头相同；格子里的竖线写成\\|。")
    message = f"这里的“{_shortened(words)}”不会显示。"
    return finding("content-lost", place, message, "表格前面空一行，不要把它与别的写在同一行。")


def _defined(place: Place, words: str) -> Finding:
    shown = _shortened(words)
    target = words.partition("]:")[2].strip().partition("\n")[0].strip("<> \t").split(" ")[0]
    if leads_out(target) or _ADDRESS.match(target):
        message = f"“{shown}”写的是链接的地址，正文里没有链接用它。"
        return finding("markup-dropped", place, message, "删去这一行。")
    message = f"“{shown}”会被当成链接的地址，不会显示。"
    return finding("content-lost", place, message, "把英文冒号换成中文冒号，或把方括号换成【】。")


def _shortened(words: str) -> str:
    words = _BLANK.sub(" ", words).strip()
    return words if len(words) <= 60 else f"{words[:57]}……"
