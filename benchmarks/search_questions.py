"""Are questions answered as people put them? Asks the sets of search_sets/ on the search page of the sample in Chromium.

    python -m benchmarks.search_questions [building|second|third|apart] [SITE] [--show]

Each question has a part of what should be answered, or nothing where the sample has no answer. Prints the share that is
answered rightly (among the three that are shown, and first), the share of those without an answer that are given none,
and what one question reads of the files, each in a browser that has read nothing yet.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import yaml
from playwright.sync_api import Browser, Response, sync_playwright

from benchmarks.search_exact import serve
from benchmarks.search_sets import ROOT, SETS, plain


@dataclass(frozen=True)
class Question:
    """What is asked, and what will do as an answer; nothing where there is none."""

    ask: str
    answers: tuple[str, ...]


@dataclass(frozen=True)
class Reply:
    """How the page replied: its state, what it offered, and what it read of the files for that."""

    question: Question
    state: str
    titles: tuple[str, ...]
    requests: int
    size: int

    @property
    def place(self) -> int:
        """The place of the first title that will do, from 1 on; 0 for none."""
        wanted = [plain(answer) for answer in self.question.answers]
        return next(
            (n for n, title in enumerate(self.titles, 1) if any(each in plain(title) for each in wanted)), 0
        )

    @property
    def right(self) -> bool:
        """Whether the right answer is shown, or none where there is none."""
        return self.place > 0 if self.question.answers else not self.titles and self.state != "failed"


def read_questions(half: str) -> list[Question]:
    """Return the questions of one set."""
    rows = yaml.safe_load((SETS / f"questions-{half}.yml").read_text(encoding="utf-8"))
    return [Question(row["ask"], _several(row.get("answer", ()))) for row in rows]


def _several(told: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return (told,) if isinstance(told, str) else tuple(told)


def ask(browser: Browser, base: str, question: Question) -> Reply:
    """Return how the page replies to a question, in a browser that has read nothing yet."""
    context = browser.new_context()
    page = context.new_page()
    read: list[Response] = []
    page.on(
        "response", lambda response: read.append(response) if "/search/questions" in response.url else None
    )
    page.on("pageerror", lambda error: print(f"页面的脚本出错：{error}"))
    page.goto(f"{base}/search/?q={quote(question.ask)}")
    page.wait_for_selector(
        "[data-result-count]:is([data-state=done],[data-state=error])", state="attached", timeout=120_000
    )
    page.wait_for_selector("[data-answer]:not([data-state=loading])", state="attached", timeout=120_000)
    state = page.get_attribute("[data-answer]", "data-state") or ""
    titles = tuple(page.locator("[data-answered]").all_inner_texts())
    size = sum(len(response.body()) for response in read)
    context.close()
    return Reply(question, state, titles, len(read), size)


def table(replies: list[Reply]) -> str:
    """Return the shares."""
    asked = [reply for reply in replies if reply.question.answers]
    others = [reply for reply in replies if not reply.question.answers]
    rows = [
        f"有答案的 {len(asked)} 个：前三 {_share(asked):.2f}，第一 {sum(r.place == 1 for r in asked) / len(asked):.2f}"
    ]
    rows.append(f"没有答案的 {len(others)} 个：没有答错 {_share(others):.2f}")
    for name, sizes in (
        ("字节", [r.size for r in replies if r.size]),
        ("请求", [r.requests for r in replies if r.size]),
    ):
        rows.append(f"一个问题的{name}：中位数 {statistics.median(sizes):.0f}，最多 {max(sizes)}")
    return "\n".join(rows)


def _share(replies: list[Reply]) -> float:
    return sum(reply.right for reply in replies) / max(1, len(replies))


def main() -> int:
    """Ask one set; end 1 where either share is below nine of ten."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "half", nargs="?", default="building", choices=["building", "second", "third", "apart"]
    )
    parser.add_argument("site", nargs="?", type=Path, default=ROOT / "site")
    parser.add_argument("--show", action="store_true", help="print what was not right")
    chosen = parser.parse_args()
    with serve(chosen.site) as base, sync_playwright() as tool:
        chromium = shutil.which("chromium") or shutil.which("chromium-headless-shell")
        browser = tool.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        replies = [ask(browser, base, question) for question in read_questions(chosen.half)]
        browser.close()
    print(table(replies))
    if chosen.show:
        for reply in replies:
            if not reply.right or (reply.question.answers and reply.place > 1):
                print(f"{reply.question.ask}｜{reply.state}｜第{reply.place}｜{'、'.join(reply.titles)}")
    of = [[r for r in replies if bool(r.question.answers) is wanted] for wanted in (True, False)]
    return 0 if all(_share(each) >= 0.9 for each in of) else 1


if __name__ == "__main__":
    raise SystemExit(main())
