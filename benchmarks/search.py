"""How exact, how fast and how heavy is the search? In Chromium over nginx, each query in a browser that knows nothing.

    python benchmarks/search.py SITE [SITE …]          built portals, such as one of this release and of the last
    python benchmarks/search.py --documents 10000      a portal of generated documents, made first
    python benchmarks/search.py --markdown FOLDER      a portal of the Markdown files of a folder, made first
                                [--release PATH]       and what the program of another checkout makes of the first
                                [--pagefind PROGRAM]   and Pagefind extended on the pages of the first site
                                [--queries 60] [--folder FOLDER]

All sites are asked the same queries, one after the other, so that their figures can be compared. Queries are cut from
the documents of the first (search_exact.py): two-character words and longer ones, phrases, document numbers, two words,
phrases of attached files. Prints, for each kind and in all: recall, precision and hit@10 (of the queries that have an
answer, those with one among the first ten), milliseconds to the first result and to the end, KB and requests to both;
which files of the index and around it the KB are; of the index its size and files, and the seconds of the processor and
the memory that making it takes. Ends 1 where an answer of a site is not exact; Pagefind's need not be.

For PATH: git worktree add PATH REVISION, and PATH/gongkai --version, which makes its environment; the first site must
lie in its portal. For PROGRAM: pip install pagefind-bin-extended, and the program in its folder. A portal of generated documents that lies
in --folder from an earlier run is used again.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, unquote

from playwright.sync_api import Browser, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from benchmarks.search_exact import LOAD_ALL
from benchmarks.search_queries import Query, make_queries
from benchmarks.search_sites import ROOT, Spent, generated, index_spent, of_markdown, of_pagefind, of_release
from benchmarks.search_texts import documents_of_site

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
  log_format sent '$msec $bytes_sent $uri'; access_log {folder}/access sent;
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
    of_kinds: Mapping[
        str, tuple[int, int, int]
    ]  # bytes to the first result, bytes and requests in all, by kind of file

    @property
    def exact(self) -> bool:
        """Whether all that was found is true, and nothing is missing."""
        whole = len(self.listed) == self.said
        found = frozenset(self.listed)
        return self.said == len(self.query.truth) and (
            found == self.query.truth if whole else found <= self.query.truth
        )


class Sent(NamedTuple):
    """An answer of the server: when it was sent, in seconds, how many bytes it had, and which file it was."""

    when: float
    size: int
    file: str

    @property
    def kind(self) -> str:
        """The kind of the file: the name of one of the index without its number, or what is around the index."""
        name = self.file.rpartition("/")[2]
        return re.sub(r"\d+", "*", name) if "/pagefind/" in self.file else "page"


@dataclass
class Served:
    """A site that is served: its address, and what the server has sent so far."""

    base: str
    log: Path
    read: int = 0

    def sent(self) -> list[Sent]:
        """Return the answers since the last call."""
        time.sleep(0.05)
        lines = self.log.read_text(encoding="ascii").splitlines()
        new, self.read = lines[self.read :], len(lines)
        return [
            Sent(float(when), int(size), file) for when, size, file in (line.split(" ", 2) for line in new)
        ]


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
    answer = page.goto(f"{base}/search/?q={quote(query.text)}", wait_until="commit")
    assert answer and answer.ok, answer and answer.status
    page.wait_for_selector(ENDED, state="attached")
    while not page.evaluate("window.completed"):
        time.sleep(0.005)
    first, whole = page.evaluate("[window.firstResult || window.completed, window.completed]")
    # The page's own clock begins a little after this one.
    start = page.evaluate("performance.timeOrigin") / 1000
    sent = served.sent()
    early = [each for each in sent if (each.when - start) * 1000 <= first]
    said = int(page.inner_text("[data-result-count]") or -1)
    of_kinds = {
        kind: (
            sum(each.size for each in early if each.kind == kind),
            sum(each.size for each in sent if each.kind == kind),
            sum(each.kind == kind for each in sent),
        )
        for kind in {each.kind for each in sent}
    }
    if 0 <= said <= MOST_LISTED:
        page.evaluate(LOAD_ALL)
    links = page.eval_on_selector_all("[data-result]", "links => links.map((link) => link.href)")
    context.close()
    listed = tuple(unquote(link.removeprefix(base)).lstrip("/").removesuffix("index.html") for link in links)
    early_size, size = (sum(each.size for each in some) for some in (early, sent))
    return Asked(query, first, whole, early_size, size, len(sent), said, listed, of_kinds)


def told(name: str, answers: Sequence[Asked]) -> str:
    """Return a line of the table."""
    answered = [each for each in answers if each.query.truth]
    counted = [each for each in answers if len(each.listed) == each.said]
    hits = sum(len(each.query.truth.intersection(each.listed)) for each in counted)
    true = sum(len(each.query.truth) for each in counted)
    listed = sum(len(each.listed) for each in counted)
    # Where no answer was listed to its end, only the numbers were compared.
    shares = f"{hits / max(1, true):.2f} / {hits / max(1, listed):.2f}" if true or listed else "– / –"
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
        f"| {name} | {len(answers)} | {shares} / {at_ten:.2f} | {wrong} | "
        f"{' | '.join(parts)} | {requests:.0f} |"
    )


def told_of_kinds(answers: Sequence[Asked]) -> str:
    """Return a table of what the bytes were: of each kind of file, on average of the queries."""
    lines = ["| files | KB to first | KB | requests |", "|---|---|---|---|"]
    sums = {
        kind: [
            sum(each.of_kinds.get(kind, (0, 0, 0))[at] for each in answers) / len(answers) for at in range(3)
        ]
        for kind in {kind for each in answers for kind in each.of_kinds}
    }
    for kind, (early, size, requests) in sorted(sums.items(), key=lambda item: -item[1][1]):
        lines.append(f"| {kind} | {early / 1000:.1f} | {size / 1000:.1f} | {requests:.1f} |")
    return "\n".join(lines)


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


def measured(site: Path, queries: Sequence[Query], chromium: str, made: Spent | None) -> list[Asked]:
    """Ask a site all queries and print its figures."""
    cost = (
        f"; made in {made.seconds:.1f} s of the processor, {made.megabytes:.0f} MB of memory" if made else ""
    )
    print(f"\n{site}: index {index_size(site)}{cost}\n")
    print(
        "| kind | queries | recall / precision / hit@10 | wrong | first ms | complete ms | KB to first | KB | requests |"
    )
    print("|---|---|---|---|---|---|---|---|---|")
    with nginx(site) as served, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        ask(browser, served, queries[0])  # the browser itself is warm
        answers = [ask(browser, served, query) for query in queries]
        browser.close()
    for kind in dict.fromkeys(query.kind for query in queries):
        print(told(kind, [each for each in answers if each.query.kind == kind]))
    print(told("all", answers))
    print(f"\n{told_of_kinds(answers)}", flush=True)
    return answers


def read_options() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sites", nargs="*", type=Path)
    parser.add_argument("--documents", type=int)
    parser.add_argument("--markdown", type=Path)
    parser.add_argument("--release", type=Path, metavar="PATH")
    parser.add_argument("--pagefind", type=Path, metavar="PROGRAM")
    parser.add_argument("--folder", type=Path, help="where to make sites; they stay there")
    parser.add_argument("--queries", type=int, default=60)
    parser.add_argument("--seed", type=int, default=20261130)
    parser.add_argument(
        "--chromium",
        default=shutil.which("chromium")
        or shutil.which("chromium-headless-shell")
        or "/usr/lib/chromium/chromium-headless-shell",
    )
    options = parser.parse_args()
    if not (options.sites or options.documents or options.markdown):
        parser.error("a SITE, --documents or --markdown")
    return options


def run(options: argparse.Namespace, folder: Path) -> bool:
    """Measure all that is asked for; return whether every site was exact."""
    sites: list[Path] = list(options.sites)
    programs: dict[Path, Path] = {}
    if options.markdown:
        sites.insert(0, of_markdown(options.markdown, folder))
    if options.documents:
        sites.insert(0, generated(options.documents, folder))
    if options.release:
        sites.insert(1, of_release(sites[0], folder, options.release.resolve()))
        programs[sites[1]] = options.release.resolve()
    documents = documents_of_site(sites[0])
    queries = two_characters(make_queries(documents, options.queries, options.seed))
    random.Random(options.seed).shuffle(queries)
    print(f"{len(documents)} documents, {len(queries)} queries; median (p95)", flush=True)
    good = True
    for site in sites:
        spent = index_spent(site, folder, programs.get(site, ROOT))
        for each in measured(site, queries, options.chromium, spent):
            if not each.exact:
                good = False
                said = f"{len(each.query.truth)} true, {each.said} said, {len(each.listed)} listed"
                print(f"wrong: {each.query.text!r} {said}")
    if options.pagefind:
        made, spent = of_pagefind(sites[0], folder, options.pagefind)
        measured(made, queries, options.chromium, spent)
    return good


def main() -> int:
    """Run the benchmark."""
    options = read_options()
    with tempfile.TemporaryDirectory() as scratch:
        Path(scratch).chmod(0o755)  # nginx reads it as somebody else
        folder = options.folder or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        return 0 if run(options, folder.resolve()) else 1


if __name__ == "__main__":
    sys.exit(main())
