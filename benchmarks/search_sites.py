"""Sites for the benchmark of the search: a portal of generated documents, one of given Markdown, another release's, Pagefind's.

Each comes with what building its index takes: seconds of the processor, and memory.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from benchmarks.corpus import LAST_DAY, make_corpus

ROOT = Path(__file__).resolve().parents[1]
DAY = "2026-11-20"
_HEAD = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_TITLE = re.compile(r"(?m)^#{1,2} +(.+?) *#*$")
_LINK = re.compile(r"!?\[([^\]\n]*)\]\([^)\n]*\)")
_COLUMNS = """\
portal: {name: 示例区人民政府, level: district, domain: www.example.gov.cn, site_code: "5000000000", organizer: 示例区人民政府办公室}
columns: [{name: 通知公告, description: 发布需要公众知晓的事项。, unit: 区政府办公室, owner: 张某, cycle: monthly}]
"""
# Pagefind's own search, with the marks that the benchmark looks for: as many results at first, as many more at a time.
_PAGE = """<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>Pagefind</title>
<p data-result-count data-step="written"></p><ol></ol><button data-more hidden>more</button>
<script type="module" src="../search.js"></script></html>
"""
_SCRIPT = """import { search } from "./pagefind/pagefind.js";
const [count, list, more] = ["[data-result-count]", "ol", "[data-more]"].map((each) => document.querySelector(each));
const { results } = await search(new URLSearchParams(location.search).get("q"));
let shown = 0;
async function show(number) {
  const asked = results.slice(shown, shown + number);
  shown += asked.length;
  (await Promise.all(asked.map((each) => each.data()))).forEach(({ url }) => {
    const link = document.createElement("a");
    link.href = url;
    link.dataset.result = "";
    list.append(link);
  });
  more.hidden = shown >= results.length;
}
await show(10);
count.textContent = results.length;
count.dataset.state = "done";
more.addEventListener("click", () => { more.hidden = true; show(20); });
"""


@dataclass(frozen=True)
class Spent:
    """What a process took: seconds of the processor, its own and the system's, and at most so many MB of memory."""

    seconds: float
    megabytes: float


def spent_by(command: Sequence[str | Path]) -> Spent:
    """Run a command and return what it took. Raises CalledProcessError where it fails."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=ROOT)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, list(map(str, command)))
    return Spent(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1000)


def generated(count: int, folder: Path) -> Path:
    """Return the built site of a portal of so many generated documents; one that is there already is as good."""
    root = folder / f"generated-{count}"
    if not (root / "site").is_dir():
        make_corpus(root, count)
        build(root)
    return root / "site"


def of_markdown(texts: Path, folder: Path) -> Path:
    """Return the built site of a portal of the Markdown files below a folder, each by its first heading or its name.

    What they link to is not there: of a link its words remain.
    """
    root = folder / "markdown"
    shutil.rmtree(root, ignore_errors=True)
    (root / "content" / "tzgg").mkdir(parents=True)
    (root / "columns.yml").write_text(_COLUMNS, encoding="utf-8")
    shutil.copyfile(ROOT / "mkdocs.yml", root / "mkdocs.yml")
    for number, path in enumerate(sorted(texts.rglob("*.md")), 1):
        text = _LINK.sub(r"\1", _HEAD.sub("", path.read_text(encoding="utf-8", errors="replace")))
        found = _TITLE.search(text)
        title = (found[1] if found else path.stem).replace('"', "”").replace("\\", "")
        day = LAST_DAY - timedelta(days=number % 3650)
        head = f'---\ntitle: "{title}"\nissuer: 区政府办公室\npublished: {_moment(day)}\n---\n\n'
        name = f"{day:%Y%m%d}-{number:06d}.md"
        (root / "content" / "tzgg" / name).write_text(head + text, encoding="utf-8")
    build(root, strict=False)
    return root / "site"


def _moment(day: datetime) -> str:
    return f"{day:%Y-%m-%d %H:%M}"


def of_release(site: Path, folder: Path, release: Path) -> Path:
    """Return the site that the program of another checkout builds of the portal of a built site.

    Raises FileNotFoundError for a site without its portal.
    """
    root, made = site.resolve().parent, folder / "release"
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir()
    for name in ("columns.yml", "mkdocs.yml"):
        shutil.copyfile(root / name, made / name)
    shutil.copytree(root / "content", made / "content")
    # The look of the pages, of which the search page is one, is that of its program.
    shutil.copytree(release / "theme", made / "theme")
    if (root / "known.csv").is_file():
        shutil.copyfile(root / "known.csv", made / "known.csv")
    build(made, program=release)
    return made / "site"


def build(root: Path, *, strict: bool = True, program: Path = ROOT) -> None:
    """Build a portal; unless ``strict``, whatever its texts say: errors are told as hints. ``program`` is a checkout."""
    if not strict:
        with (root / "columns.yml").open("a", encoding="utf-8") as file:
            file.write("limits: {national: false, inspect_files: false}\n")
        accept = [ROOT / "gongkai", "check", "--root", root, "--as-of", DAY, "--accept-known", "known.csv"]
        subprocess.run(list(map(str, accept)), stdout=subprocess.DEVNULL, check=False)
    command = [program / "gongkai", "build", "--root", root, "--as-of", DAY]
    subprocess.run(list(map(str, command)), stdout=subprocess.DEVNULL, cwd=program, check=True)


def index_spent(site: Path, folder: Path, program: Path = ROOT) -> Spent | None:
    """Return what making the index of a site alone takes, in one process; None for a site without its portal.

    ``program`` is the checkout that built it; one from before index_alone.py was there cannot tell either.
    """
    root, alone = site.resolve().parent, program / "benchmarks" / "index_alone.py"
    if not (root / "columns.yml").is_file() or not alone.is_file():
        return None
    report = folder / "index.txt"
    python = sys.executable if program == ROOT else program / ".venv" / "bin" / "python"
    made = spent_by([python, alone, root, "--report", report])
    return Spent(float(report.read_text(encoding="ascii")), made.megabytes)


def of_pagefind(site: Path, folder: Path, program: Path) -> tuple[Path, Spent]:
    """Return a site with nothing but Pagefind's search over the pages of a site, and what its index took."""
    made = folder / "pagefind-site"
    shutil.rmtree(made, ignore_errors=True)
    (made / "search").mkdir(parents=True)
    # What stands around a text on its page is no part of it.
    parts = ["--root-selector", "article", "--glob", "**/*.html", "--force-language", "zh-cn"]
    spent = spent_by([program, "--site", site, "--output-path", made / "pagefind", *parts])
    (made / "search" / "index.html").write_text(_PAGE, encoding="utf-8")
    (made / "search.js").write_text(_SCRIPT, encoding="utf-8")
    return made, spent
