"""A DOCX or HTML file that was read as blocks, as tables and lines of a directive: merged cells known as such."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.intake.directives.said import Cell, Line, Reading, Table
from generator.intake.reading import blocks as source

_MOST_COLUMNS = 64


def read_imported(imported: source.Imported) -> Reading:
    """Return the lines and tables of a document; places are paragraphs (第3段) and rows of tables (表1第5行)."""
    return _Taking().read(imported.blocks)


class _Taking:
    """Goes through the blocks in their order and names each place."""

    def __init__(self) -> None:
        self.labels: list[str] = []
        self.blocks: list[Line | Table] = []
        self.paragraphs = self.tables = 0

    def read(self, blocks: Iterable[source.Block]) -> Reading:
        """Return all of it."""
        for block in _flat(blocks):
            if isinstance(block, source.Table):
                self.tables += 1
                self.blocks.append(self._table(block))
            else:
                for text in _texts(block):
                    self.paragraphs += 1
                    self.blocks.append(Line(text, self._label(f"第{self.paragraphs}段")))
        return Reading(tuple(self.blocks), tuple(self.labels))

    def _label(self, words: str) -> int:
        self.labels.append(words)
        return len(self.labels)

    def _table(self, table: source.Table) -> Table:
        """Return the table as a grid: a merged cell's text in all of its places."""
        rows: list[tuple[Cell, ...]] = []
        hanging: dict[int, tuple[int, Cell]] = {}
        for number, cells in enumerate(table.rows, 1):
            at = self._label(f"表{self.tables}第{number}行")
            row: dict[int, Cell] = {}
            for column, (left, above) in list(hanging.items()):
                row[column] = above
                hanging[column] = (left - 1, above)
                if left == 1:
                    del hanging[column]
            column = 0
            for cell in cells:
                while column in row:
                    column += 1
                if column >= _MOST_COLUMNS:
                    break
                lines = tuple(Line(text, at) for block in _flat(cell.blocks) for text in _cell_texts(block))
                for step in range(min(cell.columns, _MOST_COLUMNS - column)):
                    row[column + step] = Cell(lines, again=step > 0)
                    if cell.rows > 1:
                        hanging[column + step] = (cell.rows - 1, Cell(lines, again=True))
                column += cell.columns
            width = max(row, default=-1) + 1
            rows.append(tuple(row.get(each, Cell()) for each in range(width)))
        wide = max(map(len, rows), default=0)
        return Table(tuple((*row, *[Cell()] * (wide - len(row))) for row in rows), exact=True)


def _flat(blocks: Iterable[source.Block]) -> Iterator[source.Paragraph | source.Table]:
    """Yield paragraphs and tables in their order, those in quotations too; a table of one cell is its content."""
    for block in blocks:
        if isinstance(block, source.Quote):
            yield from _flat(block.blocks)
        elif isinstance(block, source.Table) and len(block.rows) == 1 and len(block.rows[0]) == 1:
            yield from _flat(block.rows[0][0].blocks)
        elif isinstance(block, source.Paragraph | source.Table):
            yield block


def _texts(paragraph: source.Paragraph) -> Iterator[str]:
    """Yield the lines of a paragraph: one with line breaks in it was typed as several."""
    whole = "".join(piece.text for piece in paragraph.pieces)
    for at, text in enumerate(whole.split("\n")):
        yield f"{paragraph.number if at == 0 else ''}{text}".strip()


def _cell_texts(block: source.Paragraph | source.Table) -> Iterator[str]:
    if isinstance(block, source.Table):
        for row in block.rows:
            yield "　".join(text for cell in row for each in _flat(cell.blocks) for text in _cell_texts(each))
    else:
        yield from (text for text in _texts(block) if text)
