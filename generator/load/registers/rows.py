"""The rows below a table's head -> typed texts; a bad cell is a finding with its row, column and cure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.load.markdown.links import resolve, resolve_file
from generator.load.registers.cells import CellFault, plain_text, read_cell
from generator.load.registers.head import TableHeader
from generator.load.registers.rules import MOST_FINDINGS, TableRow
from generator.load.source.content import ContentFiles
from generator.load.tables.sheet import Raw, Sheet, SheetRow
from generator.load.yaml.validate import did_you_mean
from generator.model.catalogue import finding
from generator.model.finding import Finding
from generator.model.register import FieldType, RegisterField

# A row whose name begins so shows how to fill in a table; it is no disclosure.
EXAMPLE = "（示例）"
_FILES = frozenset({FieldType.DOCUMENT, FieldType.ASSETS})


class RowReader:
    """Reads the rows of one table; findings beyond the hundredth are counted, not listed."""

    def __init__(self, sheet: Sheet, head: TableHeader, title: int, files: ContentFiles, folder: str) -> None:
        self.sheet, self.head, self.title, self.files, self.folder = sheet, head, title, files, folder
        self.findings: list[Finding] = []
        self.unlisted = 0
        self.indents = {
            column: _least_indent(sheet, head, column) for column in {title, min(head.columns, default=0)}
        }

    def lines(self) -> Iterator[TableRow]:
        """Yield the rows, each with one text a field."""
        required = sum(1 for field in self.head.fields if field.required)
        columns = list(zip(self.head.fields, self.head.columns, strict=True))
        for row in self.sheet.rows[self.head.begins :]:
            if not any(map(plain_text, row.cells)):
                continue
            if required > 1 and self.sheet.gridded and not any(map(plain_text, row.cells[1:])):
                self._report(row, 0, "register-cell", self._lonely(row), "删去这一行；说明写到栏目描述里。")
                continue
            if self.title < len(row.cells) and plain_text(row.cells[self.title]).startswith(EXAMPLE):
                message = f"{self.sheet.words(row, self.title)}以“{EXAMPLE}”开头，这一行不公开。"
                self._report(row, self.title, "draft", message, "填好后删去“（示例）”，或者删去这一行。")
                continue
            self._check_width(row)
            yield TableRow(row, tuple(self._cells(row, columns)))

    def _lonely(self, row: SheetRow) -> str:
        text = next((text for cell in row.cells if (text := plain_text(cell))), "")
        return f"第{row.number}行只有一格有字（“{text[:20]}”），像是表格之外的说明。"

    def _cells(self, row: SheetRow, columns: Sequence[tuple[RegisterField, int]]) -> Iterator[str]:
        cells = row.cells
        for field, column in columns:
            raw = cells[column] if column < len(cells) else ""
            found = read_cell(raw, field)
            if isinstance(found, CellFault):
                self._cell(row, column, field, found.message, found.hint)
                found = plain_text(raw)
            elif not found and field.required:
                # Which cells are merged is asked of those findings alone that are listed.
                merged = len(self.findings) < MOST_FINDINGS and self.sheet.is_merged(row, column)
                hint = "取消合并单元格，每一格都填上内容。" if merged else f"补上内容。{field.description}"
                self._cell(row, column, field, "没有填。", hint)
            elif found and field.type in _FILES:
                found = self._paths(row, column, field, found)
            elif found and column in self.indents and field.type is FieldType.TEXT:
                found = "　" * ((_indent(raw) - self.indents[column]) // 2) + found
            yield found

    def _paths(self, row: SheetRow, column: int, field: RegisterField, names: str) -> str:
        """Look up the files or documents that a cell names; those that are missing are findings."""
        found = []
        for name in names.split("；"):
            is_document, last = field.type is FieldType.DOCUMENT, name.rpartition("/")[2]
            path = (
                resolve(name.removeprefix("content/"), "") if is_document else resolve_file(name, self.folder)
            )
            held = "" if is_document or path is None else self.files.gate.refusal(path)
            if held:
                message = f"{self.sheet.words(row, column)}“{field.label}”写的{last}是{held}，不能这样发布。"
                self._report(row, column, "file-unpublishable", message, "")
                continue
            if path in self.files.sizes and (path.endswith(".md") or not is_document):
                found.append(path)
                continue
            hint = did_you_mean(name, self.files.named(name.rpartition("/")[2]))
            default = (
                "写文件在content里的路径，以.md结尾。" if is_document else "把文件放在表格旁边，写文件名。"
            )
            self._cell(row, column, field, f"找不到“{name}”。", hint or default)
        return "；".join(found)

    def _check_width(self, row: SheetRow) -> None:
        beyond = [n for n in range(self.head.width, len(row.cells)) if plain_text(row.cells[n])]
        if beyond:
            message = f"第{row.number}行有{beyond[-1] + 1}列，表头有{self.head.width}列。"
            hint = "格子里有英文逗号的，整格用英文双引号括起来；多余的内容删去。"
            self._report(row, 0, "register-invalid", message, hint)

    def _cell(self, row: SheetRow, column: int, field: RegisterField, message: str, hint: str) -> None:
        words = f"{self.sheet.words(row, column)}“{field.label}”{message}"
        self._report(row, column, "register-cell", words, hint)

    def _report(self, row: SheetRow, column: int, code: str, message: str, hint: str) -> None:
        if len(self.findings) >= MOST_FINDINGS:
            self.unlisted += 1
            return
        self.findings.append(finding(code, self.sheet.place(row, column), message, hint))

    def all_findings(self) -> list[Finding]:
        """Return what was found, and how much more there is."""
        if self.unlisted:
            last = self.findings[-1]
            message = f"后面还有{self.unlisted}处填错，这里只列出前{MOST_FINDINGS}处。"
            return [*self.findings, finding(last.code, last.place, message, "先改好列出的，再检查一次。")]
        return self.findings


def _indent(raw: Raw) -> int:
    """Return how far a text is indented, in half-width blanks."""
    if not isinstance(raw, str) or not raw[:1].isspace():
        return 0
    blanks = raw[: len(raw) - len(raw.lstrip())]
    return sum(2 if blank in "　\t" else 1 for blank in blanks)


def _least_indent(sheet: Sheet, head: TableHeader, column: int) -> int:
    """Return the indent that all texts of a column have; what is more shows what belongs under what."""
    cells = (row.cells[column] for row in sheet.rows[head.begins :] if column < len(row.cells))
    return min((_indent(cell) for cell in cells if plain_text(cell)), default=0)
