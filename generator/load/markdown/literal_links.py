"""Find links and pictures whose signs would show literally: ``![图](a b.png)``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.load.markdown.dialect import ParsedMarkdown
from generator.model.catalogue import finding
from generator.model.finding import Finding, Place
from generator.patterns import pattern

# Nearly all links are plain: these have a blank, or brackets of another kind, where they should have none.
_QUICK = pattern(r"\](?:[ \u3000]{1,2}[(（]|（|\((?!<)[^()<>\n （）]{0,300}+(?:[(（） \n]|\Z))")
_BEGINS = pattern(r"(!?)\[((?:[^\[\]\n]|\[[^\[\]\n]{0,50}\]){0,200}+)\]([ \u3000]{0,2})[(（]")
# In brackets of one kind those of the other may be part of a name; at last, brackets of both kinds.
_TARGET = pattern(r"\(([^()\n]{1,300})\)|（([^（）\n]{1,300})）|[(（]([^()（）\n]{1,300})[)）]")
_WITH_TITLE = pattern(r"(.*\S)[ \u3000]+([\"'][^\"']*[\"'])")
# What of a link looks like an address: words in brackets behind words in brackets may be just that.
_FILE = pattern(r"(?:https?://|/|\.{1,2}/)\S|\.[A-Za-z][A-Za-z0-9]{1,4}$", re.IGNORECASE)


def check_literal(body: str, first_line: int, name: str) -> Iterator[Finding]:
    """Yield the pictures and links of a text that the renderer does not take for such."""
    if not _QUICK.search(body):
        return
    reading = ParsedMarkdown(body, first_line)
    for start, end in _plain_runs(reading):
        piece = reading.piece(start, end)
        escaped = start > 0 and reading.piece(start - 1, start) == "\\"
        for match in _BEGINS.finditer(piece):
            said = None if escaped and match.start() == 0 else _fault(match, piece)
            if said:
                # A run stands on one line.
                line, column = reading.place(start)
                yield _told(match, said, Place(name, line, column + match.start()))


def _plain_runs(reading: ParsedMarkdown) -> Iterator[tuple[int, int]]:
    """Yield from where to where the renderer met nothing but words, code left out."""
    run: tuple[int, int] | None = None
    coded = False
    for event, start, end in reading.events():
        opened = event.get("Start") if isinstance(event, dict) else None
        closed = event.get("End") if isinstance(event, dict) else None
        if isinstance(opened, dict) and "CodeBlock" in opened:
            coded = True
        elif closed is not None and "CodeBlock" in str(closed):
            coded = False
        words = isinstance(event, dict) and "Text" in event and not coded
        if words and run and run[1] == start:
            run = run[0], end
            continue
        if run:
            yield run
        run = (start, end) if words else None
    if run:
        yield run


def _fault(match: re.Match[str], piece: str) -> tuple[str, str] | None:
    """Return what is wrong with what stands there and how to mend it; None where no address was meant."""
    picture, words, gap = match.groups()
    found = _TARGET.match(piece, match.end() - 1)
    target = next((each for each in found.groups() if each), "").strip() if found else ""
    title = ""
    if with_title := _WITH_TITLE.fullmatch(target):
        target, title = with_title[1], f" {with_title[2]}"
    if not picture and not _FILE.search(target):
        return None
    shown = f"{picture}[{words}]"
    wide = found is not None and (found[0][0] == "（" or found[0][-1] == "）")
    file, _, words_behind = target.partition(" ")
    if words_behind and _FILE.search(file) and "." not in words_behind:
        return "文件名后面的说明没有加英文引号", f'写成{shown}({file} "{words_behind.strip()}")。'
    spaced = re.search(r"\s", target) is not None
    inner = (f"<{target}>" if spaced else target) + title
    if found and (wide or gap):
        why = "括号是中文的" if wide else "方括号和圆括号之间有空格"
        return why, f"写成{shown}({inner})。"
    if found and spaced:
        return "文件名里有空格", f"写成{shown}({inner})，或者给文件改名，名字里不用空格。"
    if picture:
        return "括号没有成对，或者写法不对", f"写成{shown}(<文件名>)。"
    return None


def _told(match: re.Match[str], said: tuple[str, str], place: Place) -> Finding:
    why, hint = said
    if match[1]:
        return finding("content-lost", place, f"图片的{why}，网页上照原样显示这些符号，没有图片。", hint)
    return finding("markup-dropped", place, f"链接的{why}，网页上照原样显示这些符号，点不开。", hint)
