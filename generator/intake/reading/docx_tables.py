"""Read the tables of a DOCX file: cells over columns and rows, rows and cells that are being changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import field

from generator.data import dataclass
from generator.intake.reading.blocks import Block, Cell, Table, paragraphs, whole_rows
from generator.intake.reading.docx_state import DELETED, INSERTED, Reading, all_text
from generator.intake.reading.package import Element, is_on, local, w

_ROW_HOLDERS = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo"})
_MOST_COLUMNS = 500


@dataclass
class _Place:
    """A cell as it stands in the grid."""

    column: int
    span: int
    goes_on: bool
    blocks: tuple[Block, ...]
    header: bool
    rows: int = 1
    joined: bool = field(default=False)


@dataclass(frozen=True)
class Tables:
    """Reads tables; ``read_cell`` reads the blocks of a cell."""

    reading: Reading
    read_cell: Callable[[Element], list[Block]]

    def read(self, element: Element) -> Iterator[Block]:
        """Yield a table, or what is in it where it is but a frame around a text."""
        place = f"第{self.reading.number + 1}段起的表格"
        rows = [self._row(row) for row in self._below(element, "tr") if self._stays(row)]
        rows = [row for row in rows if row]
        _join_rows(rows, self.reading)
        made = tuple(
            tuple(Cell(each.blocks, each.span, each.rows, each.header) for each in row if not each.joined)
            for row in rows
        )
        made = whole_rows(made)
        cells = [cell for row in made for cell in row]
        if len(cells) == 1:
            yield from cells[0].blocks
        elif any(True for cell in cells for _ in paragraphs(cell.blocks)):
            yield Table(made, place)

    def _below(self, element: Element, name: str) -> Iterator[Element]:
        for child in element:
            if local(child) == name:
                yield child
            elif local(child) in _ROW_HOLDERS:
                yield from self._below(child, name)

    def _stays(self, row: Element) -> bool:
        properties = row.find(w("trPr"))
        changes = [] if properties is None else [local(each) for each in properties]
        if any(self.reading.refused(name) for name in changes if name in (INSERTED | DELETED)):
            self.reading.leave(
                "修订中删去的表格行" if self.reading.accept else "修订中没有采用的表格行", all_text(row)
            )
            return False
        if properties is not None and is_on(properties.find(w("hidden"))):
            self.reading.leave("隐藏的表格行", all_text(row))
            return False
        return True

    def _row(self, row: Element) -> list[_Place]:
        properties = row.find(w("trPr"))
        header = properties is not None and is_on(properties.find(w("tblHeader")))
        found: list[_Place] = []
        column = _count(properties, "gridBefore", 0)
        if column:
            found.append(_Place(0, column, False, (), header))
        for cell in self._below(row, "tc"):
            given = cell.find(w("tcPr"))
            span = max(1, _count(given, "gridSpan", 1))
            blocks = tuple(self.read_cell(cell))
            if _merge(given, "hMerge") == "continue" and found:
                found[-1].span += span
                found[-1].blocks += blocks
            else:
                found.append(_Place(column, span, _merge(given, "vMerge") == "continue", blocks, header))
            column += span
        if after := _count(properties, "gridAfter", 0):
            found.append(_Place(column, after, False, (), header))
        return found


def _count(properties: Element | None, name: str, usual: int) -> int:
    found = None if properties is None else properties.find(w(name))
    said = "" if found is None else found.get(w("val"), "")
    return min(int(said), _MOST_COLUMNS) if said.isdecimal() else usual


def _merge(properties: Element | None, name: str) -> str:
    found = None if properties is None else properties.find(w(name))
    return "" if found is None else str(found.get(w("val"), "continue"))


def _join_rows(rows: list[list[_Place]], reading: Reading) -> None:
    """Let cells that go on from the row above be part of it. What such a cell holds itself is not to be seen."""
    above: dict[int, _Place] = {}
    for row in rows:
        now: dict[int, _Place] = {}
        for each in row:
            over = above.get(each.column)
            if each.goes_on and over is not None and over.span == each.span:
                over.rows += 1
                each.joined = True
                hidden = "".join(paragraph.text for paragraph in paragraphs(each.blocks))
                reading.leave("被合并的单元格遮住的文字", hidden)
                now[each.column] = over
            else:
                now[each.column] = each
        above = now
