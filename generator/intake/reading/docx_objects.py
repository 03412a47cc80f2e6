"""Read what is drawn in a DOCX file: pictures, text boxes, embedded files, SmartArt, charts."""

from __future__ import annotations

from collections.abc import Callable

from generator.intake.reading.blocks import Block, Enclosed, Paragraph, Picture, Piece
from generator.intake.reading.docx_state import Reading
from generator.intake.reading.package import Element, local, r
from generator.intake.reading.pictures import picture_words, shown_picture


def read_object(
    element: Element,
    reading: Reading,
    pieces: list[Piece],
    boxes: list[Block],
    read_box: Callable[[Element], list[Block]],
) -> None:
    """Read a w:drawing, w:pict or w:object: pictures go into ``pieces``, the text of boxes into ``boxes``."""
    words = ""
    seen: set[str] = set()
    for each in _outside_boxes(element):
        name = local(each)
        if name == "docPr":
            words = picture_words(each.get("descr"), each.get("title")) or words
        elif name == "txbxContent":
            boxes += read_box(each)
        elif name == "blip":
            _picture(each.get(r("embed")) or each.get(r("link")) or "", words, reading, pieces, seen)
        elif name == "imagedata" and local(element) != "object":
            title = next((value for key, value in each.attrib.items() if key.endswith("title")), "")
            _picture(each.get(r("id")) or "", picture_words(title), reading, pieces, seen)
        elif name == "OLEObject":
            _embedded(each, reading)
        elif name == "relIds":
            boxes += _smart_art(each, reading)
        elif name == "chart" and each.get(r("id")):
            reading.lose("图表", _part_words(reading, each.get(r("id"), "")))
        elif name == "textpath" and (said := each.get("string", "")):
            reading.drawn.append(said)
            boxes.append(Paragraph((Piece(said),), align="center", place=reading.place))


def _outside_boxes(element: Element) -> list[Element]:
    """Return what is below an element, but not what is in its text boxes, and one of two alternatives."""
    found: list[Element] = []
    waiting = [element]
    while waiting:
        each = waiting.pop()
        found.append(each)
        if local(each) == "txbxContent":
            continue
        children = list(each)
        if local(each) == "AlternateContent":
            children = next(([one] for one in children if local(one) == "Choice"), children[:1])
        waiting += reversed(children)
    return found


def _picture(identity: str, words: str, reading: Reading, pieces: list[Piece], seen: set[str]) -> None:
    relation = reading.relations.get(identity)
    if relation is None or identity in seen:
        return
    seen.add(identity)
    if relation.outside:
        reading.lose("图片没有放进文件，只有网址或电脑上的位置", relation.target)
        return
    raw = reading.package.raw(relation.target)
    shown, suffix = shown_picture(raw)
    if not raw:
        reading.lose("图片在文件里找不到")
    elif not suffix:
        reading.lose(f"图片是网页不能显示的格式（{relation.target.rpartition('.')[2].upper()}）", words)
    else:
        pieces.append(Piece(picture=len(reading.pictures)))
        reading.pictures.append(Picture(shown, suffix, words, reading.place))


def _embedded(element: Element, reading: Reading) -> None:
    relation = reading.relations.get(element.get(r("id"), ""))
    kind = element.get("ProgID", "")
    if kind.startswith(("Equation", "MathType")):
        reading.lose("用公式编辑器画的公式")
        return
    name = relation.target.rpartition("/")[2] if relation and not relation.outside else ""
    raw = reading.package.raw(relation.target) if relation and name else b""
    if raw and not name.lower().endswith(".bin"):
        reading.enclosed.append(Enclosed(name, raw, place=reading.place))
    else:
        reading.lose(f"嵌入的文件（{kind or '未知'}），请另存出来作附件")


def _smart_art(element: Element, reading: Reading) -> list[Block]:
    relation = reading.relations.get(element.get(r("dm"), ""))
    root = reading.package.xml(relation.target) if relation and not relation.outside else None
    if root is None:
        return []
    texts = [
        "".join(t.text or "" for t in p.iter() if local(t) == "t") for p in root.iter() if local(p) == "p"
    ]
    reading.drawn += texts
    return [Paragraph((Piece(text),), bullet=True, place=reading.place) for text in texts if text.strip()]


def _part_words(reading: Reading, identity: str) -> str:
    relation = reading.relations.get(identity)
    root = reading.package.xml(relation.target) if relation and not relation.outside else None
    if root is None:
        return ""
    return " ".join(each.text for each in root.iter() if local(each) in ("t", "v") and each.text)
