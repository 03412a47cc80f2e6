"""Compare gongkai with its peers on one corpus, in one run: a table with ratios, a chart, JSON.

    python benchmarks/compare.py --documents 10000 --runs 3 --peers PATH_OF_VENV

The peers live in a virtual environment of their own with hugo, pagefind_bin_extended, mkdocs-material and
zensical. Times are wall seconds of whole commands from the shell's side, start-up included; memory is the
largest resident set of any process of the command, in MB; figures are medians of the runs.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from benchmarks.chart import bar_chart
from benchmarks.corpus import make_corpus
from benchmarks.peers import make_hugo, make_mkdocs

AS_OF = "2026-11-20"
_FORGETTING = 6  # seconds


@dataclass(frozen=True)
class Figure:
    """One measured command."""

    name: str
    seconds: float
    megabytes: float


def measure(command: list[str], folder: Path) -> tuple[float, float]:
    """Run a command; return wall seconds and the peak memory in MB of its largest process."""
    watcher = (
        "import resource,subprocess,sys;"
        "code=subprocess.run(sys.argv[1:],stdout=subprocess.DEVNULL).returncode;"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss);sys.exit(code)"
    )
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", watcher, *command], cwd=folder, capture_output=True, text=True, check=False
    )
    seconds = time.perf_counter() - start
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {done.returncode}\n{done.stderr}")
    return seconds, int(done.stdout.split()[-1]) / 1024


@dataclass(frozen=True)
class Trial:
    """A command to be measured in a folder, each time after ``before``."""

    name: str
    command: list[str]
    folder: Path
    before: Callable[[], None] = lambda: None


def measure_all(trials: Sequence[Trial], rounds: int) -> list[Figure]:
    """Measure the trials round by round and return their medians: the machine's moods meet all alike."""
    found: dict[str, list[tuple[float, float]]] = {}
    for _ in range(rounds):
        for trial in trials:
            trial.before()
            seconds, megabytes = measure(trial.command, trial.folder)
            found.setdefault(trial.name, []).append((seconds, megabytes))
            print(f"  {trial.name}: {seconds:.2f} s, {megabytes:.0f} MB", flush=True)
    return [
        Figure(name, *(statistics.median(each) for each in zip(*pairs, strict=True)))
        for name, pairs in found.items()
    ]


def gongkai_python() -> str:
    """Return the interpreter of the environment that ``./gongkai`` makes."""
    folder = Path(__file__).resolve().parents[1] / ".venv"
    return str(next(path for path in (folder / "bin/python", folder / "Scripts/python.exe") if path.exists()))


def remover(*folders: Path) -> Callable[[], None]:
    """Return what removes these folders, and waits until the file system has forgotten them.

    For five seconds ext4 gives no inode out again, and looks through all that were freed for every new file:
    who writes many files right after many were deleted pays several times as much for each.
    """

    def remove() -> None:
        for folder in folders:
            shutil.rmtree(folder, ignore_errors=True)
        time.sleep(_FORGETTING)

    return remove


def ours(corpus: Path, rounds: int) -> list[Trial]:
    """Return full builds, builds after one changed document, and builds of an unchanged tree."""
    command = [str(Path(__file__).resolve().parents[1] / "gongkai"), "build", "--as-of", AS_OF]
    documents = sorted(corpus.rglob("2026*.md"))
    changed = iter(documents[:: max(1, len(documents) // (2 * rounds + 2))])

    def change() -> None:
        path = next(changed)
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("title: ", "title: 修订后的", 1), encoding="utf-8")

    clean = remover(corpus / "site", corpus / ".cache")
    script = str(Path(__file__).with_name("pages_alone.py"))
    alone = [gongkai_python(), script, str(corpus), "--as-of", AS_OF]
    return [
        Trial("gongkai pages alone", alone, corpus, clean),
        Trial("gongkai full", command, corpus, clean),
        # The first makes the second of the two trees that take turns.
        Trial("gongkai first document after it", command, corpus, change),
        Trial("gongkai one document", command, corpus, change),
        Trial("gongkai unchanged", command, corpus),
    ]


def theirs(corpus: Path, work: Path, peers: Path) -> list[Trial]:
    """Return the peers on the same corpus: Hugo, then Pagefind over what Hugo made."""
    make_hugo(corpus, work / "hugo")
    public = work / "hugo" / "public"
    find = "import pagefind_bin_extended as p, os; os.execv(p.get_executable(), ['pagefind', '--site', 'public'])"
    index = [str(peers / "bin" / "python"), "-c", find]
    return [
        Trial("hugo", [str(peers / "bin" / "hugo"), "--quiet"], work / "hugo", remover(public)),
        Trial("pagefind extended", index, work / "hugo", remover(public / "pagefind")),
    ]


def slow_ones(corpus: Path, work: Path, peers: Path) -> list[Trial]:
    """Return MkDocs with Material and Zensical on the same corpus."""
    make_mkdocs(corpus, work / "mkdocs")
    clean = remover(work / "mkdocs" / "site")
    return [
        Trial(name, [str(peers / "bin" / name), "build"], work / "mkdocs", clean)
        for name in ("mkdocs", "zensical")
    ]


def report(figures: list[Figure], documents: int, runs: int) -> str:
    """Return the table: seconds, memory, and the ratio to Hugo followed by Pagefind extended."""
    by_name = {figure.name: figure for figure in figures}
    # Without peers, the full build is what the others are compared with.
    peers = [by_name[name] for name in ("hugo", "pagefind extended") if name in by_name]
    against = peers or [by_name["gongkai full"]]
    base = sum(figure.seconds for figure in against)
    memory = max(figure.megabytes for figure in against)
    lines = [
        f"{documents} documents, {os.cpu_count()} cores, medians of {runs}; base = {' + '.join(figure.name for figure in against)} "
        f"= {base:.1f} s, {memory:.0f} MB",
        "",
        "| command | seconds | of base | MB | of base |",
        "|---|---|---|---|---|",
    ]
    for figure in figures:
        lines.append(
            f"| {figure.name} | {figure.seconds:.2f} | {figure.seconds / base:.3f} "
            f"| {figure.megabytes:.0f} | {figure.megabytes / memory:.2f} |"
        )
    return "\n".join(lines) + "\n"


def main() -> None:
    """Run the comparison from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument(
        "--peers", type=Path, help="virtual environment of the peers; without it, gongkai alone"
    )
    parser.add_argument("--slow-peers", action="store_true", help="MkDocs and Zensical too, one run each")
    parser.add_argument("--out", type=Path, default=Path("docs/开发/测速"), help="where results are written")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        make_corpus(work / "corpus", arguments.documents)
        trials, slow = ours(work / "corpus", arguments.runs), []
        if arguments.peers:
            peers = arguments.peers.resolve()
            trials = [*theirs(work / "corpus", work, peers), *trials]
            slow = slow_ones(work / "corpus", work, peers) if arguments.slow_peers else []
        figures = [*measure_all(trials, arguments.runs), *measure_all(slow, 1)]
    arguments.out.mkdir(parents=True, exist_ok=True)
    stem = arguments.out / f"{arguments.documents}"
    text = report(figures, arguments.documents, arguments.runs)
    stem.with_suffix(".txt").write_text(text, encoding="utf-8")
    stem.with_suffix(".svg").write_text(bar_chart([(f.name, f.seconds) for f in figures]), encoding="utf-8")
    stem.with_suffix(".json").write_text(
        json.dumps([asdict(f) for f in figures], indent=2) + "\n", encoding="utf-8"
    )
    print(text)


if __name__ == "__main__":
    main()
