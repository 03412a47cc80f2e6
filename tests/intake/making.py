"""Import documents in this process, and read what their pages show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

from generator.intake.importing import Made, Order, make_document
from generator.intake.questions import Answers
from generator.intake.reading.blocks import Imported, Unreadable
from generator.intake.reading.docx import read_docx
from generator.intake.reading.html import read_html
from generator.intake.reading.pdf import read_pdf
from generator.intake.sources.opening import Opened
from generator.intake.sources.units import Read, docx_units, html_units, pdf_units
from generator.load.documents.numbers import Numbers
from generator.model.column import Column
from generator.model.finding import Place
from generator.model.words import ColumnKind
from generator.render.text.markdown import make_converter, to_html

DAY = date(2026, 3, 20)


def a_column() -> Column:
    """Return a column that holds documents."""
    return Column(
        "通知公告", ("通知公告",), "tzgg", "tzgg", ColumnKind.DOCUMENTS, "", "", (), "区政府办公室", "张某", None, (), None, None, (), (),
        Place("columns.yml"),
    )  # fmt: skip


def read(raw: bytes, name: str, *, accept: bool = True) -> Read:
    """Read a file by its name's ending."""
    imported: Imported | Unreadable
    if name.endswith(".docx"):
        imported, units = read_docx(raw, accept=accept), docx_units(raw, accept=accept)
    elif name.endswith(".pdf"):
        imported, units = read_pdf(raw), pdf_units(raw)
    else:
        imported, units = read_html(raw), html_units(raw)
    assert isinstance(imported, Imported), imported
    return Read(imported, tuple(units), not name.endswith(".pdf"))


def make(
    raw: bytes,
    name: str = "a.docx",
    *,
    accept: bool = True,
    given: Mapping[str, str] | None = None,
    folder: Path = Path("/nowhere"),
) -> Made:
    """Make a document of a file."""
    order = Order(a_column(), None, "示例区人民政府", DAY, changes=accept)
    answers = Answers(given or {}, name)
    return make_document(
        Opened(folder / name, raw), read(raw, name, accept=accept), order, answers, Numbers("5000000000")
    )


@dataclass(frozen=True)
class Shown:
    """What a page shows: its words without blanks, its cells, its headings by level, its tags."""

    words: str
    cells: tuple[tuple[str, int, int], ...]
    headings: tuple[tuple[int, str], ...]
    html: str


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.cells: list[tuple[str, int, int]] = []
        self.headings: list[tuple[int, str]] = []
        self._cells: list[tuple[list[str], int, int]] = []
        self._heading: tuple[int, list[str]] | None = None
        self._aside = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in ("td", "th"):
            self._cells.append(([], int(given.get("colspan") or 1), int(given.get("rowspan") or 1)))
        if tag in ("h2", "h3", "h4", "h5", "h6"):
            self._heading = int(tag[1]), []
        if tag == "rp" or ((given.get("class") or "").startswith("footnote-") and tag == "sup"):
            self._aside += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th") and self._cells:
            words, columns, rows = self._cells.pop()
            self.cells.append(("".join(words), columns, rows))
        if tag.startswith("h") and tag[1:].isdigit() and self._heading:
            self.headings.append((self._heading[0], "".join(self._heading[1])))
            self._heading = None
        if tag in ("rp", "sup") and self._aside:
            self._aside -= 1

    def handle_data(self, data: str) -> None:
        text = "" if self._aside else "".join(data.split())
        self.words.append(text)
        for words, _, _ in self._cells:
            words.append(text)
        if self._heading:
            self._heading[1].append(text)


def shown(made: Made) -> Shown:
    """Return what the page of a document shows of its text."""
    html = to_html(made.text.split("\n---\n", 1)[1], make_converter())
    reader = _Reader()
    reader.feed(html)
    return Shown("".join(reader.words), tuple(reader.cells), tuple(reader.headings), html)
