"""Have one job done by a process of its own, and wait for it: what an executor runs, here or on another machine.

A process of its own, because what opens the files of a portal starts processes in turn, which a worker of a
cluster may not; because a portal that takes its builder down must not take the others along; and because it
reads the end of its standard input when whoever waits for it is gone, and then ends too, so that the next try
finds nobody at work in the portal.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from dataclasses import replace

from generator.errors import GongkaiError
from generator.fleet.job import Job, Outcome, State, job_text, read_outcome
from generator.fleet.standing import still_deployed, still_standing
from generator.program import program_digest

ONE = ("-I", "-m", "generator", "fleet", "one")
# Of a longer log its end is kept.
_LONGEST_LOG = 200_000


def tend(job: Job) -> Outcome:
    """Return what came of a job. A portal in a folder that is as it should be takes no process."""
    start = time.perf_counter()
    standing = _standing(job)
    if standing:
        return replace(standing, seconds=round(time.perf_counter() - start, 3))
    with tempfile.TemporaryFile() as log:
        with subprocess.Popen(
            [sys.executable, *ONE], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log
        ) as process:
            assert process.stdin
            assert process.stdout
            try:
                process.stdin.write(f"{job_text(job)}\n".encode("ascii"))
                process.stdin.flush()
                said = process.stdout.read()
            except BrokenPipeError:
                said = b""
            except BaseException:
                process.kill()
                raise
        size = log.seek(0, 2)
        log.seek(max(0, size - _LONGEST_LOG))
        told = log.read().decode("utf-8", "replace")
    outcome = _outcome(job, said, process.returncode)
    return replace(outcome, log=told, seconds=round(time.perf_counter() - start, 3))


def _standing(job: Job) -> Outcome | None:
    if job.repository or job.program != program_digest():
        return None
    try:
        standing = still_standing(job)
        return standing if standing and still_deployed(job) else None
    except (GongkaiError, OSError):  # told by who does the job
        return None


def _outcome(job: Job, said: bytes, code: int) -> Outcome:
    try:
        return read_outcome(json.loads(said))
    except ValueError:
        ended = f"信号{-code}" if code < 0 else f"结束码{code}"
        return Outcome(job.name, State.DIED, f"构建的进程中途断了（{ended}）。")
