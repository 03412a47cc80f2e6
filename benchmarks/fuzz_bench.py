"""One portal to try inputs on: laid, run, judged, and as before afterwards."""

from __future__ import annotations

import contextlib
import io
import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.fuzz_inputs import Input, clear, lay, make_input
from benchmarks.fuzz_judge import Outcome, judge
from benchmarks.fuzz_portal import AS_OF, make_files

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
