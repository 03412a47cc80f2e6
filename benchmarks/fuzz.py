"""Hand hostile and damaged input to every verb and see that it is borne: ``python -m benchmarks.fuzz --runs 10000``.

Each input is a change to a small portal that has a file of every kind (fuzz_portal.py), with a command line
(fuzz_inputs.py). Whatever is handed in, the command ends with 0, 1 or 2, names no fault of its own, takes
neither 10 seconds of processor time nor 1 GB, gives every finding a place, and leaves site/ as it is unless
it ends with 0. A portal that is checked without errors is built; an identity number that is planted here and
there is in no site that is built. ``--only N`` runs one input of a seed and shows all of it.
"""

from __future__ import annotations

import argparse
import contextlib
import gzip
import io
import json
import multiprocessing
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from xml.etree import ElementTree

from benchmarks.fuzz_inputs import PLANTED, Input, clear, lay, make_input
from benchmarks.fuzz_portal import AS_OF, make_files

MOST_SECONDS, MOST_MEMORY = 10.0, 1 << 30
# Other work may keep the processor: only a process that got nowhere for this long is ended.
_GIVEN_UP = 90.0
_EXITS = (0, 1, 2)
_FAULTS = ("程序自身出错", "Traceback (most recent call last)")
# Controls but the line end, marks of direction, and what some take for a line end.
_UNSEEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_FINDING = re.compile(r"(?:错误|警告|提示) .+?:\d+:\d+　.*\[[a-z-]+\]")
_SKIPPED = ("site", ".cache", ".git")


@dataclass(frozen=True)
class Fault:
    """What an input showed: its seed and number bring it about again."""

    seed: int
    number: int
    kind: str
    told: str

    def __str__(self) -> str:
        return f"--seed {self.seed} --only {self.number}　{self.kind}　{self.told}"


@dataclass(frozen=True)
class Outcome:
    """What one run gave: exit code, both streams, and what it took."""

    code: int | str
    out: str
    err: str
    seconds: float = 0.0
    memory: int = 0


def prepare(folder: Path) -> Mapping[str, bytes]:
    """Make the portal, built and in a repository of its own; return its files."""
    files = make_files()
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    (folder / ".gitignore").write_text("site/\n.cache/\n")
    who = ["-c", "user.name=fuzz", "-c", "user.email=fuzz@example.gov.cn", "-c", "commit.gpgsign=false"]
    for words in (["init", "-q"], ["add", "-A"], [*who, "commit", "-q", "-m", "样例"]):
        subprocess.run(["git", "-C", str(folder), *words], check=True)
    built = _run(["build", "--root", str(folder), "--as-of", AS_OF])
    if built.code != 0:
        raise SystemExit(f"样例网站生成不了：{built.out}{built.err}")
    return files


def _run(arguments: list[str]) -> Outcome:
    """Run one command line in this process, with streams as the command has them."""
    from generator.cli.main import main

    streams = [
        io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="replace", newline="") for _ in range(2)
    ]
    start = time.process_time()
    code: int | str = "?"
    with contextlib.redirect_stdout(streams[0]), contextlib.redirect_stderr(streams[1]):
        try:
            code = main(arguments)
        except BaseException as error:
            code = f"{type(error).__name__}: {error}"
    texts = []
    for stream in streams:
        stream.flush()
        texts.append(stream.buffer.getvalue().decode("utf-8", "replace"))
    unit = 1 if sys.platform == "darwin" else 1024
    memory = (
        max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        * unit
    )
    return Outcome(code, texts[0], texts[1], time.process_time() - start, memory)


def _preview(root: Path, made: Input) -> Outcome:
    """Read the portal as the preview does, with the input as an edit of what is shown already."""
    from datetime import date

    from generator.errors import GongkaiError
    from generator.publish.previewing.live import Live

    start, code = time.process_time(), "0"
    try:
        live = Live(root, date.fromisoformat(AS_OF), 1)
        live.refresh()
        live.review()
        lay(made, root)
        live.edit([*made.files, *made.ways])
        if not live.refresh():
            live.review()
            if live.snapshot:
                for address in ("index.html", *list(live.snapshot.outline.jobs)[:3]):
                    live.snapshot.draw(address)
    except GongkaiError:
        pass
    except Exception as error:
        code = f"{type(error).__name__}: {error}"
    return Outcome(0 if code == "0" else code, "", "", time.process_time() - start)


def _state(root: Path) -> dict[str, tuple[int, ...]]:
    """Return what lies in a folder, by size, time and number of each file; its own working folders left out."""
    return dict(_walk(root, "", _SKIPPED))


def _site(root: Path) -> dict[str, tuple[int, ...]]:
    return dict(_walk(root / "site", "", ()))


def _walk(folder: Path, prefix: str, skipped: tuple[str, ...]) -> Iterator[tuple[str, tuple[int, ...]]]:
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        if not prefix and entry.name in skipped:
            continue
        path = prefix + entry.name
        if entry.is_dir(follow_symlinks=False):
            yield f"{path}/", ()
            yield from _walk(Path(entry.path), f"{path}/", skipped)
        else:
            status = entry.stat(follow_symlinks=False)
            yield path, (status.st_mode, status.st_size, status.st_mtime_ns, status.st_ino)


class Bench:
    """One portal to try inputs on, one after the other, each from the same state."""

    def __init__(self, base: Path, folder: Path, files: Mapping[str, bytes]) -> None:
        self.base, self.root, self.files = base, folder / "portal", files
        self.copy()

    def copy(self) -> None:
        """Lay the portal anew."""
        shutil.rmtree(self.root, ignore_errors=True)
        shutil.copytree(self.base, self.root, symlinks=True)
        os.chdir(self.root.parent)
        self.good, self.site = _state(self.root), _site(self.root)

    def try_input(self, seed: int, number: int) -> tuple[Outcome, list[Fault], list[str]]:
        """Run one input and judge it; the portal is afterwards as before."""
        made = make_input(seed, number, self.files)
        serving = made.arguments[0] == "serve"
        if not serving:
            lay(made, self.root)
        ours = {"site", ".cache"} & made.ways.keys()
        before = {} if ours else _site(self.root)
        outcome = _preview(self.root, made) if serving else _run([*made.arguments, "--root", str(self.root)])
        told = list(judge(outcome, made, self.root))
        if outcome.code != 0 and not ours and _site(self.root) != before:
            told.append(("site", "site变了"))
        self._restore(bool(ours) or (outcome.code == 0 and made.arguments[0] == "build"))
        return (
            outcome,
            [Fault(seed, number, *each) for each in told],
            [*made.notes, " ".join(made.arguments)[:200]],
        )

    def _restore(self, whole: bool) -> None:
        if whole:
            self.copy()
            return
        now = _state(self.root)
        wrong = sorted(path for path in {*now, *self.good} if now.get(path) != self.good.get(path))
        for path in reversed(wrong):
            if os.path.lexists(self.root / path):
                clear(self.root / path)
        for path in wrong:
            here, there = self.root / path, self.base / path
            if there.is_dir():
                here.mkdir(parents=True, exist_ok=True)
            elif path in self.good:
                here.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(there, here)
        self.good = _state(self.root)


def judge(outcome: Outcome, made: Input, root: Path) -> Iterator[tuple[str, str]]:
    """Yield what an outcome should not be, as a kind and what tells it."""
    said = outcome.out + outcome.err
    if outcome.code not in _EXITS:
        yield "exit", str(outcome.code)[:300]
    if any(fault in said for fault in _FAULTS):
        yield (
            "fault",
            next(line for line in said.split("\n") if any(fault in line for fault in _FAULTS))[:300],
        )
    if outcome.seconds > MOST_SECONDS:
        yield "time", f"{outcome.seconds:.1f}秒"
    if outcome.memory > MOST_MEMORY:
        yield "memory", f"{outcome.memory >> 20}MB"
    if made.arguments[0] == "build" and outcome.code == 0:
        # What has the number is an error: a site that was built has it nowhere.
        yield from (("leak", path) for path in _leaks(root / "site"))
    if "[output-" in outcome.out:
        yield "late", next(line for line in outcome.out.split("\n") if "[output-" in line)[:300]
    verb, form = made.arguments[0], made.arguments[-1]
    shown = outcome.err if verb == "ledger" or form in ("json", "sarif", "junit", "html", "csv") else said
    if unseen := _UNSEEN.search(shown):
        yield "unseen", repr(shown[max(unseen.start() - 60, 0) : unseen.end() + 20])
    if verb == "check" and outcome.code in (0, 1, 2) and outcome.out:
        try:
            yield from _judge_findings(outcome.out, form, root)
        except (ValueError, KeyError, ElementTree.ParseError) as error:
            yield "format", f"{form}: {error}"


def _leaks(site: Path) -> Iterator[str]:
    """Yield the files of a site that show the planted number, or bear it as their name."""
    for path in sorted(site.rglob("*")):
        raw = path.read_bytes() if path.is_file() else b""
        if raw[:2] == b"\x1f\x8b":
            raw = gzip.decompress(raw)
        if PLANTED in path.name or PLANTED.encode() in raw:
            yield path.relative_to(site).as_posix()


def _judge_findings(out: str, form: str, root: Path) -> Iterator[tuple[str, str]]:
    out.encode("utf-8")
    if form == "junit":
        ElementTree.fromstring(out)
    elif form == "sarif":
        for result in json.loads(out)["runs"][0]["results"]:
            region = result["locations"][0]["physicalLocation"]["region"]
            if region["startLine"] < 1 or region["startColumn"] < 1:
                yield "place", str(result)[:300]
    elif form == "json":
        for one in json.loads(out)["findings"]:
            text = json.dumps(one, ensure_ascii=False)
            if (
                not one["path"]
                or one["line"] < 1
                or one["column"] < 1
                or not one["message"]
                or not one["hint"]
            ):
                yield "place", text[:300]
            if not _reaches(root / one["path"], one["line"]):
                yield "place", f"没有这一行：{text[:300]}"
    else:
        for line in out.split("\n"):
            if line.startswith(("错误 ", "警告 ", "提示 ")) and not _FINDING.fullmatch(line):
                yield "place", line[:300]


def _reaches(path: Path, line: int) -> bool:
    """Tell whether a text file has that many lines; what is no text, or not there, is not asked."""
    if line == 1:
        return True
    try:
        raw = path.read_bytes()
    except (OSError, ValueError):
        return True
    if path.suffix in (".xlsx", ".xls", ".pdf", ".docx"):
        return True
    return len(re.split(rb"\r\n|\r|\n", raw)) >= line


def _work(pipe: Connection, base: Path, folder: Path) -> None:
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    bench = Bench(base, folder, make_files())
    while (job := pipe.recv()) is not None:
        outcome, faults, notes = bench.try_input(*job)
        pipe.send((outcome.seconds, outcome.memory, str(outcome.code), faults, notes))


@dataclass
class _Worker:
    """A process that tries inputs, and the input that it is at since a moment."""

    process: BaseProcess
    pipe: Connection
    folder: Path
    at: tuple[int, int] | None = None
    since: float = 0.0


def fuzz(
    seed: int, numbers: range, workers: int, seconds: float = 0.0, told: bool = False
) -> tuple[list[Fault], Counter[str]]:
    """Try inputs in several processes; return what was wrong, and how many inputs ended how."""
    faults: list[Fault] = []
    exits: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(prefix="fuzz-") as name:
        base = Path(name) / "base"
        base.mkdir()
        prepare(base)
        left, end = iter(numbers), time.monotonic() + seconds if seconds else float("inf")
        crew = [_start(base, Path(name) / f"w{n}") for n in range(workers)]
        try:
            while True:
                for worker in crew:
                    number = next(left, None) if worker.at is None and time.monotonic() < end else None
                    if number is not None:
                        worker.at, worker.since = (seed, number), time.monotonic()
                        worker.pipe.send(worker.at)
                busy = [worker for worker in crew if worker.at]
                if not busy:
                    break
                for n, worker in enumerate(crew):
                    found = _collect(worker, exits)
                    faults += found
                    for each in found if told else ():
                        print(each, flush=True)
                    if not worker.process.is_alive():
                        crew[n] = _start(base, worker.folder)
                wait([worker.pipe for worker in busy], timeout=1)
        finally:
            for worker in crew:
                worker.process.kill()
    return faults, exits


def _start(base: Path, folder: Path) -> _Worker:
    folder.mkdir(exist_ok=True)
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(theirs, base, folder))
    process.start()
    theirs.close()
    return _Worker(process, ours, folder)


def _collect(worker: _Worker, exits: Counter[str]) -> list[Fault]:
    """Return what is wrong with the input a worker is at, if it is done with it or will never be."""
    if worker.at is None:
        return []
    try:
        if not worker.pipe.poll():
            if time.monotonic() - worker.since < _GIVEN_UP:
                return []
            worker.process.kill()
            worker.process.join()
            return [Fault(*worker.at, "hang", f"{_GIVEN_UP:.0f}秒没有结果")]
        _, memory, code, faults, _ = worker.pipe.recv()
    except (EOFError, OSError):
        worker.process.join()
        return [Fault(*worker.at, "death", f"进程结束码{worker.process.exitcode}")]
    exits[code if code in ("0", "1", "2") else "其他"] += 1
    worker.at = None
    if memory > MOST_MEMORY:  # it never shrinks: the next input would seem to need as much
        worker.process.kill()
        worker.process.join()
    return list(faults)


def _show(seed: int, number: int) -> None:
    with tempfile.TemporaryDirectory(prefix="fuzz-") as name:
        base = Path(name) / "base"
        base.mkdir()
        bench = Bench(base, Path(name), prepare(base))
        outcome, faults, notes = bench.try_input(seed, number)
        print(
            "\n".join(notes),
            f"\n结束码{outcome.code}，{outcome.seconds:.2f}秒",
            outcome.out[-6_000:],
            outcome.err[-6_000:],
            sep="\n",
        )
        print(*faults, sep="\n")


def main() -> int:
    """Run the fuzz from the command line; 1 when anything was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--runs", type=int, default=10_000)
    parser.add_argument("--from", type=int, default=0, dest="first")
    parser.add_argument("--seconds", type=float, default=0.0, help="stop after this long")
    parser.add_argument("--workers", type=int, default=min(os.cpu_count() or 1, 4))
    parser.add_argument("--only", type=int, help="run this one input here, and show it")
    given = parser.parse_args()
    if given.only is not None:
        _show(given.seed, given.only)
        return 0
    start = time.monotonic()
    faults, exits = fuzz(
        given.seed, range(given.first, given.first + given.runs), given.workers, given.seconds, told=True
    )
    counted = "，".join(f"{code}有{number}次" for code, number in sorted(exits.items()))
    print(
        f"试了{sum(exits.values())}个输入，用时{time.monotonic() - start:.0f}秒；结束码{counted}；不对的{len(faults)}个。"
    )
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
