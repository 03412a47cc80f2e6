"""Read the blocks of a DOCX story (the text, a note, a text box, a cell): paragraphs and tables in their order."""

from __future__ import annotations

from collections.abc import Iterator

from generator.intake.reading.blocks import BOLD, Block, Paragraph, Piece
from generator.intake.reading.docx_alternates import read_chunk
from generator.intake.reading.docx_inline import Inline, Line, says_anything
from generator.intake.reading.docx_state import DELETED, INSERTED, Reading, all_text
from generator.intake.reading.docx_tables import Tables
from generator.intake.reading.package import Element, is_on, local, w
from generator.intake.reading.styles import Look, Style, align_of, level_of, numbering_of

_HOLDERS = frozenset({"customXml", "smartTag", "sdtContent", "Choice", "Fallback"})
_DEEPEST = 40


class Story:
    """Reads blocks; a paragraph whose end was deleted goes on in the next one."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._waiting: list[Piece] = []

    def read(self, element: Element) -> list[Block]:
        """Return the blocks below an element."""
        found = list(self._blocks(element))
        if self._waiting:
            found.append(Paragraph(tuple(self._waiting), place=self._reading.place))
            self._waiting = []
        return found

    def _blocks(self, element: Element) -> Iterator[Block]:
        reading = self._reading
        if reading.depth > _DEEPEST:
            reading.lose("套得太深、没有读的内容", all_text(element))
            return
        reading.depth += 1
        for child in element:
            yield from self._block(child)
        reading.depth -= 1

    def _block(self, child: Element) -> Iterator[Block]:
        name, reading = local(child), self._reading
        if name == "p":
            reading.number += 1
            yield from self._paragraph(child)
        elif name == "tbl":
            reading.cells += 1
            yield from Tables(reading, lambda cell: Story(reading).read(cell)).read(child)
            reading.cells -= 1
        elif name == "sdt":
            yield from self._control(child)
        elif name == "AlternateContent":
            ways = [each for each in child if local(each) in ("Choice", "Fallback")]
            chosen = next((each for each in ways if says_anything(each)), None)
            if chosen is not None:
                yield from self._blocks(chosen)
        elif name in INSERTED or name in DELETED:
            if not reading.refuse(child):
                yield from self._blocks(child)
        elif name in _HOLDERS:
            yield from self._blocks(child)
        elif name == "altChunk":
            yield from read_chunk(child, reading)

    def _control(self, child: Element) -> Iterator[Block]:
        content = child.find(w("sdtContent"))
        if content is None:
            return
        gallery = child.find(f"{w('sdtPr')}/{w('docPartObj')}/{w('docPartGallery')}")
        if gallery is not None and gallery.get(w("val"), "") in ("Table of Contents", "目录"):
            self._leave_contents(content)
        elif is_on(child.find(f"{w('sdtPr')}/{w('showingPlcHdr')}")):
            self._reading.leave("没有填写的提示文字", all_text(content))
        else:
            yield from self._blocks(content)

    def _leave_contents(self, element: Element) -> None:
        """Leave a table of contents out; its fields begin and end within it."""
        self._reading.number += sum(1 for _ in element.iter(w("p")))
        self._reading.leave("目录（网页自己会列出各级标题）", all_text(element))

    def _paragraph(self, element: Element) -> Iterator[Block]:
        reading = self._reading
        properties = element.find(w("pPr"))
        named = properties.find(w("pStyle")) if properties is not None else None
        identity = None if named is None else named.get(w("val"))
        style = reading.styles.of(identity)
        base = Look(size=0).over(style.look).over(reading.styles.usual)
        line = Line()
        Inline(reading, line, base, lambda box: Story(reading).read(box)).read(element)
        pieces, self._waiting = [*self._waiting, *line.pieces], []
        if self._goes_on(properties):
            self._waiting = pieces
            yield from line.boxes
            return
        if style.contents:
            reading.leave("目录（网页自己会列出各级标题）", "".join(piece.text for piece in pieces))
            return
        made = self._made(properties, style, identity or reading.styles.paragraph, pieces, line)
        # An empty paragraph shows its number; in a cell that is what it is there for.
        if _says(pieces) or (made.number and reading.cells):
            yield made
        yield from line.boxes

    def _made(
        self, properties: Element | None, style: Style, identity: str, pieces: list[Piece], line: Line
    ) -> Paragraph:
        reading = self._reading
        numbering = numbering_of(properties, style.numbering)
        label, depth = None, 0
        if numbering:
            own = properties is not None and properties.find(f"{w('numPr')}/{w('ilvl')}") is not None
            linked = None if own else reading.counting.lists.linked(numbering[0], identity)
            depth = numbering[1] if linked is None else linked
            label = reading.counting.label(numbering[0], depth)
        said, align = level_of(properties), align_of(properties)
        level = style.level if said is None else said
        return Paragraph(
            tuple(pieces),
            level=min(level, 6),
            align=style.align if align is None else align,
            number="" if label is None or label.bullet else label.text,
            bullet=label is not None and label.bullet,
            depth=depth,
            size=line.height,
            title=style.title,
            place=reading.place,
        )

    def _goes_on(self, properties: Element | None) -> bool:
        """Tell whether the end of a paragraph is no part of the text, so that the next one joins it."""
        marks = properties.find(w("rPr")) if properties is not None else None
        if marks is None:
            return False
        return any(
            self._reading.refused(local(each)) for each in marks if local(each) in (INSERTED | DELETED)
        )


def _says(pieces: list[Piece]) -> bool:
    return any(piece.text.strip() or piece.note or piece.picture >= 0 for piece in pieces)


def is_bold(paragraph: Paragraph) -> bool:
    """Tell whether all words of a paragraph are bold."""
    worded = [piece for piece in paragraph.pieces if piece.text.strip()]
    return bool(worded) and all(BOLD in piece.marks for piece in worded)
