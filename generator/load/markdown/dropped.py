"""Find what the sanitiser takes from a page: tags, addresses and words.

A text is taken apart only where a quick look finds a suspect. Tags whose words stay in the page, and that only
change how it looks (font, span), are no loss and not told of.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator

from generator.load.markdown.known_tags import KNOWN, is_unfinished
from generator.load.markdown.links import Reference
from generator.load.markdown.page_html import Pieces, lacks_source, says, words_of
from generator.load.markdown.tags import Tag, find_tags
from generator.load.markdown.uncovered import check_uncovered
from generator.model.catalogue import finding
from generator.model.finding import Finding, Place
from generator.patterns import pattern

# The schemes of addresses that stay in a page.
SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_RAW = frozenset({"script", "style"})
_NO_END = "\0"
# What draws something; words in it may stay, the drawing does not.
_DRAWN = {
    "svg": "SVG图形", "math": "MathML公式", "canvas": "画布", "applet": "小程序", "frame": "嵌入的网页",
    "frameset": "嵌入的网页", "iframe": "嵌入的网页", "object": "嵌入的内容", "embed": "嵌入的内容",
    "v:imagedata": "从Word粘贴的图片",
}  # fmt: skip
_FORM = frozenset(
    {"form", "input", "select", "textarea", "button", "datalist", "output", "progress", "meter"}
)
_SILENT = {
    "script": "脚本",
    "style": "样式",
    "template": "模板",
    "noscript": "noscript的内容",
    "link": "外部样式",
    "area": "图片上的链接",
}
ALIGNED_TAGS = frozenset({"p", "div", "td", "th", "center"})
_ALIGNS = {"center": "center", "middle": "center", "right": "right", "end": "right"}

# Where scripts that show pictures late look for the address.
_LATE = pattern(r"data-(?:(?:\w++-)?(?:src|srcset|actualsrc|original)|lazy|url|echo)")
_SCHEME = pattern(r"[\s\x00-\x20]*+([a-zA-Z][a-zA-Z0-9+.-]*+):")
_LOCAL = pattern(r"[a-zA-Z]|file")
_SUSPECT = pattern(
    r"<(?:script|style|iframe|frame|object|embed|template|noscript|svg|math|canvas|applet|form|input|select|textarea"
    r"|button|datalist|output|progress|meter|link|img|video|audio|source|area|v:imagedata|[!?]|/[^a-z]|/[a-z][^\s<>/]*+\s|h[1-6]\b[^<>]*?align"
    r"|/?[a-z][^<>]*+(?:\Z|<)|[a-z][^<>\"']*+(?:\"[^\"<>]*+\"[^<>\"']*+|'[^'<>]*+'[^<>\"']*+)*+[\"'][^\"'<>]*+[<>]"
    rf"|(?!(?:{'|'.join(sorted(KNOWN))})[\s/>])[a-z][\w-]*+[\s/>])",
    re.IGNORECASE,
)
# What a browser takes for a comment though none was meant: <![CDATA[…]]>, <?…?>, </ …>, or leaves out: </b …>.
_BOGUS = pattern(
    r"<!--(?:-?>|.*?(?:--!?>|\Z))|<(?:!(?!doctype\b)|\?|/(?![a-z])|/[a-z][^\s<>/]*+\s)([^>]*+)(?:>|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_SHOWN = pattern(r"[^\W_]")
_ADDRESS = pattern(r"\]\([^)\n]*+\)?")
_DEFINITION = pattern(r"\[[^\[\]\n]*+\]:[^\n]*+")
_TAG = pattern(r"<[^<>]*+>")
_ENTITY = pattern(r"&[^;&\s]*+;")

_MOVE = "把它作为附件放在文档旁边，写进attachments；要在正文里显示的，换成图片或文字。"


def alignment_of(tag: Tag) -> str:
    """Return how a tag sets its text, ``center`` or ``right``, empty where it does not say or says the usual."""
    style, given = tag.attributes.get("style"), tag.attributes.get("align")
    for part in style.value.lower().split(";") if style else ():
        key, _, value = part.partition(":")
        if key.strip() == "text-align":
            return _ALIGNS.get(value.replace("!important", "").strip(), "")
    if given:
        return _ALIGNS.get(given.value.strip().lower(), "")
    return "center" if tag.name == "center" else ""


def check_dropped(
    body: str, references: Iterable[Reference], first_line: int, name: str, bare: bool
) -> Iterator[Finding]:
    """Yield what the page of a text will not show.

    ``bare`` tells that the head of the document has nothing to show but its usual facts.
    """
    yield from _check_targets(references, name)
    yield from check_uncovered(body, first_line, name)
    if "<" in body and _SUSPECT.search(body):
        pieces = Pieces.of(body, first_line)
        yield from _check_tags(pieces, name)
    elif _SHOWN.search(_words(body)):
        return
    else:
        pieces = Pieces.of(body, first_line)
    if not pieces.shows_anything() and (bare or body.strip()):
        message = "正文在网页上什么也不显示。" if body.strip() else "文档没有正文，也没有附件。"
        yield finding("document-empty", Place(name, first_line), message)


def _words(body: str) -> str:
    """Return a text without what is surely not shown; none where it takes a closer look."""
    if "](" in body:
        body = _ADDRESS.sub("]", body)
    if "]:" in body:
        body = _DEFINITION.sub("", body)
    if "<" in body:
        body = _TAG.sub("", body)
    return _ENTITY.sub("", body) if "&" in body else body


def _check_targets(references: Iterable[Reference], name: str) -> Iterator[Finding]:
    for each in references:
        if each.media and not each.target:
            place = Place(name, each.line, each.column)
            yield finding("content-lost", place, "图片没有写地址，不会显示。", "在括号里写上图片的文件名。")
            continue
        scheme = _SCHEME.match(each.target)
        if not each.followed or scheme is None or scheme[1].lower() in SCHEMES:
            continue
        place, shown = Place(name, each.line, each.column), _shortened(each.target)
        local = _LOCAL.fullmatch(scheme[1].lower()) is not None
        if each.media:
            where = (
                "在您的电脑上"
                if local
                else "写在网址里，不是文件"
                if scheme[1].lower() == "data"
                else "的网址不能用"
            )
            yield finding(
                "content-lost", place, f"图片或音视频“{shown}”{where}，网页上不会显示。",
                "把文件放在文档旁边，这里写文件名。",
            )  # fmt: skip
        elif local:
            message = f"链接“{shown}”指向您自己的电脑，别人打不开，网页上没有这个链接。"
            yield finding("content-lost", place, message, "把文件放在文档旁边，这里写文件名。")
        else:
            message = f"链接“{shown}”以“{scheme[1]}:”开头，网页上只留下文字，点不开。"
            yield finding("markup-dropped", place, message, "换成https://开头的网址，或删除这个链接。")


def _shortened(target: str) -> str:
    return target if len(target) <= 60 else f"{target[:57]}……"


def _check_tags(pieces: Pieces, name: str) -> Iterator[Finding]:
    taken = dict[int, str]()
    ends: list[tuple[int, int]] = []
    for tag, end in pieces.taken():
        words = words_of(pieces.html[tag.end : end])
        # A script that never ends takes all that follows with it.
        taken[tag.start] = words if end < len(pieces.html) or tag.name not in _RAW else f"{words}{_NO_END}"
        ends.append((tag.start, end))
    inside = _within(ends)
    low, drawn = pieces.html.lower(), 0
    for tag in find_tags(pieces.html):
        if tag.name in ("svg", "math") and tag.start >= drawn:
            end = low.find(f"</{tag.name}", tag.end)
            drawn = end if end >= 0 else len(low)
        # A drawing has names of its own.
        if tag.name not in KNOWN and tag.start < drawn:
            continue
        if not inside(tag.start) and (found := _of_tag(tag, taken.get(tag.start, ""), pieces, name)):
            yield found
    for bogus in _BOGUS.finditer(pieces.html):
        if bogus[1] and not inside(bogus.start()) and _SHOWN.search(bogus[1]):
            message = f"“{_shortened(bogus[0])}”会被当成注释，不会显示。"
            place = pieces.place(bogus.start(), name)
            yield finding("content-lost", place, message, "删去尖括号和它后面的符号，留下文字。")
    unended = pieces.open_tag()
    if unended is not None and not inside(unended):
        message = "从这里起是没有写完的标签，它后面的文字都不会显示。"
        yield finding("content-lost", pieces.place(unended, name), message, "补上>；要显示尖括号，写成&lt;。")
    opened = pieces.open_comment()
    if opened is not None and not inside(opened):
        message = "这里的注释<!--没有结束，它后面的文字都不会显示。"
        yield finding("content-lost", pieces.place(opened, name), message, "在注释后面补上-->。")


def _within(ranges: list[tuple[int, int]]) -> Callable[[int], bool]:
    starts = [start for start, _ in ranges]

    def inside(offset: int) -> bool:
        number = bisect_right(starts, offset) - 1
        return number >= 0 and starts[number] < offset < ranges[number][1]

    return inside


def _of_tag(tag: Tag, words: str, pieces: Pieces, name: str) -> Finding | None:
    """Return what of a tag does not come to the page; ``words`` are those taken away with it."""
    told = _taken(tag, words) or _changed(tag)
    return finding(told[0], pieces.place(tag.start, name), *told[1:]) if told else None


def _taken(tag: Tag, words: str) -> tuple[str, str, str] | None:
    """Return code, message and cure where a tag is taken away whole."""
    shown = f"<{tag.name}>"
    if tag.name in _DRAWN:
        return "content-lost", f"{_DRAWN[tag.name]}（{shown}）不会显示。", _MOVE
    if words.endswith(_NO_END):
        return "content-lost", f"{shown}没有结束，它后面的文字都不会显示。", f"删去{shown}和它的内容。"
    if tag.name in _SILENT and words and tag.name not in ("script", "style"):
        return "content-lost", f"{shown}里的文字不会显示。", f"删去{shown}标签，留下文字。"
    if tag.name in _SILENT:
        return "markup-dropped", f"{_SILENT[tag.name]}（{shown}）不会起作用。", f"删去{shown}和它的内容。"
    if is_unfinished(tag):
        message = f"{shown}没有写完，后面的文字会被当成标签的一部分。"
        return "content-lost", message, "补上少写的引号或>。"
    return _form(tag) if tag.name in _FORM else None


def _form(tag: Tag) -> tuple[str, str, str] | None:
    if tag.name == "input" and says(tag, "type").lower() == "checkbox":
        return None
    said = says(tag, "value") or says(tag, "placeholder") if tag.name == "input" else ""
    cure = "删去表单的标签，需要填写的做成表格文件，作为附件。"
    if said:
        return "content-lost", f"表单（<{tag.name}>）里的“{_shortened(said)}”不会显示。", cure
    return "markup-dropped", f"表单（<{tag.name}>）在网页上不能填。", cure


def _changed(tag: Tag) -> tuple[str, str, str] | None:
    """Return code, message and cure where a tag is not shown as it was meant."""
    shown = f"<{tag.name}>"
    if lacks_source(tag):
        where = next((key for key in tag.attributes if _LATE.fullmatch(key)), "")
        why = f"地址写在{where}里，网页认不出来" if where else "没有写地址（src）"
        cure = '把图片下载下来，放在文档旁边，写成src="文件名"。'
        # Left by a script that shows pictures late: the page keeps the words that stand for this one.
        if where and (said := says(tag, "alt")):
            return "markup-dropped", f"图片{why}，网页上只有文字“{_shortened(said)}”。", cure
        return "content-lost", f"图片{why}，不会显示。", cure
    if tag.name not in KNOWN and ":" not in tag.name:
        message = f"网页上没有{shown}这种标签，尖括号和里面的字不会显示。"
        return "markup-dropped", message, f"删去它；要显示尖括号，写成&lt;{tag.name}&gt;。"
    if alignment_of(tag) and tag.name not in ALIGNED_TAGS:
        cure = '删去对齐方式；要居中的段落写成<p align="center">。'
        return "markup-dropped", f"{shown}的对齐方式不会起作用。", cure
    return None
