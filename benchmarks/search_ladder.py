"""What does the ladder cost? Asks the cases of search_sets/ of a large portal, in Chromium over nginx, each cold.

    python benchmarks/search_ladder.py SITE [building|apart|new] [--each 12]

Prints, for each kind of case and for each step that answered, the KB and requests of the whole search and the
milliseconds to its end. What is found does not count here: the portal may be of anything.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from benchmarks.search import ENDED, Served, nginx
from benchmarks.search_sets import Case, read_cases


@dataclass(frozen=True)
class Cost:
    """What one search took: the step that answered, milliseconds, bytes and requests."""

    case: Case
    step: str
    milliseconds: float
    size: int
    requests: int


def ask(browser: Browser, served: Served, case: Case) -> Cost:
    """Ask one case in a browser context of its own."""
    context = browser.new_context()
    page = context.new_page()
    page.set_default_timeout(240_000)
    served.sent()
    page.goto(f"{served.base}/search/?q={quote(case.query)}", wait_until="commit")
    page.wait_for_selector(ENDED, state="attached")
    taken = page.evaluate("performance.now()")
    step = page.get_attribute("[data-result-count]", "data-step") or "—"
    sent = served.sent()
    context.close()
    return Cost(case, step, taken, sum(each.size for each in sent), len(sent))


def line(name: str, costs: Sequence[Cost]) -> str:
    """Return a line of the table: median and the value that one in twenty exceeds."""
    columns = (
        sorted(each.size / 1000 for each in costs),
        sorted(each.requests for each in costs),
        sorted(each.milliseconds for each in costs),
    )
    told = [
        f"{statistics.median(column):.0f} ({column[min(len(column) - 1, int(0.95 * len(column)))]:.0f})"
        for column in columns
    ]
    return f"| {name} | {len(costs)} | {' | '.join(told)} |"


def main() -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("site", type=Path)
    parser.add_argument("half", nargs="?", default="building")
    parser.add_argument("--each", type=int, default=12, help="cases of each kind")
    options = parser.parse_args()
    asked: Counter[str] = Counter()
    cases = []
    for case in read_cases(options.half):
        asked[case.kind] += 1
        if asked[case.kind] <= options.each:
            cases.append(case)
    program = shutil.which("chromium-headless-shell") or "/usr/lib/chromium/chromium-headless-shell"
    with nginx(options.site) as served, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        costs = [ask(browser, served, case) for case in cases]
        browser.close()
    print("| kind | queries | KB | requests | ms |\n|---|---|---|---|---|")
    for kind in dict.fromkeys(each.case.kind for each in costs):
        print(line(kind, [each for each in costs if each.case.kind == kind]))
    for step in dict.fromkeys(each.step for each in costs):
        print(line(step, [each for each in costs if each.step == step]))
    print(line("all", costs))
    for each in sorted(costs, key=lambda each: -each.size)[:8]:
        print(f"{each.size / 1000:.0f} KB, {each.requests} requests: {each.case.query} ({each.step})")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
