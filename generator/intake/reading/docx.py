"""Read a DOCX file as Word, WPS and LibreOffice write it."""

from __future__ import annotations

import re

from generator.intake.reading.blocks import Block, Imported, Left, Note, Unreadable, paragraphs
from generator.intake.reading.docx_state import DELETED, INSERTED, Reading, all_text
from generator.intake.reading.docx_story import Story
from generator.intake.reading.numbering import Counting, read_numbering
from generator.intake.reading.package import Element, Package, local, open_package, w
from generator.intake.reading.styles import read_styles

_PAGE_NUMBER = re.compile(r"[\s\-—–－·第页共/\d]*+")


def read_docx(raw: bytes, *, accept: bool = True) -> Imported | Unreadable:
    """Return what a DOCX file shows; with ``accept`` its tracked changes are taken, else they are refused."""
    package = open_package(raw)
    if isinstance(package, Unreadable):
        return package
    main = package.main_part()
    if not main:
        return Unreadable("压缩包里没有Word的正文，不是DOCX。", "用Word或WPS打开原文件，另存为DOCX再导入。")
    try:
        return _read(package, main, accept)
    except (ValueError, RuntimeError, OSError, EOFError, KeyError) as error:
        return Unreadable(f"文件读不完整：{error}。", "用Word或WPS打开，另存为DOCX再导入。")


def _read(package: Package, main: str, accept: bool) -> Imported | Unreadable:
    root = package.xml(main)
    body = None if root is None else root.find(w("body"))
    if root is None or body is None:
        return Unreadable("文件里没有正文。", "用Word或WPS打开，另存为DOCX再导入。")
    reading = Reading(
        package,
        read_styles(package.xml(package.related(main, "styles"))),
        Counting(read_numbering(package.xml(package.related(main, "numbering")))),
        accept,
        part="document.xml",
        relations=package.relations(main),
    )
    blocks = Story(reading).read(body)
    if not any(True for _ in paragraphs(blocks)):
        return Unreadable("文件里没有文字。", "核对是不是交错了文件；内容是图片的，请补上文字。")
    notes = _notes(package, main, reading)
    _comments(package, main, reading)
    _margins(package, main, reading)
    return Imported(
        tuple(blocks),
        tuple(notes),
        tuple(reading.pictures),
        tuple(reading.enclosed),
        tuple(reading.left),
        tuple(reading.lost),
        {},
        sum(local(each) in (INSERTED | DELETED) for each in root.iter()),
        tuple(reading.drawn),
        tuple(reading.turned),
    )


def _notes(package: Package, main: str, reading: Reading) -> list[Note]:
    """Return the notes that the text refers to, by their order in it; in notes there may be further ones."""
    found: dict[str, Note] = {}
    roots = {kind: package.xml(package.related(main, f"{kind}s")) for kind in ("footnote", "endnote")}
    while waiting := [key for key, label in reading.note_ids.items() if label not in found]:
        for kind, identity in waiting:
            label = reading.note_ids[kind, identity]
            part = package.related(main, f"{kind}s")
            reading.part, reading.relations = part, package.relations(part)
            element = _by_id(roots[kind], identity)
            blocks: list[Block] = [] if element is None else Story(reading).read(element)
            if not any(True for _ in paragraphs(blocks)):
                reading.lose("脚注没有内容")
            found[label] = Note(label, tuple(blocks))
    return sorted(found.values(), key=lambda note: int(note.label))


def _by_id(root: Element | None, identity: str) -> Element | None:
    return None if root is None else next((each for each in root if each.get(w("id")) == identity), None)


def _comments(package: Package, main: str, reading: Reading) -> None:
    root = package.xml(package.related(main, "comments"))
    for each in root if root is not None else ():
        if text := all_text(each).strip():
            reading.left.append(Left("批注", text, counted=False))


def _margins(package: Package, main: str, reading: Reading) -> None:
    """Name what stands in the margins of pages, but for page numbers."""
    seen: set[str] = set()
    for each in package.relations(main).values():
        if each.kind not in ("header", "footer") or each.outside:
            continue
        root = package.xml(each.target)
        text = (
            ""
            if root is None
            else " ".join(all_text(p) for p in root.iter(w("p")) if all_text(p).strip()).strip()
        )
        if text not in seen and not _PAGE_NUMBER.fullmatch(text):
            seen.add(text)
            reading.left.append(Left("页眉" if each.kind == "header" else "页脚", text, counted=False))
