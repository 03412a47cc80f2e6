"""What stands between opening the search page with a query and its first result, in Chromium over nginx, on built sites.

    python benchmarks/first_result.py SITE [SITE …] --queries 供水 停水通知 [--line slow] [--runs 3] [--each]

The same queries on each site, such as one of this release and one of the last, in turn, each in a browser context that
knows nothing. ``--line``: ``none`` is the machine's own, ``far`` has every answer 100 ms away, so that turns of
waiting for one another show, ``slow`` is a phone of 360 pixels at 400 kbit/s, 400 ms away, with a processor a
quarter as fast. Prints milliseconds by the page's own clock to the first result and to the frame that shows it, how many
requests with how many KB had come by then and in all, and the seconds of the browser's processes; with ``--each``, every
request: when it was asked for, when it came, how large it is.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import psutil
from playwright.sync_api import Browser, CDPSession, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from benchmarks.search import ENDED, nginx

# Notes when the first result is in the page, and when it has been shown.
WATCH = """new MutationObserver((_, observer) => {
  if (!document.querySelector("[data-search-results] li")) return;
  window.firstResult = performance.now();
  observer.disconnect();
  requestAnimationFrame(() => setTimeout(() => { window.shownFirst = performance.now(); }));
}).observe(document, { childList: true, subtree: true })"""
LINES = {"none": None, "far": (100, -1), "slow": (400, 50_000)}  # milliseconds, bytes a second
SLOWER = 4


@dataclass
class Request:
    """A request: its address, seconds of the browser's clock when it was asked for and had come, and its bytes."""

    url: str
    asked: float
    came: float = 0.0
    size: int = 0


@dataclass
class Visit:
    """What one visit took: milliseconds to the first result and until it was shown, seconds of the processor, requests."""

    first: float
    shown: float
    seconds: float
    start: float
    requests: list[Request] = field(default_factory=list)

    @property
    def early(self) -> list[Request]:
        """The requests that had come before the first result."""
        return [each for each in self.requests if (each.came - self.start) * 1000 <= self.first]


def listen(wire: CDPSession) -> dict[str, Request]:
    """Return the requests of a page by their ids, as they come."""
    known: dict[str, Request] = {}

    def came(told: dict[str, Any]) -> None:
        request = known.get(told["requestId"])
        if request:
            request.came, request.size = told["timestamp"], int(told["encodedDataLength"])

    wire.on(
        "Network.requestWillBeSent",
        lambda told: known.update({told["requestId"]: Request(told["request"]["url"], told["timestamp"])}),
    )
    wire.on("Network.loadingFinished", came)
    wire.send("Network.enable")
    return known


def slow_down(wire: CDPSession, line: str) -> None:
    """Make the line of a page, and for the slow one its processor, what is asked for."""
    told = LINES[line]
    if told:
        latency, speed = told
        wire.send("Network.emulateNetworkConditions", {
            "offline": False, "latency": latency, "downloadThroughput": speed, "uploadThroughput": speed,
        })  # fmt: skip
    if line == "slow":
        wire.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})


def spent() -> float:
    """Return the seconds of the processor that the browser's processes have taken."""
    total = 0.0
    for process in psutil.Process().children(recursive=True):
        try:
            if process.name() != "nginx":
                times = process.cpu_times()
                total += times.user + times.system
        except psutil.Error:
            continue
    return total


def visit(browser: Browser, base: str, query: str, line: str) -> Visit:
    """Open the search page at a query, and wait until the search is complete."""
    context = browser.new_context(viewport={"width": 360, "height": 740} if line == "slow" else None)
    page = context.new_page()
    page.set_default_timeout(120_000)
    page.add_init_script(WATCH)
    wire = context.new_cdp_session(page)
    known = listen(wire)
    slow_down(wire, line)
    before = spent()
    page.goto(f"{base}/search/?q={quote(query)}", wait_until="commit")
    page.wait_for_selector(ENDED, state="attached")
    if page.locator("[data-search-results] li").count():
        while not page.evaluate("window.shownFirst"):
            time.sleep(0.02)
    first, shown = page.evaluate(
        "[window.firstResult, window.shownFirst].map((each) => each || performance.now())"
    )
    seconds = spent() - before
    requests = sorted((each for each in known.values() if each.came), key=lambda each: each.asked)
    context.close()
    return Visit(first, shown, seconds, requests[0].asked, requests)


def told(name: str, visits: list[Visit]) -> str:
    """Return a line of the table: the medians of some visits."""
    columns = (
        [each.first for each in visits],
        [each.shown for each in visits],
        [len(each.early) for each in visits],
        [sum(request.size for request in each.early) / 1000 for each in visits],
        [len(each.requests) for each in visits],
        [sum(request.size for request in each.requests) / 1000 for each in visits],
    )
    seconds = statistics.mean(each.seconds for each in visits)
    return (
        f"| {name} | {' | '.join(f'{statistics.median(column):.0f}' for column in columns)} | {seconds:.2f} |"
    )


def told_each(made: Visit, base: str) -> str:
    """Return the requests of a visit, one a line."""
    return "\n".join(
        f"  {(each.asked - made.start) * 1000:6.0f} {(each.came - made.start) * 1000:6.0f} {each.size:7}  "
        f"{unquote(each.url.removeprefix(base))}"
        for each in made.requests
    )


def measure(browser: Browser, sites: list[Path], options: argparse.Namespace) -> None:
    """Ask all sites the same queries in turn, and print what it took."""
    for query in options.queries:
        for site in sites:
            with nginx(site) as served:
                visits = [visit(browser, served.base, query, options.line) for _ in range(options.runs)]
                print(told(f"{site.parent.name}/{site.name} {query}", visits), flush=True)
                if options.each:
                    print(told_each(visits[-1], served.base), flush=True)


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sites", type=Path, nargs="+")
    parser.add_argument("--queries", nargs="+", required=True)
    parser.add_argument("--line", choices=LINES, default="none")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--each", action="store_true")
    options = parser.parse_args()
    print(
        "| site, query | first ms | shown ms | requests to first | KB to first | requests | KB | processor s |"
    )
    print("|---|---|---|---|---|---|---|---|")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("chromium-headless-shell"),
            args=["--no-sandbox"],
        )
        with nginx(options.sites[0]) as served:
            visit(browser, served.base, options.queries[0], "none")  # the browser itself is warm
        measure(browser, options.sites, options)
        browser.close()


if __name__ == "__main__":
    main()
