"""How exact, how fast and how heavy is the search? In Chromium over nginx, each query in a browser that knows nothing.

    python benchmarks/search.py SITE [SITE …] [--queries 60]

Each SITE is a built portal; several over the same documents are asked the same queries, one after the other, so that
their figures can be compared. Queries are cut from the documents (search_exact.py): two-character words and longer
ones, phrases, document numbers, two words. Prints, for each kind and in all: recall, precision and hit@10 (of the
queries that have an answer, those with one among the first ten), milliseconds to the first result and to the end, KB
and requests to both, and of the index its size and files. Ends 1 where an answer is not exact.
"""

from __future__ import annotations

import argparse
import random
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote

from playwright.sync_api import Browser, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from benchmarks.search_exact import LOAD_ALL, Query, documents_of_site, make_queries

MOST_LISTED = 60  # of more results than these, only the number is compared
WATCH = """new MutationObserver((_, observer) => {
  if (!document.querySelector("[data-result]")) return;
  window.firstResult = performance.now();
  observer.disconnect();
}).observe(document, { childList: true, subtree: true });
(function look() {
  const count = document.querySelector("[data-result-count]");
  if (count && ["done", "error"].includes(count.dataset.state)) window.completed = performance.now();
  else setTimeout(look, 1);
})()"""
ENDED = "[data-result-count]:is([data-state=done],[data-state=error])"
CONFIGURATION = """daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/error;
events {{ worker_connections 512; }}
http {{
  log_format sent '$msec $bytes_sent'; access_log {folder}/access sent;
  sendfile on; gzip_http_version 1.0; gzip on; gzip_types text/css application/javascript application/json;
  client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
  uwsgi_temp_path {folder}; scgi_temp_path {folder};
  types {{ text/html html; text/css css; application/javascript js; application/json json; image/svg+xml svg; }}
  server {{
    listen 127.0.0.1:{port}; root {site}; index index.html;
    add_header Content-Security-Policy "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'";
  }}
}}
"""


@dataclass(frozen=True)
class Asked:
    """What a query cost: milliseconds and bytes to the first result (none: to the end) and to the end, and what came."""

    query: Query
    first: float
    whole: float
    early_bytes: int
    all_bytes: int
    requests: int
    said: int
    listed: tuple[str, ...]

    @property
    def exact(self) -> bool:
        """Whether all that was found is true, and nothing is missing."""
        whole = len(self.listed) == self.said
        found = frozenset(self.listed)
        return self.said == len(self.query.truth) and (
            found == self.query.truth if whole else found <= self.query.truth
        )


@dataclass
class Served:
    """A site that is served: its address, and what the server has sent so far."""

    base: str
    log: Path
    read: int = 0

    def sent(self) -> list[tuple[float, int]]:
        """Return when an answer was sent, and how many bytes it had, for each since the last call."""
        time.sleep(0.05)
        lines = self.log.read_text(encoding="ascii").splitlines()
        new, self.read = lines[self.read :], len(lines)
        return [(float(when), int(size)) for when, size in map(str.split, new)]


@contextmanager
def nginx(site: Path) -> Iterator[Served]:
    """Serve a site."""
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    with tempfile.TemporaryDirectory() as folder, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        Path(folder).chmod(0o755)
        file = Path(folder) / "nginx.conf"
        file.write_text(CONFIGURATION.format(folder=folder, port=port, site=site.resolve()), encoding="utf-8")
        with subprocess.Popen([program, "-c", str(file), "-e", f"{folder}/error"]) as process:
            try:
                _wait_for(port)
                yield Served(f"http://127.0.0.1:{port}", Path(folder) / "access")
            finally:
                process.terminate()


def _wait_for(port: int) -> None:
    for _ in range(100):
        with socket.socket() as trial:
            if not trial.connect_ex(("127.0.0.1", port)):
                return
        time.sleep(0.05)


def ask(browser: Browser, served: Served, query: Query) -> Asked:
    """Open the search page at a query in a browser context of its own."""
    context = browser.new_context()
    page = context.new_page()
    page.set_default_timeout(120_000)
    page.add_init_script(WATCH)
    base = served.base
    served.sent()
    page.goto(f"{base}/search/?q={quote(query.text)}", wait_until="commit")
    page.wait_for_selector(ENDED, state="attached")
    while not page.evaluate("window.completed"):
        time.sleep(0.005)
    first, whole = page.evaluate("[window.firstResult || window.completed, window.completed]")
    # The page's own clock begins a little after this one.
    start = page.evaluate("performance.timeOrigin") / 1000
    sent = served.sent()
    early = sum(size for when, size in sent if (when - start) * 1000 <= first)
    said = int(page.inner_text("[data-result-count]") or -1)
    size, requests = sum(size for _, size in sent), len(sent)
    if 0 <= said <= MOST_LISTED:
        page.evaluate(LOAD_ALL)
    links = page.eval_on_selector_all("[data-result]", "links => links.map((link) => link.href)")
    context.close()
    listed = tuple(unquote(link.removeprefix(base)).lstrip("/").removesuffix("index.html") for link in links)
    return Asked(query, first, whole, early, size, requests, said, listed)


def told(name: str, answers: Sequence[Asked]) -> str:
    """Return a line of the table."""
    answered = [each for each in answers if each.query.truth]
    counted = [each for each in answers if len(each.listed) == each.said]
    hits = sum(len(each.query.truth.intersection(each.listed)) for each in counted)
    recall = hits / max(1, sum(len(each.query.truth) for each in counted))
    precision = hits / max(1, sum(len(each.listed) for each in counted))
    at_ten = sum(bool(each.query.truth.intersection(each.listed[:10])) for each in answered) / max(
        1, len(answered)
    )
    columns = (
        [each.first for each in answered], [each.whole for each in answers],
        [each.early_bytes / 1000 for each in answered], [each.all_bytes / 1000 for each in answers],
    )  # fmt: skip
    parts = [f"{statistics.median(column):.0f} ({_p95(column):.0f})" if column else "–" for column in columns]
    requests = statistics.median(each.requests for each in answers)
    wrong = sum(not each.exact for each in answers)
    return (
        f"| {name} | {len(answers)} | {recall:.2f} / {precision:.2f} / {at_ten:.2f} | {wrong} | "
        f"{' | '.join(parts)} | {requests:.0f} |"
    )


def _p95(values: Sequence[float]) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]


def index_size(site: Path) -> str:
    """Return how large the index of a site is."""
    sizes = [path.stat().st_size for path in (site / "pagefind").rglob("*") if path.is_file()]
    return f"{sum(sizes) / 1e6:.1f} MB in {len(sizes)} files"


def two_characters(queries: Sequence[Query]) -> list[Query]:
    """Return the queries with words of two characters as a kind of their own."""
    return [
        Query("二字", each.text, each.truth) if each.kind == "单词" and len(each.text) == 2 else each
        for each in queries
    ]


def main() -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sites", nargs="+", type=Path)
    parser.add_argument("--queries", type=int, default=60)
    parser.add_argument("--seed", type=int, default=20261130)
    parser.add_argument(
        "--chromium",
        default=shutil.which("chromium")
        or shutil.which("chromium-headless-shell")
        or "/usr/lib/chromium/chromium-headless-shell",
    )
    options = parser.parse_args()
    documents = documents_of_site(options.sites[0])
    queries = two_characters(make_queries(documents, options.queries, options.seed))
    random.Random(options.seed).shuffle(queries)
    print(f"{len(documents)} documents, {len(queries)} queries; median (p95)")
    good = True
    for site in options.sites:
        print(f"\n{site}: index {index_size(site)}\n")
        print(
            "| kind | queries | recall / precision / hit@10 | wrong | first ms | complete ms | KB to first | KB | requests |"
        )
        print("|---|---|---|---|---|---|---|---|---|")
        with nginx(site) as served, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=options.chromium, args=["--no-sandbox"])
            ask(browser, served, queries[0])  # the browser itself is warm
            answers = [ask(browser, served, query) for query in queries]
            browser.close()
        for kind in dict.fromkeys(query.kind for query in queries):
            print(told(kind, [each for each in answers if each.query.kind == kind]))
        print(told("all", answers))
        for each in answers:
            if not each.exact:
                good = False
                print(
                    f"wrong: {each.query.text!r} {len(each.query.truth)} true, {each.said} said, {len(each.listed)} listed"
                )
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
