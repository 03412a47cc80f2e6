"""What do answers cost, and are they found, where a portal has many policies? Adds generated ones to those of the sample.

    python -m benchmarks.questions_growth [--counts 0 2000 10000] [--set building] [SITE]

SITE is the built sample; it is copied aside. Of each count prints the files of the answers, their size, the seconds of
the processor that making them takes, and what search_questions.py prints.
"""

from __future__ import annotations

import argparse
import random
import shutil
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from playwright.sync_api import sync_playwright

from benchmarks.corpus import KINDS, OBJECTS, RESULTS, SUBJECTS, VERBS
from benchmarks.search_exact import serve
from benchmarks.search_questions import ask, read_questions, table
from benchmarks.search_sets import ROOT
from generator.load.portal import load_portal
from generator.render.site.answering import question_entries
from generator.render.site.shelf import make_shelf
from generator.search.questions.entry import Entry, Rank
from generator.search.questions.files import QuestionFiles, answers_of


def policies(count: int) -> Iterator[Entry]:
    """Yield generated policies; the same count gives the same."""
    rng = random.Random(7)
    for number in range(count):
        thing, other = rng.choice(OBJECTS), rng.choice(OBJECTS)
        title = f"{rng.choice(SUBJECTS)}关于{rng.choice(VERBS)}{thing}和{other}的{rng.choice(KINDS)}（第{number}号）"
        summary = f"{rng.choice(VERBS)}{thing}，{rng.choice(RESULTS)}，{rng.choice(VERBS)}{other}，{rng.choice(RESULTS)}。"
        shown = {
            "kind": "政策文件",
            "title": title,
            "url": f"x/{number}.html",
            "number": f"示例发〔2026〕{number}号",
        }
        yield Entry(Rank.POLICY, title, thing, summary, shown | {"text": summary})


def write(site: Path, entries: list[Entry]) -> str:
    """Write the files of these entries into a site in place of its own; return what they are and what they cost."""
    start = time.process_time()
    made = QuestionFiles(answers_of(entries), (), "")
    files = {name: made.file(name) for name in made.names}
    spent = time.process_time() - start
    shutil.rmtree(site / "search" / "questions")
    folder = site / "search" / "questions" / made.key
    folder.mkdir(parents=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    (site / "search" / "questions.json").write_bytes(
        made.contents([{"title": "公开信箱", "url": "hdjl/gkxx/"}])
    )
    sizes = [len(data) for data in files.values()]
    return f"{len(entries)}个条目：{len(files)}个文件，共{sum(sizes)}字节，最大{max(sizes)}字节，处理器时间{spent:.2f}秒"


def main() -> None:
    """Measure each count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", nargs="?", type=Path, default=ROOT / "site")
    parser.add_argument("--counts", type=int, nargs="+", default=[0, 2000, 10_000])
    parser.add_argument("--set", default="building")
    chosen = parser.parse_args()
    portal = load_portal(ROOT, date(2026, 11, 20)).portal
    assert portal
    own = list(question_entries(make_shelf(portal)))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as tool:
        site = Path(folder) / "site"
        shutil.copytree(chosen.site, site)
        program = shutil.which("chromium") or shutil.which("chromium-headless-shell")
        browser = tool.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for count in chosen.counts:
            print(write(site, [*own, *policies(count)]), flush=True)
            with serve(site) as base:
                print(
                    table([ask(browser, base, question) for question in read_questions(chosen.set)]),
                    flush=True,
                )
        browser.close()


if __name__ == "__main__":
    main()
