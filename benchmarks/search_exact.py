"""Does the search find what contains the words: all of it and nothing else?

    python benchmarks/search_exact.py [SITE]            a built portal (default: site)
    python benchmarks/search_exact.py --from-content    the portal of this repository, built aside first

Cuts queries from random places of random documents, asks them through the search page in Chromium, under
the strict content security policy, loads all results, and compares the addresses with literal
containment. Ends 1 unless recall and precision are both 1.

What counts as containing: the query, without its blanks, stands in one block (paragraph, table cell,
heading, list item) of the text, without its blanks, after Unicode NFKC and lower case; brackets, quotation
marks and dashes count as equal among themselves. The text of a built page is what its elements with
data-search-title, data-search-body and data-search-extra hold; without a data-search-title its first h1, and
what the attached files hold that it offers (CSV, TXT, DOCX, XLSX, PDF), read otherwise than the program does.
A document number counts with its marks and without.
"""

from __future__ import annotations

import argparse
import functools
import random
import re
import shutil
import statistics
import sys
import tempfile
import threading
import time
import unicodedata
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from playwright.sync_api import Browser, Page, sync_playwright

from generator.cli.main import main as run_command
from generator.search.folding import folds

POLICY = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'"
COLD = 5
ROOT = Path(__file__).resolve().parent.parent
HAN = re.compile(r"[\u4e00-\u9fff]{2,}")
NUMBER = re.compile(r"[\u4e00-\u9fff]{2,12}[〔\[(（【]\d{4}[〕\])）】]\d+号")
# A link that saves what it leads to.
DOWNLOAD = re.compile(r'<a (?:href="([^":]*)" download|download href="([^":]*)")')
INLINE = frozenset([
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "img", "ins", "kbd", "mark",
    "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
])  # fmt: skip
VOID = frozenset(["br", "hr", "img", "input", "source", "track", "wbr"])

ASK = """async () => {
  const state = document.querySelector("[data-result-count]").dataset;
  const start = performance.now();
  document.querySelector("[data-search] form button[type=submit]").click();
  while (!["done", "error"].includes(state.state)) await new Promise((next) => setTimeout(next, 1));
  return performance.now() - start;
}"""
LOAD_ALL = """async () => {
  const said = Number(document.querySelector("[data-result-count]").textContent);
  const more = document.querySelector("[data-more]");
  const state = document.querySelector("[data-result-count]").dataset;
  while (state.state === "done" && document.querySelectorAll("[data-result]").length < said) {
    if (!more.hidden) more.click();
    await new Promise((next) => setTimeout(next, 5));
  }
}"""


@dataclass(frozen=True)
class Document:
    """A page by its address, and its text block by block; that of attached files apart from it."""

    url: str
    blocks: tuple[str, ...]
    attached: tuple[str, ...] = ()


@dataclass(frozen=True)
class Query:
    """What is typed, and the addresses that should be found."""

    kind: str
    text: str
    truth: frozenset[str]


@dataclass(frozen=True)
class Answer:
    """What was found, how many the page said, and how long it took until complete."""

    found: frozenset[str]
    said: int
    listed: int
    milliseconds: float


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
            found.append(Document(_address(url), text, tuple(attached_blocks(path, html))))
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


def _address(url: str) -> str:
    return url.removesuffix("index.html")


def build_sample(scratch: Path) -> Path:
    """Build the portal of this repository into a folder of its own; return its site."""
    shutil.copytree(ROOT / "content", scratch / "content")
    for name in ("columns.yml", "mkdocs.yml"):
        shutil.copy(ROOT / name, scratch / name)
    if run_command(["build", "--root", str(scratch)]):
        sys.exit("门户没有建成")
    return scratch / "site"


def make_queries(documents: Sequence[Document], count: int, seed: int) -> list[Query]:
    """Cut queries from the documents: words, phrases, document numbers, pairs of words, phrases of attached files."""
    rng = random.Random(seed)
    texts = {each.url: [plain(block) for block in (*each.blocks, *each.attached)] for each in documents}
    numbers = [number for each in documents for block in each.blocks for number in NUMBER.findall(block)]
    cutters: dict[str, Callable[[], str]] = {
        "单词": lambda: _word(rng, rng.choice(documents)),
        "语句": lambda: _phrase(rng, rng.choice(documents)),
        "文号": lambda: _number(rng, numbers) if numbers else _phrase(rng, rng.choice(documents)),
        "两词": lambda: _pair(rng, rng.choice(documents)),
        "附件": lambda: _phrase(rng, rng.choice(offering)),
    }
    offering = [Document(each.url, each.attached) for each in documents if any(each.attached)]
    kinds = rng.choices(list(cutters), weights=(4, 3, 1.5, 1.5, 1 if offering else 0), k=count)
    queries = []
    for kind in kinds:
        text = ""
        while not plain(text):
            text = cutters[kind]()
        terms = [plain(term) for term in text.split()]
        truth = frozenset(
            url
            for url, blocks in texts.items()
            if all(any(term in block for block in blocks) for term in terms)
        )
        queries.append(Query(kind, text, truth))
    return queries


def _word(rng: random.Random, document: Document) -> str:
    runs = [run for block in document.blocks for run in HAN.findall(block)]
    run = rng.choice(runs) if runs else ""
    length = min(rng.randint(2, 4), len(run))
    start = rng.randint(0, len(run) - length)
    return run[start : start + length]


def _phrase(rng: random.Random, document: Document) -> str:
    block = re.sub(r"\s+", "", rng.choice(document.blocks))
    length = min(rng.randint(5, 12), len(block))
    start = rng.randint(0, len(block) - length)
    return block[start : start + length]


def _number(rng: random.Random, numbers: Sequence[str]) -> str:
    number = rng.choice(numbers)
    return rng.choice(
        [number, number, re.sub(r"\W", "", number), number.translate(str.maketrans("〔〕", "[]"))]
    )


def _pair(rng: random.Random, document: Document) -> str:
    return f"{_word(rng, document)} {_word(rng, document)}"


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve a folder under the strict policy; yield its address."""

    class Handler(SimpleHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def end_headers(self) -> None:
            self.send_header("Content-Security-Policy", POLICY)
            super().end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def ask(page: Page, base: str, query: str) -> Answer:
    """Type a query into the search page and load all its results."""
    page.locator("[data-search] input[name=q]").fill(query)
    milliseconds = page.evaluate(ASK)
    done = page.locator("[data-result-count]")
    if done.get_attribute("data-step") not in (None, "", "written"):
        # The page says that nothing has what was typed, and shows what another step of the ladder found.
        return Answer(frozenset(), 0, 0, milliseconds)
    said = int(done.inner_text() or -1)
    page.evaluate(LOAD_ALL)
    links = page.eval_on_selector_all("[data-result]", "links => links.map((link) => link.href)")
    found = [_address(unquote(link.removeprefix(base)).lstrip("/")) for link in links]
    return Answer(frozenset(found), said, len(links), milliseconds)


def run(site: Path, queries: Sequence[Query], chromium: str | None) -> list[Answer]:
    """Ask all queries in one page of one browser."""
    with serve(site) as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        page.set_default_timeout(120_000)
        page.goto(f"{base}/search/")
        answers = [ask(page, base, query.text) for query in queries]
        found = [query.text for query, answer in zip(queries, answers, strict=True) if answer.found]
        cold = [open_cold(browser, base, text) for text in found[:COLD]]
        browser.close()
    if cold:
        first, whole = (statistics.median(each) for each in zip(*cold, strict=True))
        print(f"新开浏览器窗口：{first:.0f}毫秒见到第一条结果，{whole:.0f}毫秒查全（{len(cold)}次的中位数）")
    return answers


def open_cold(browser: Browser, base: str, query: str) -> tuple[float, float]:
    """Open the search page at a query with an empty cache; return milliseconds to the first result and to all."""
    context = browser.new_context()
    page = context.new_page()
    start = time.perf_counter()
    page.goto(f"{base}/search/?q={quote(query)}")
    page.wait_for_selector("[data-result]")
    first = time.perf_counter() - start
    page.wait_for_selector("[data-result-count][data-state=done]")
    whole = time.perf_counter() - start
    context.close()
    return first * 1000, whole * 1000


def report(queries: Sequence[Query], answers: Sequence[Answer]) -> bool:
    """Print the figures and what went wrong; return whether all was exact."""
    pairs = list(zip(queries, answers, strict=True))
    hits = sum(len(query.truth & answer.found) for query, answer in pairs)
    recall = hits / max(1, sum(len(query.truth) for query in queries))
    precision = hits / max(1, sum(len(answer.found) for answer in answers))
    for query, answer in pairs:
        if query.truth != answer.found or answer.said != answer.listed:
            print(
                f"不符（{query.kind}）：{query.text!r} 应有{len(query.truth)}，说有{answer.said}，列出{answer.listed}；"
                f"缺{sorted(query.truth - answer.found)[:3]}，多{sorted(answer.found - query.truth)[:3]}"
            )
    kinds = "，".join(
        f"{kind}{sum(query.kind == kind for query in queries)}"
        for kind in dict.fromkeys(q.kind for q in queries)
    )
    print("比对：去掉空白，按NFKC和小写，括号、引号、连接号各自等同，在同一段落内逐字包含")
    print(f"查询：{len(queries)}个（{kinds}），应有结果共{sum(len(query.truth) for query in queries)}条")
    print(
        f"查全率：{recall:.4f}　查准率：{precision:.4f}　中位用时：{statistics.median(a.milliseconds for a in answers):.0f}毫秒"
    )
    return recall == 1 and precision == 1 and all(answer.said == answer.listed for answer in answers)


def main() -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description="检验搜索是否一字不差")
    parser.add_argument("site", nargs="?", type=Path, default=ROOT / "site", help="建好的门户（默认：site）")
    parser.add_argument("--from-content", action="store_true", help="先在别处构建本仓库的门户")
    parser.add_argument("--queries", type=int, default=100)
    parser.add_argument("--seed", type=int, default=20261121)
    parser.add_argument(
        "--chromium",
        default=shutil.which("chromium") or shutil.which("chromium-headless-shell"),
        help="浏览器程序",
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        site = build_sample(Path(scratch)) if options.from_content else options.site
        documents = documents_of_site(site)
        if not documents:
            print("没有可以检验的文档")
            return 1
        print(f"文档：{len(documents)}篇")
        queries = make_queries(documents, options.queries, options.seed)
        return 0 if report(queries, run(site, queries, options.chromium)) else 1


if __name__ == "__main__":
    sys.exit(main())
