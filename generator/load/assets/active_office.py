"""Office files in archives (DOCX, XLSX, PPTX; ODT, ODS, ODP; OFD): macros, programs, and what is fetched elsewhere."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from urllib.parse import unquote
from xml.parsers import expat

from generator.load.assets.active_archive import PROGRAMS, archive_faults
from generator.load.assets.active_ole import OLE, ole_faults
from generator.load.gate.published_types import extension_of

MAX_PART_BYTES = 32 * 1024 * 1024
_MAX_DEEP = 2
# Parts by name, behind a slash, and by what they are declared to be.
_NAMED = (
    (re.compile(r"/(?:vbaproject|vbadata)[^/]*+(?<=\.bin|\.xml)\Z"), "宏"),
    (re.compile(r"\A/xl/(?:macrosheets|intlmacrosheets|dialogsheets)/"), "宏表（XLM）"),
    (re.compile(r"/activex/"), "ActiveX控件"),
    (re.compile(r"\A/xl/connections\.xml\Z"), "外部数据连接"),
    (re.compile(r"\A/(?:basic|scripts|dialogs)/"), "宏"),
)
_DECLARED = re.compile(r"macroenabled|vbaproject|vbadata|macrosheet|activex", re.IGNORECASE)
_RELATED = re.compile(
    r"/(?:vbaProject|wordVbaData|xlMacrosheet|xlIntlMacrosheet|control|activeXControlBinary)$", re.IGNORECASE
)
_REMOTE = re.compile(
    r"(?:https?|ftps?|webdavs?|mhtml|smb|dav):|(?:file:)?(?:[/\\]{2}|[/\\]{4,})(?![/\\])(?![A-Za-z][:|])",
    re.IGNORECASE,
)
_LINKS_MAY = re.compile(r"(?:https?|ftp|mailto|tel|file):|[^:/#?]*+(?:[/#?]|$)", re.IGNORECASE)
_FIELDS = re.compile(r"^word/(?:document|header|footer|footnotes|endnotes|comments)\d*+\.xml$")
_DDE = re.compile(r"(?:^|\s)DDE(?:AUTO)?[\s\"]", re.IGNORECASE)
_ODF_TEXTS = re.compile(r"^(?!word/|xl/|ppt/)(?:.*/)?(?:content|styles|settings)\.xml$")
_ODF_RUNS = re.compile(
    r"(?:vnd\.sun\.star\.script|macro|javascript|vnd\.sun\.star\.expand|slot|service):", re.IGNORECASE
)
_CURE = "打开后另存为不带宏的格式，把外部的图片和模板改为嵌入，删去嵌入的对象，再作附件。"
Fault = tuple[str, str]


def office_faults(archive: zipfile.ZipFile, deep: int = 0) -> Iterator[Fault]:
    """Yield what an Office archive holds beside text and pictures, and the cure."""
    yield from archive_faults(archive, look_inside=False)
    members = {info.filename.lower().replace("\\", "/"): info for info in archive.infolist()}
    for name, info in members.items():
        what = next((word for pattern, word in _NAMED if pattern.search(f"/{name}")), "")
        if what:
            yield f"有{what}", _CURE
        yield from _faults_of_part(archive, name, info, deep)


def _faults_of_part(archive: zipfile.ZipFile, name: str, info: zipfile.ZipInfo, deep: int) -> Iterator[Fault]:
    if name == "[content_types].xml":
        yield from _each(_walk(archive, info, _declared_fault))
    elif name.endswith(".rels"):
        yield from _each(_walk(archive, info, _relation_fault))
    elif _FIELDS.match(name):
        yield from _field_faults(archive, info)
    elif name.startswith("xl/externallinks/") and name.endswith(".xml"):
        yield from _each(
            _walk(archive, info, lambda tag, _: "启动别的程序的链接（DDE）" if tag == "ddelink" else "")
        )
    elif _ODF_TEXTS.match(name):
        yield from _each(_walk(archive, info, _odf_fault))
    elif extension_of(name) in PROGRAMS:
        yield f"有程序“{name[-60:]}”", _CURE
    elif (
        name.endswith(".bin")
        or "embeddings/" in name
        or name.startswith(("object", "attachs/"))
        or "/attachs/" in name
    ):
        yield from _embedded_faults(_read(archive, info), name, deep)


def _embedded_faults(raw: bytes | None, name: str, deep: int) -> Iterator[Fault]:
    """Look into what is packed inside: a sheet behind a chart is good, a program is not."""
    if raw is None:
        yield f"嵌入的“{name[-60:]}”太大，没法检查", _CURE
    elif raw.startswith(OLE):
        for what in ole_faults(raw):
            yield f"嵌入的“{name[-60:]}”里有{what}", _CURE
    elif raw.startswith(b"MZ") or raw.startswith(b"\x7fELF"):
        yield f"有程序“{name[-60:]}”", _CURE
    elif raw.startswith(b"PK\x03\x04"):
        if deep >= _MAX_DEEP:
            yield "一层层嵌入得太深，没法检查", _CURE
            return
        try:
            with zipfile.ZipFile(io.BytesIO(raw)) as inner:
                yield from office_faults(inner, deep + 1)
        except Exception:  # zipfile raises whatever broken bytes make of it
            yield f"嵌入的“{name[-60:]}”打不开，没法检查", _CURE


def _declared_fault(_tag: str, attributes: dict[str, str]) -> str:
    return "宏或控件" if _DECLARED.search(attributes.get("contenttype", "")) else ""


def _relation_fault(_tag: str, attributes: dict[str, str]) -> str:
    kind, target = attributes.get("type", ""), unquote(attributes.get("target", "")).strip()
    if _RELATED.search(kind):
        return "宏或控件"
    if kind.lower().endswith("/hyperlink"):
        return "" if _LINKS_MAY.match(target) else f"打开程序的链接（{target[:60]}）"
    if attributes.get("targetmode", "").lower() == "external" or ":" in target:
        return f"打开时从别处取来的内容（{target[:60]}）" if _REMOTE.match(target) else ""
    return ""


def _odf_fault(tag: str, attributes: dict[str, str]) -> str:
    if tag in (
        "event-listener",
        "script",
        "dde-connection-decl",
        "dde-source",
        "dde-link",
        "applet",
        "plugin",
    ):
        return "宏或启动别的程序的内容"
    target = unquote(attributes.get("href", "")).strip()
    if _ODF_RUNS.match(target):
        return "运行宏的链接"
    fetched = tag not in ("a", "description", "user-defined")
    return f"打开时从别处取来的内容（{target[:60]}）" if fetched and _REMOTE.match(target) else ""


def _field_faults(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[Fault]:
    """Look at the fields of a Word part; what Word makes of several pieces is one instruction."""
    pieces: list[str] = []
    inside: list[bool] = []

    def fault(tag: str, attributes: dict[str, str]) -> str:
        inside.append(tag == "instrtext")
        if tag == "fldchar":
            pieces.append("\n")
        return "启动别的程序的域（DDE）" if _DDE.search(" " + attributes.get("instr", "")) else ""

    def text(words: str) -> None:
        if inside and inside[-1]:
            pieces.append(words)

    yield from _each(_walk(archive, info, fault, text, lambda: inside.pop() if inside else None))
    if any(_DDE.search(" " + field) for field in "".join(pieces).split("\n")):
        yield "有启动别的程序的域（DDE）", _CURE


def _each(faults: Iterator[str]) -> Iterator[Fault]:
    seen: set[str] = set()
    for fault in faults:
        if fault not in seen and len(seen) < 5:
            seen.add(fault)
            yield f"有{fault}", _CURE


def _walk(
    archive: zipfile.ZipFile,
    info: zipfile.ZipInfo,
    look: Callable[[str, dict[str, str]], str],
    text: Callable[[str], None] | None = None,
    end: Callable[[], object] | None = None,
) -> Iterator[str]:
    """Yield what ``look`` finds at each element of a part: its name and attributes without namespaces, in small letters."""
    raw = _read(archive, info)
    if raw is None:
        yield f"太大的部分“{info.filename[-60:]}”，没法检查"
        return
    parser, found = expat.ParserCreate(namespace_separator="\n"), []

    def start(name: str, attributes: dict[str, str]) -> None:
        plain = {key.rpartition("\n")[2].lower(): value for key, value in attributes.items()}
        fault = look(name.rpartition("\n")[2].lower(), plain)
        if fault:
            found.append(fault)

    def doctype(*_declaration: object) -> None:
        found.append("文档类型声明（DTD）")

    parser.StartElementHandler, parser.StartDoctypeDeclHandler = start, doctype
    if text:
        parser.CharacterDataHandler = text
    if end:
        parser.EndElementHandler = lambda _name: end()
    try:
        parser.Parse(raw, True)
    except (expat.ExpatError, ValueError, LookupError):
        found.append(f"读不出来的部分“{info.filename[-60:]}”，没法检查")
    yield from found


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes | None:
    """Return the bytes of a part, None when they are too many. Raises what zipfile does for broken bytes."""
    with archive.open(info) as file:
        raw = file.read(MAX_PART_BYTES + 1)
    return raw if len(raw) <= MAX_PART_BYTES else None
