"""What has a machine build and deploy by itself: a systemd service with its timer, and the same as a line of cron.

The job is asked often and does nothing unless something changed, be it by time or by an edit. A timer of the exact
moments would have to be written anew at every edit, and misses what appears while the machine is off.
"""

from __future__ import annotations

import hashlib
import shlex
from collections.abc import Sequence
from pathlib import Path

from generator.data import dataclass
from generator.load.cache.seal import read_sealed, write_sealed
from generator.publish.alive import tree_inode
from generator.publish.unchanged import record_file

# Each divides an hour, so that a document of 09:30 appears at 09:30.
INTERVALS = (1, 2, 5, 10, 15, 30)
_UNNAMEABLE = frozenset("\"'\\")


@dataclass(frozen=True)
class Job:
    """What is to run, as whom, every how many minutes; ``title`` is what people call it."""

    name: str
    title: str
    user: str
    command: tuple[str, ...]
    every: int


def service_unit(job: Job) -> str:
    """Return the unit that runs the job once."""
    return (
        f"[Unit]\nDescription={_value(job.title)}\nWants=network-online.target\nAfter=network-online.target\n\n"
        f"[Service]\nType=oneshot\nUser={_value(job.user)}\nExecStart={_exec(job.command)}\nNice=10\n"
    )


def timer_unit(job: Job) -> str:
    """Return the unit that starts the service. It counts minutes, so the machine's zone does not matter."""
    return (
        f"[Unit]\nDescription={_value(job.title)}\n\n[Timer]\nOnCalendar={_calendar(job.every)}\n"
        f"AccuracySec=1s\nPersistent=yes\nUnit={job.name}.service\n\n[Install]\nWantedBy=timers.target\n"
    )


def cron_line(job: Job) -> str:
    """Return the line for the user's own table. A percent sign would end the command there."""
    return f"*/{job.every} * * * * {shlex.join(job.command)}\n".replace("%", "\\%")


def _calendar(every: int) -> str:
    return f"*-*-* *:0/{every}:00"


def _value(text: str) -> str:
    return text.replace("%", "%%")


def _exec(command: Sequence[str]) -> str:
    """Return a command line as systemd reads it: everything quoted, and nothing of it stands for something else."""
    # A program with such a name is refused, however it is quoted.
    if set(command[0]) & _UNNAMEABLE:
        command = ("/bin/sh", "-c", 'exec "$@"', "sh", *command)
    first, *rest = (_value(word.replace("\\", "\\\\").replace('"', '\\"')) for word in command)
    # Of the program itself no variables are put in.
    return " ".join(f'"{word}"' for word in (first, *(word.replace("$", "$$") for word in rest)))


def is_deployed(cache: Path, site: Path, target: str) -> bool:
    """Tell whether the last build was deployed to a target by a timer."""
    try:
        return bytes(read_sealed(_note(cache, target))) == _mark(cache, site)
    except OSError:
        return False


def note_deployed(cache: Path, site: Path, target: str) -> None:
    """Note that the last build is deployed, so that the next run need not compare the whole site. Raises OSError."""
    write_sealed(_note(cache, target), _mark(cache, site))


def _note(cache: Path, target: str) -> Path:
    name = hashlib.blake2b(target.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    return cache / f"timer-{name}.bin"


def _mark(cache: Path, site: Path) -> bytes:
    """Return what tells one build from every other: its record, and its tree, whose record may not have been kept."""
    record = record_file(cache, site.name).read_bytes()
    return hashlib.blake2b(record + str(tree_inode(site)).encode(), digest_size=16).digest()
