"""What the documents of a built portal say, read from its pages and from the files that they offer.

The text of a built page is what its elements with data-search-title, data-search-body and data-search-extra hold; without
a data-search-title its first h1, and what the attached files hold that it offers (CSV, TXT, DOCX, XLSX, PDF), read
otherwise than the program does. A document number counts with its marks and without.
"""

from __future__ import annotations

import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from generator.search.folding import folds

NUMBER = re.compile(r"[\u4e00-\u9fff]{2,12}[〔\[(（【]\d{4}[〕\])）】]\d+号")
# A link that saves what it leads to.
DOWNLOAD = re.compile(r'<a (?:href="([^":]*)" download|download href="([^":]*)")')
INLINE = frozenset([
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "img", "ins", "kbd", "mark",
    "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
])  # fmt: skip
VOID = frozenset(["br", "hr", "img", "input", "source", "track", "wbr"])


@dataclass(frozen=True)
class Document:
    """A page by its address, and its text block by block; that of attached files apart from it."""

    url: str
    blocks: tuple[str, ...]
    attached: tuple[str, ...] = ()


class _TextReader(HTMLParser):
    """Reads the text of chosen elements, block by block. Shares nothing with the indexer on purpose."""

    def __init__(self, chosen: Callable[[str, dict[str, str | None]], str]) -> None:
        super().__init__(convert_charrefs=True)
        self.chosen = chosen
        self.stack: list[tuple[str, str]] = []
        self.blocks: dict[str, list[str]] = {}
        self.text = ""

    @property
    def _inside(self) -> str:
        return next((name for _, name in reversed(self.stack) if name), "")

    def _end_block(self) -> None:
        if self._inside and self.text.strip():
            self.blocks.setdefault(self._inside, []).append(self.text)
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        part = self.chosen(tag, attributes) or self._inside
        if tag == "img" and part and attributes.get("alt"):
            self.blocks.setdefault(part, []).append(attributes["alt"] or "")
        if tag not in INLINE and tag != "br":
            self._end_block()
        if tag not in VOID:
            self.stack.append((tag, self.chosen(tag, attributes)))

    def handle_endtag(self, tag: str) -> None:
        if tag not in INLINE:
            self._end_block()
        if any(name == tag for name, _ in self.stack):
            while self.stack.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self._inside and not any(tag in ("script", "style", "noscript") for tag, _ in self.stack):
            self.text += data


def read_blocks(html: str, chosen: Callable[[str, dict[str, str | None]], str]) -> dict[str, list[str]]:
    """Return the blocks below the elements that ``chosen`` gives a name, by that name."""
    reader = _TextReader(chosen)
    reader.feed(html)
    reader.close()
    return reader.blocks


def plain(text: str) -> str:
    """Return a text as this comparison sees it."""
    table = folds()
    lowered = unicodedata.normalize("NFKC", unicodedata.normalize("NFC", text)).lower()
    folded = "".join(table.get(char, char) for char in lowered)
    return re.sub(r"\s+|[\u00ad\u200b-\u200f\u2060\ufeff\ufe00-\ufe0f]", "", folded)


def with_plain_numbers(blocks: Sequence[str]) -> tuple[str, ...]:
    """Add to the blocks that are a document number that number without its marks."""
    bare = [re.sub(r"[^\w]", "", block) for block in blocks if NUMBER.fullmatch(block.strip())]
    return (*blocks, *bare)


def documents_of_site(site: Path) -> list[Document]:
    """Read the documents that the sitemap of a built portal names, be it one file or several."""
    found = []
    parts = sorted(site.glob("sitemap-*.xml")) or [site / "sitemap.xml"]
    named = "".join(part.read_text(encoding="utf-8") for part in parts)
    for loc in re.findall(r"<loc>([^<]+)</loc>", named):
        url = unquote(urlsplit(loc).path).lstrip("/")
        path = site / url / "index.html" if url.endswith("/") or not url else site / url
        html = path.read_text(encoding="utf-8")
        blocks = read_blocks(html, _marked)
        if blocks.get("body"):
            title = blocks.get("title") or blocks.get("h1", [])[:1]
            extra = with_plain_numbers(blocks.get("extra", []))
            text = (*title, *blocks["body"], *extra, *_summary(html, blocks["body"]))
            found.append(Document(address(url), text, tuple(attached_blocks(path, html))))
    return found


def _summary(html: str, body: Sequence[str]) -> list[str]:
    """Return what a page says of itself in its head, unless that is only how its text begins."""
    found = re.search(r'<meta name="description" content="([^"]*)"', html)
    words = unescape(found[1]) if found else ""
    return [] if plain(words).rstrip(".…") in plain("".join(body)) else [words]


def attached_blocks(page: Path, html: str) -> Iterator[str]:
    """Yield the text of the files that a page offers, block by block."""
    for link in dict.fromkeys(one or other for one, other in DOWNLOAD.findall(html)):
        file = page.parent / unquote(unescape(link))
        read = READERS.get(file.suffix.lower())
        if read and file.is_file():
            yield from read(file)


def _lines_of(file: Path) -> list[str]:
    raw = file.read_bytes()
    try:
        return raw.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace").splitlines()


def _paragraphs_of(file: Path) -> Iterator[str]:
    from docx import Document as WordFile

    held = WordFile(str(file))
    yield from (each.text for each in held.paragraphs)
    for table in held.tables:
        yield from (each.text for row in table.rows for cell in row.cells for each in cell.paragraphs)


def _cells_of(file: Path) -> Iterator[str]:
    with zipfile.ZipFile(file) as archive:
        for part in (name for name in archive.namelist() if name.endswith("sharedStrings.xml")):
            for cell in re.findall(r"<si>(.*?)</si>", archive.read(part).decode(), re.DOTALL):
                yield unescape("".join(re.findall(r"<t[^>]*>([^<]*)", cell)))


def _pages_of(file: Path) -> list[str]:
    from pypdf import PdfReader

    return ["".join(page.extract_text() for page in PdfReader(file).pages)]


READERS: dict[str, Callable[[Path], Iterable[str]]] = {
    ".csv": _lines_of, ".txt": _lines_of, ".docx": _paragraphs_of, ".xlsx": _cells_of, ".pdf": _pages_of,
}  # fmt: skip


def _marked(tag: str, attributes: dict[str, str | None]) -> str:
    for name in ("title", "body", "extra"):
        if f"data-search-{name}" in attributes:
            return name
    return "h1" if tag == "h1" else ""


def address(url: str) -> str:
    """Return the address that a page is known by: that of its folder."""
    return url.removesuffix("index.html")
