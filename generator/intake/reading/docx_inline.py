"""Read the runs of a DOCX paragraph: text with its look, links, fields, notes, pictures, text boxes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import field, replace

from generator.data import dataclass
from generator.intake.reading.blocks import Block, Piece, visible_text
from generator.intake.reading.docx_objects import read_object
from generator.intake.reading.docx_signs import field_text, formula, from_font, symbol
from generator.intake.reading.docx_state import DELETED, INSERTED, Field, Reading, all_text
from generator.intake.reading.package import Element, is_on, local, r, w
from generator.intake.reading.styles import Look, look_of

_HOLDERS = frozenset({"smartTag", "customXml", "sdtContent", "bdo", "dir"})
_TURNS = {"tab": "\u3000", "ptab": "\u3000", "noBreakHyphen": "-", "cr": "\n", "softHyphen": ""}
_LINK = re.compile(r"HYPERLINK\s++(?:\"([^\"]++)\"|([^\s\\\"]++))", re.IGNORECASE)
_OPEN_ADDRESS = re.compile(r"(?:https?|mailto|tel):", re.IGNORECASE)
_DEEPEST = 60


@dataclass
class Line:
    """What a paragraph has so far: its pieces, the blocks of its text boxes, how high its letters are."""

    pieces: list[Piece] = field(default_factory=list)
    boxes: list[Block] = field(default_factory=list)
    heights: dict[int, int] = field(default_factory=dict)

    def add(self, text: str, look: Look, address: str) -> None:
        """Add text; what looks as the text before it joins it."""
        if not text:
            return
        self.heights[look.size] = self.heights.get(look.size, 0) + len(text.strip())
        marks = tuple(sorted(look.marks))
        last = self.pieces[-1] if self.pieces else None
        if last and last.text and not last.ruby and (last.marks, last.address) == (marks, address):
            self.pieces[-1] = Piece(last.text + text, marks, address)
        else:
            self.pieces.append(Piece(text, marks, address))

    @property
    def height(self) -> int:
        """Return the height of most of its letters."""
        return max(self.heights, key=lambda size: self.heights[size]) if self.heights else 0


Boxes = Callable[[Element], list[Block]]


@dataclass(frozen=True)
class Inline:
    """Reads what is in a paragraph into ``line``; ``boxes`` reads the blocks of a text box."""

    reading: Reading
    line: Line
    base: Look
    boxes: Boxes
    address: str = ""

    def read(self, element: Element, depth: int = 0) -> None:
        """Read the children of a paragraph, or of what stands around runs in it."""
        if depth > _DEEPEST:
            self.reading.lose("套得太深、没有读的内容", all_text(element))
            return
        for child in element:
            self._child(child, depth)

    def _child(self, child: Element, depth: int) -> None:
        name, reading = local(child), self.reading
        if name == "r":
            self._run(child, depth)
        elif name in INSERTED or name in DELETED:
            if not reading.refuse(child):
                self.read(child, depth + 1)
        elif name == "hyperlink":
            relation = reading.relations.get(child.get(r("id"), ""))
            address = (
                relation.target
                if relation and relation.outside and _OPEN_ADDRESS.match(relation.target)
                else ""
            )
            replace(self, address=address or self.address).read(child, depth + 1)
        elif name == "AlternateContent":
            self._alternative(child, depth)
        elif name == "sdt":
            self._control(child, depth)
        elif name in ("oMath", "oMathPara"):
            self._formula(child)
        elif (name == "fldSimple" and not _is_furniture(child.get(w("instr"), ""))) or name in _HOLDERS:
            self.read(child, depth + 1)

    def _control(self, child: Element, depth: int) -> None:
        content = child.find(w("sdtContent"))
        if content is None:
            return
        if is_on(child.find(f"{w('sdtPr')}/{w('showingPlcHdr')}")):
            self.reading.leave("没有填写的提示文字", all_text(content))
        else:
            self.read(content, depth + 1)

    def _alternative(self, child: Element, depth: int) -> None:
        chosen = [each for each in child if local(each) == "Choice"]
        fallback = [each for each in child if local(each) == "Fallback"]
        first = next((each for each in chosen if says_anything(each)), None)
        for each in [first] if first is not None else fallback:
            self.read(each, depth + 1)

    def _formula(self, child: Element) -> None:
        for text, mark, typed in formula(child):
            if not typed:
                self.reading.drawn.append(text)
            self.line.add(text, Look(frozenset({mark} if mark else ()), size=self.base.size), self.address)

    def _run(self, run: Element, depth: int) -> None:
        properties = run.find(w("rPr"))
        style = properties.find(w("rStyle")) if properties is not None else None
        look = self.reading.styles.character(None if style is None else style.get(w("val"))).over(self.base)
        look = look_of(properties).over(look)
        changed = (
            None
            if properties is None
            else next((e for e in properties if local(e) in (INSERTED | DELETED)), None)
        )
        if look.hidden:
            self.reading.leave("隐藏的文字", all_text(run))
            return
        if changed is not None and self.reading.refused(local(changed)):
            self.reading.leave("修订中删去的文字", all_text(run))
            return
        for child in run:
            self._in_run(child, look, depth)

    def _in_run(self, child: Element, look: Look, depth: int) -> None:
        name, reading = local(child), self.reading
        if name == "fldChar":
            self._field(child.get(w("fldCharType"), ""), look)
        elif name in ("instrText", "delInstrText"):
            if reading.fields:
                reading.fields[-1].told += child.text or ""
        elif not any(not each.showing or _is_furniture(each.told) for each in reading.fields):
            self._shown(name, child, look, depth)

    def _shown(self, name: str, child: Element, look: Look, depth: int) -> None:
        """Read what is shown of a run."""
        if name in ("t", "delText"):
            self._typed(child.text or "", look)
        elif name in _TURNS:
            self._drawn(_TURNS[name], look)
        elif name == "br":
            if child.get(w("type"), "textWrapping") == "textWrapping":
                self.line.add("\n", look, self._address())
        elif name == "sym":
            self._symbol(child, look)
        elif name in ("footnoteReference", "endnoteReference"):
            self._note(name, child)
        elif name == "ruby":
            self._ruby(child, look)
        elif name == "AlternateContent":
            self._alternative_in_run(child, look, depth)
        elif name in ("drawing", "pict", "object"):
            read_object(child, self.reading, self.line.pieces, self.line.boxes, self.boxes)

    def _alternative_in_run(self, child: Element, look: Look, depth: int) -> None:
        """Read the first alternative that holds anything: the same text box is there twice, for old and new."""
        ways = [each for each in child if local(each) in ("Choice", "Fallback")]
        chosen = next((each for each in ways if says_anything(each)), None)
        for each in chosen if chosen is not None else ():
            self._in_run(each, look, depth + 1)

    def _typed(self, text: str, look: Look) -> None:
        """Add what was typed; letters of a font of signs are turned into the signs."""
        text = visible_text(text)
        shown = from_font(text, look.font)
        if shown != text:
            self.reading.turned += [old for old, new in zip(text, shown, strict=True) if old != new]
            self.reading.drawn += [new for old, new in zip(text, shown, strict=True) if old != new]
        self.line.add(shown, look, self._address())

    def _drawn(self, text: str, look: Look) -> None:
        """Add what no character of the source says."""
        self.reading.drawn.append(text)
        self.line.add(text, look, self._address())

    def _address(self) -> str:
        for each in reversed(self.reading.fields):
            if (found := _LINK.search(each.told)) and _OPEN_ADDRESS.match(address := found[1] or found[2]):
                return address
        return self.address

    def _field(self, kind: str, look: Look) -> None:
        fields = self.reading.fields
        if kind == "begin":
            fields.append(Field())
        elif kind == "separate" and fields:
            fields[-1].showing = True
        elif kind == "end" and fields:
            ended = fields.pop()
            if not ended.showing and (drawn := field_text(ended.told)):
                self._drawn(drawn, look)
            elif not ended.showing and ended.told.strip().upper().startswith("EQ "):
                self.reading.lose("域画出的公式或符号", ended.told)

    def _symbol(self, child: Element, look: Look) -> None:
        code = child.get(w("char"), "")
        drawn = (
            symbol(child.get(w("font"), ""), int(code, 16)) if re.fullmatch(r"[0-9A-Fa-f]{1,5}", code) else ""
        )
        if drawn:
            self._drawn(drawn, look)
        else:
            self.reading.lose(f"符号字体（{child.get(w('font'), '')}）里的符号", f"{code}")

    def _note(self, name: str, child: Element) -> None:
        kind = name.removesuffix("Reference")
        labels = self.reading.note_ids
        key = (kind, child.get(w("id"), ""))
        if key not in labels:
            labels[key] = str(len(labels) + 1)
        self.line.pieces.append(Piece(note=labels[key]))

    def _ruby(self, child: Element, look: Look) -> None:
        above, base = child.find(w("rt")), child.find(w("rubyBase"))
        words = "" if base is None else all_text(base)
        small = "" if above is None else all_text(above)
        self.line.heights[look.size] = self.line.heights.get(look.size, 0) + len(words)
        self.line.pieces.append(Piece(words, tuple(sorted(look.marks)), ruby=small))


def _is_furniture(told: str) -> bool:
    """Tell whether a field shows the number of the page, which a web page has none of."""
    return told.strip().upper().split(" ")[0] in ("PAGE", "NUMPAGES", "SECTIONPAGES")


def says_anything(element: Element) -> bool:
    """Tell whether there are words or pictures below an element."""
    return any(
        (name == "t" and (each.text or "").strip())
        or name in ("blip", "imagedata", "OLEObject", "relIds", "chart", "oMath")
        for each in element.iter()
        if (name := local(each))
    )
