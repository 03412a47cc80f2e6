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
import shutil
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote, unquote

from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from benchmarks.search_queries import Query, make_queries
from benchmarks.search_texts import address, documents_of_site
from generator.cli.main import main as run_command

POLICY = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'"
COLD = 5
ROOT = Path(__file__).resolve().parent.parent

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
class Answer:
    """What was found, how many the page said, and how long it took until complete."""

    found: frozenset[str]
    said: int
    listed: int
    milliseconds: float


def build_sample(scratch: Path) -> Path:
    """Build the portal of this repository into a folder of its own; return its site."""
    shutil.copytree(ROOT / "content", scratch / "content")
    for name in ("columns.yml", "mkdocs.yml"):
        shutil.copy(ROOT / name, scratch / name)
    if run_command(["build", "--root", str(scratch)]):
        sys.exit("门户没有建成")
    return scratch / "site"


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
    found = [address(unquote(link.removeprefix(base)).lstrip("/")) for link in links]
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
