"""SVG and XML: what a browser would run, load or follow when it opens one as a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from generator.model.catalogue import finding
from generator.model.finding import Finding, Place

CODE = "asset-active"
MAX_XML_BYTES = 32 * 1024 * 1024
_MAX_DEPTH, _MAX_FAULTS = 500, 20
_SVG, _XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
# Elements of these run or load, wherever they stand.
_PAGES = {
    "http://www.w3.org/1999/xhtml": "网页（XHTML）",
    "http://www.w3.org/1998/math/mathml": "MathML",
    "http://www.w3.org/1999/xsl/transform": "转换脚本（XSLT）",
    "http://www.w3.org/2001/xml-events": "事件脚本",
    "http://www.w3.org/2002/xforms": "XForms表单",
    "http://www.w3.org/2001/xinclude": "外部文件（XInclude）",
    "http://www.mozilla.org/keymaster/gatekeeper/there.is.only.xul": "XUL界面",
}
_TAGS = (
    "svg g defs symbol use path rect circle ellipse line polyline polygon text tspan textpath tref title desc metadata"
    " lineargradient radialgradient meshgradient mesh meshrow meshpatch stop clippath mask pattern marker image style"
    " switch filter view a font glyph missing-glyph font-face font-face-src font-face-name hkern vkern solidcolor"
    " color-profile animate animatetransform animatemotion animatecolor set mpath feblend fecolormatrix"
    " fecomponenttransfer fecomposite feconvolvematrix fediffuselighting fedisplacementmap fedistantlight"
    " fedropshadow feflood fefunca fefuncb fefuncg fefuncr fegaussianblur feimage femerge femergenode femorphology"
    " feoffset fepointlight fespecularlighting fespotlight fetile feturbulence"
)
_DRAWING = frozenset(_TAGS.split())
_LINKS = frozenset(
    {"href", "src", "srcset", "action", "formaction", "data", "poster", "base", "background", "ping"}
)
_OWN_DATA = re.compile(r"data:image/(?:png|jpe?g|gif|webp)[;,]", re.IGNORECASE)
_SCHEME = re.compile(r"(?:java|vb|live)script:|data:(?!image/(?:png|jpe?g|gif|webp)[;,])", re.IGNORECASE)
_URL = re.compile(r"url\(\s*[\"']?([^\"')]{0,64})", re.IGNORECASE)
_STYLE = re.compile(
    r"@import|@charset|@namespace|expression\s*\(|behaviou?r\s*:|-moz-binding|image-set\(|\\", re.IGNORECASE
)
_BLANKS = re.compile(r"[\x00-\x20\x7f-\xa0]+")
_ENCODINGS = ("utf-8", "utf8", "utf-16", "us-ascii", "ascii", "iso-8859-1")
_SVG_DTD = "-//W3C//DTD SVG 1."
_CURE = "在绘图软件里另存为“普通SVG”或PNG，去掉脚本、动画和外部链接。"
_XML_CURE = "去掉文档类型声明、样式表和网页标记；或压缩成ZIP后作附件。"


@dataclass
class _Watch:
    """What was met in a file so far, each with its line and column."""

    parser: expat.XMLParserType
    svg: bool
    depth: int = 0
    style: list[str] | None = None
    faults: list[tuple[int, int, str]] = field(default_factory=list)

    def fault(self, what: str) -> None:
        if len(self.faults) < _MAX_FAULTS:
            self.faults.append((self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1, what))


class _TooDeepError(Exception):
    """Raised to stop reading a file that is nested beyond measure."""


def check_svg(path: Path, name: str) -> Iterator[Finding]:
    """Yield what an SVG picture holds that is more than a picture; also that it cannot be read as one."""
    yield from _check(path, name, True)


def check_xml(path: Path, name: str) -> Iterator[Finding]:
    """Yield what a data file in XML holds that a browser would take for a page."""
    yield from _check(path, name, False)


def _check(path: Path, name: str, svg: bool) -> Iterator[Finding]:
    place, cure, word = Place(name), _CURE if svg else _XML_CURE, "SVG" if svg else "XML"
    if path.stat().st_size > MAX_XML_BYTES:
        yield finding(CODE, place, f"{word}超过32MB，没法确认里面没有脚本。", cure)
        return
    watch = _Watch(expat.ParserCreate(namespace_separator="\n"), svg)
    _connect(watch)
    try:
        with path.open("rb") as file:
            watch.parser.ParseFile(file)
    except expat.ExpatError as error:
        message = f"{word}读不下去（第{error.lineno}行），没法确认里面没有脚本。"
        yield finding(
            CODE, Place(name, error.lineno, error.offset + 1), message, "另存为UTF-8编码的规范文件。"
        )
    except _TooDeepError:
        yield finding(CODE, place, f"{word}嵌套超过{_MAX_DEPTH}层，没法确认里面没有脚本。", cure)
    except (ValueError, LookupError, OSError):  # an encoding nobody knows, and the like
        yield finding(CODE, place, f"{word}读不出来，没法确认里面没有脚本。", "另存为UTF-8编码的规范文件。")
    for line, column, what in watch.faults:
        yield finding(CODE, Place(name, line, column), f"{word}里有{what}。", cure)


def _connect(watch: _Watch) -> None:
    parser = watch.parser
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)

    def start(name: str, attributes: dict[str, str]) -> None:
        watch.depth += 1
        if watch.depth > _MAX_DEPTH:
            raise _TooDeepError
        _look_at_element(watch, name, attributes)

    def end(_name: str) -> None:
        watch.depth -= 1
        if watch.style is not None:
            _look_at_style(watch, "".join(watch.style))
            watch.style = None

    def text(words: str) -> None:
        if watch.style is not None:
            watch.style.append(words)

    def declaration(_version: str, encoding: str | None, _standalone: int) -> None:
        # Of another encoding a browser and we may read different things.
        if (encoding or "utf-8").lower() not in _ENCODINGS:
            watch.fault(f"少见的编码（{(encoding or '')[:40]}）")

    def doctype(_name: str, _system: str | None, public: str | None, internal: int) -> None:
        # The standing head of old drawing programs is no more than a comment to a browser.
        if internal or not (watch.svg and (public or "").startswith(_SVG_DTD)):
            watch.fault("文档类型声明（DTD），它可以带入别的文件")

    def entity(*_declaration: object) -> None:
        watch.fault("实体声明（ENTITY）")

    def instruction(target: str, _data: str) -> None:
        if target.lower() in ("xml-stylesheet", "php", "import", "mso-application"):
            watch.fault(f"处理指令（{target[:40]}）")

    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
    parser.XmlDeclHandler = declaration
    parser.StartDoctypeDeclHandler, parser.EntityDeclHandler = doctype, entity
    parser.ProcessingInstructionHandler = instruction


def _look_at_element(watch: _Watch, name: str, attributes: dict[str, str]) -> None:
    space, _, tag = name.rpartition("\n")
    tag = tag.rpartition(":")[2].lower()
    if watch.style is not None:
        watch.fault("样式里的标记")
    if watch.depth == 1 and watch.svg and (space, tag) != (_SVG, "svg"):
        watch.fault("别的内容，不是SVG图片")
    if space.lower() in _PAGES:
        watch.fault(f"{_PAGES[space.lower()]}的标记（{tag[:40]}）")
    elif space == _SVG and not watch.svg:
        watch.fault("SVG的标记，浏览器会当图片打开")
    elif space == _SVG and tag not in _DRAWING:
        watch.fault(f"不是画图的标记（{tag[:40]}）")
    if watch.svg:
        if space == _SVG and tag == "style":
            watch.style = []
        for key, value in attributes.items():
            _look_at_attribute(watch, tag, key, value)


def _look_at_attribute(watch: _Watch, tag: str, key: str, value: str) -> None:
    space, _, name = key.rpartition("\n")
    name, packed = name.rpartition(":")[2].lower(), _BLANKS.sub("", value)
    if name.startswith("on") and space in ("", _SVG):
        watch.fault(f"事件脚本（{name[:40]}）")
    elif name == "attributename" and _moves_what_runs(packed.lower()):
        watch.fault("改动链接或脚本的动画")
    elif name in _LINKS and space in ("", _XLINK, _SVG, "http://www.w3.org/XML/1998/namespace"):
        inside = (
            packed.startswith("#") or not packed or (tag in ("image", "feimage") and _OWN_DATA.match(packed))
        )
        if not inside:
            watch.fault(f"外部链接（{name}=“{packed[:60]}”）")
    elif space in ("", _SVG) and _SCHEME.search(packed):
        watch.fault(f"脚本链接（{name[:40]}）")
    elif space in ("", _SVG) and (name == "style" or "(" in value):
        _look_at_style(watch, value)


def _moves_what_runs(name: str) -> bool:
    name = name.rpartition(":")[2]
    return name in _LINKS or name in ("style", "class") or name.startswith("on")


def _look_at_style(watch: _Watch, style: str) -> None:
    if _STYLE.search(style):
        watch.fault("样式里的引入、转义或脚本")
    for match in _URL.finditer(style):
        target = _BLANKS.sub("", match[1])
        if not (target.startswith("#") or _OWN_DATA.match(target)):
            watch.fault(f"样式里的外部链接（{target[:60]}）")
