"""PDF files: what a reader's program would run, start, send or unpack when it opens one.

Looked at twice: object by object as a reader would (also packed in object streams, also encrypted with an empty
password), and once more through the bytes outside of streams, for objects that no table of contents names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from generator.model.catalogue import finding
from generator.model.finding import Finding, Place

CODE = "asset-active"
MAX_OBJECTS = 500_000
_MAX_DEPTH, _MAX_FAULTS = 40, 5
# Names that mean one of these wherever they stand: as a key, or as the kind (/S, /Subtype, /Type) of something.
_KEYS = {
    "/JS": "脚本（JavaScript）", "/JavaScript": "脚本（JavaScript）", "/EF": "嵌入的文件", "/EmbeddedFiles": "嵌入的文件",
    "/RichMediaContent": "富媒体", "/XFA": "XFA表单", "/Launch": "启动程序的动作",
}  # fmt: skip
_KINDS = {
    "/JavaScript": "脚本（JavaScript）", "/Launch": "启动程序的动作", "/SubmitForm": "提交表单的动作",
    "/ImportData": "导入数据的动作", "/GoToE": "打开嵌入文件的动作", "/Rendition": "播放外部媒体的动作",
    "/RichMediaExecute": "富媒体", "/RichMedia": "富媒体", "/EmbeddedFile": "嵌入的文件", "/FileAttachment": "嵌入的文件",
    "/3D": "三维脚本",
}  # fmt: skip
_BY_ITSELF = {
    "/URI": "自动打开网址的动作",
    "/GoToR": "自动打开别的文件的动作",
    "/Thread": "自动打开别的文件的动作",
}
_STREAM, _STREAM_END = re.compile(rb"(?<!end)stream\r?\n"), b"endstream"
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_RUNS, _BLANKS = (
    re.compile(r"(?:javascript|vbscript|data|mhtml):", re.IGNORECASE),
    re.compile(r"[\x00-\x20]+"),
)
_RAW = re.compile(
    rb"/(?:JavaScript|Launch|SubmitForm|ImportData|GoToE|EmbeddedFiles?|RichMedia\w*|XFA|JS)(?=[\s/<>\[\](){}%]|$)"
)
_CURE = "用原来的软件重新导出，不带脚本、附件和自动动作；或打印成PDF。"


def check_active_pdf(path: Path, place: Place) -> Iterator[Finding]:
    """Yield what in a PDF is more than pages. A file that cannot be read at all is for ``check_pdf`` to tell."""
    raw = path.read_bytes()
    faults = list(islice(_faults_of_objects(path), _MAX_FAULTS)) or _faults_of_bytes(raw)
    for what in faults[:_MAX_FAULTS]:
        yield finding(CODE, place, f"PDF里有{what}。", _CURE)


def _faults_of_bytes(raw: bytes) -> list[str]:
    """Look through what stands outside of streams; ``#4A`` in a name is a J."""
    outside = b"\n".join(_outside_of_streams(raw))
    names = _ESCAPED.sub(lambda sign: bytes([int(sign[1], 16)]), outside) if b"#" in outside else outside
    found = _RAW.search(names)
    if not found:
        return []
    name = found[0].decode("latin-1")
    return [_KEYS.get(name) or _KINDS.get(name) or "嵌入的文件或富媒体"]


def _outside_of_streams(raw: bytes) -> Iterator[bytes]:
    position = 0
    while begin := _STREAM.search(raw, position):
        end = raw.find(_STREAM_END, begin.end())
        if end < 0:
            break
        yield raw[position : begin.start()]
        position = end + len(_STREAM_END)
    yield raw[position:]


def _faults_of_objects(path: Path) -> Iterator[str]:
    from pypdf import PdfReader

    from generator.load.assets.pdf import quiet

    with quiet():
        try:
            reader = PdfReader(path, strict=False)
            if reader.is_encrypted and not reader.decrypt(""):
                return
            numbers = _object_numbers(reader)
            pages = _pages_of_objects(reader)
        except Exception:  # pypdf raises whatever a broken file makes of its parser
            return
        if len(numbers) > MAX_OBJECTS:
            yield f"超过{MAX_OBJECTS}个对象，没法确认里面没有脚本"
            return
        seen: set[str] = set()
        for number in (0, *numbers):
            item = _object(reader, number) if number else reader.trailer
            for what in _look_at(item, 0, ""):
                if what not in seen:
                    seen.add(what)
                    yield f"{what}{_spot(number, pages)}"


def _object_numbers(reader: Any) -> list[int]:
    plain = {number for table in reader.xref.values() for number in table}
    return sorted((plain | set(reader.xref_objStm)) - {0})


def _object(reader: Any, number: int) -> Any:
    from pypdf.generic import IndirectObject

    try:
        generation = next((g for g, table in reader.xref.items() if number in table), 0)
        return reader.get_object(IndirectObject(number, generation, reader))
    except Exception:  # one object that cannot be read leaves the others
        return None


def _look_at(item: Any, depth: int, under: str) -> Iterator[str]:
    """Yield what an object says by itself; what it refers to is an object of its own."""
    from pypdf.generic import ArrayObject, DictionaryObject

    if depth > _MAX_DEPTH:
        yield "嵌套太深的对象，没法确认里面没有脚本"
    elif isinstance(item, DictionaryObject):
        for kind in ("/S", "/Subtype", "/Type"):
            name = _name(item, kind)
            if name in _KINDS and not (kind != "/S" and name == "/JavaScript"):
                yield _KINDS[name]
        for key, value in item.items():
            if key in _KEYS:
                yield _KEYS[key]
            if key == "/URI" and _RUNS.match(_BLANKS.sub("", str(value))):
                yield "运行脚本的链接"
            if key in ("/OpenAction", "/AA"):
                yield from _acts_by_itself(value, 0)
            yield from _look_at(value, depth + 1, key)
    elif isinstance(item, ArrayObject):
        for value in item:
            yield from _look_at(value, depth + 1, under)


def _acts_by_itself(action: Any, depth: int) -> Iterator[str]:
    """Yield what is done without a click: on opening, and all that follows on it."""
    from pypdf.generic import ArrayObject, DictionaryObject

    try:
        action = action.get_object()
    except Exception:  # refers to what is not there
        return
    if depth > 8:
        return
    if isinstance(action, ArrayObject):
        for each in islice(action, 50):
            yield from _acts_by_itself(each, depth + 1)
    elif isinstance(action, DictionaryObject):
        name = _name(action, "/S")
        if name in _BY_ITSELF:
            yield _BY_ITSELF[name]
        for key, value in action.items():
            # The triggers of /AA are dictionaries by a letter or two; an open page leads nowhere else.
            if key == "/Next" or (depth == 0 and not name and len(key) <= 3):
                yield from _acts_by_itself(value, depth + 1)


def _name(item: Any, key: str) -> str:
    try:
        return str(item.get(key, "").get_object()) if hasattr(item.get(key, ""), "get_object") else ""
    except Exception:  # refers to what is not there
        return ""


def _pages_of_objects(reader: Any) -> dict[int, int]:
    """Return the page, from 1, that an object is, or is a note on."""
    pages: dict[int, int] = {}
    for number, sheet in enumerate(islice(reader.pages, 500), 1):
        if sheet.indirect_reference is not None:
            pages[sheet.indirect_reference.idnum] = number
        notes = sheet.get("/Annots")
        notes = notes.get_object() if notes is not None else ()
        for note in islice(notes or (), 1000):
            pages.setdefault(getattr(note, "idnum", 0), number)
    return pages


def _spot(number: int, pages: dict[int, int]) -> str:
    if number in pages:
        return f"（第{pages[number]}页，对象{number}）"
    return f"（对象{number}）" if number else ""
