"""Verify an environment against the lock, with Python's own library alone.

Three questions: are the distributions those of the lock; are their files as they recorded them; is there a
file that none of them owns (a ``.pth`` runs at every start). A record lies beside what it speaks of, so who
can write both deceives it; with the wheels at hand (wheels.py) the files are compared with what the lock's
digests vouch for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from generator.supply.installed import (
    Distribution,
    digest_of,
    distributions,
    files_below,
    library_folder,
)
from generator.supply.lock import Pin, pins_for, read_lock
from generator.supply.markers import Environment

PROGRAM = "gongkai"
# What pip writes into each distribution besides the wheel's own files.
BY_PIP = frozenset({"INSTALLER", "REQUESTED", "RECORD", "direct_url.json"})
AGAIN = "删除.venv，再运行一次，会按锁文件重新安装。"


@dataclass(frozen=True)
class LockMismatch:
    """One thing that is not as locked: a stable code, the file or distribution, what is wrong, and the cure."""

    code: str
    path: str
    message: str
    hint: str = AGAIN


@dataclass(frozen=True)
class Verification:
    """What was looked at, and what was wrong with it."""

    problems: tuple[LockMismatch, ...]
    distributions: int
    files: int

    def as_json(self) -> dict[str, object]:
        """Return the JSON of ``gongkai verify``."""
        told = [asdict(problem) for problem in self.problems]
        return {"problems": told, "checked": {"distributions": self.distributions, "files": self.files}}


def verify(environment: Path, lock: Path, markers: Environment) -> Verification:
    """Compare a virtual environment with a lock. Raises ValueError for a lock that cannot be read, OSError."""
    libraries = library_folder(environment)
    pins = pins_for(read_lock(lock), [markers])
    found = distributions(libraries)
    owned = [file for each in found for file in each.files or ()]
    problems = [
        *_open_environment(environment),
        *_distribution_problems(pins, found),
        *_changed_files(found, environment),
        *_strays(libraries, {file.path for file in owned}),
    ]
    return Verification(tuple(problems), len(found), len(owned))


def surplus(environment: Path, lock: Path, markers: Environment) -> list[str]:
    """Return the names of installed distributions that the lock does not name. Raises as ``verify`` does."""
    names = {pin.name for pin in pins_for(read_lock(lock), [markers])} | {PROGRAM}
    return [each.name for each in distributions(library_folder(environment)) if each.name not in names]


def _open_environment(environment: Path) -> Iterator[LockMismatch]:
    try:
        told = (environment / "pyvenv.cfg").read_text(encoding="utf-8", errors="replace")
    except OSError:
        yield LockMismatch("environment-broken", "pyvenv.cfg", "不是完整的运行环境：缺少pyvenv.cfg。")
        return
    lines = [line.partition("=")[::2] for line in told.splitlines()]
    settings = {key.strip().lower(): value.strip().lower() for key, value in lines}
    if settings.get("include-system-site-packages", "false") != "false":
        yield LockMismatch("environment-open", "pyvenv.cfg", "运行环境没有与系统里的软件包隔开。")


def _distribution_problems(pins: Sequence[Pin], found: Sequence[Distribution]) -> Iterator[LockMismatch]:
    wanted = {pin.name: pin.version for pin in pins}
    names = [each.name for each in found]
    for name, version in wanted.items():
        if name not in names:
            yield LockMismatch("distribution-missing", name, f"缺少{name} {version}。")
    for each in found:
        if each.name not in wanted and each.name != PROGRAM:
            yield LockMismatch("distribution-surplus", each.name, f"{each.name} {each.version}不在锁文件里。")
        elif names.count(each.name) > 1:
            yield LockMismatch("distribution-twice", each.name, f"{each.name}装了两次（{each.version}）。")
        elif each.version != wanted.get(each.name, each.version):
            text = f"{each.name}是{each.version}，锁文件里是{wanted[each.name]}。"
            yield LockMismatch("distribution-version", each.name, text)
        if each.files is None:
            text = f"{each.name}没有可读的文件清单（RECORD），装得不完整。"
            yield LockMismatch("distribution-broken", each.name, text)


def _changed_files(found: Iterable[Distribution], environment: Path) -> Iterator[LockMismatch]:
    for each in found:
        for file in each.files or ():
            name = file.path.as_posix()
            if not file.path.is_relative_to(environment):
                yield LockMismatch("file-outside", name, f"{each.name}的文件清单指向运行环境以外：{name}。")
            elif not file.digest:
                if file.path.suffix != ".pyc" and file.path != each.folder / "RECORD":
                    yield LockMismatch("file-unrecorded", name, f"{each.name}的这个文件没有校验值：{name}。")
            else:
                yield from _changed(each.name, file.path, file.digest)


def _changed(owner: str, path: Path, digest: str) -> Iterator[LockMismatch]:
    try:
        if path.is_symlink() or digest_of(path) != digest:
            yield LockMismatch(
                "file-changed", path.as_posix(), f"{owner}的这个文件被改过：{path.as_posix()}。"
            )
    except OSError:
        yield LockMismatch(
            "file-missing", path.as_posix(), f"{owner}的这个文件缺失或读不出来：{path.as_posix()}。"
        )


def _strays(libraries: Path, owned: set[Path]) -> Iterator[LockMismatch]:
    for path in files_below(libraries):
        if path in owned and not path.is_symlink():
            continue
        # Python itself writes these beside a source that somebody owns.
        if path.suffix == ".pyc" and path.parent.name == "__pycache__" and not path.is_symlink():
            source = path.parent.parent / f"{path.name.partition('.')[0]}.py"
            if source in owned:
                continue
        name = path.as_posix()
        text = "不属于任何软件包" + ("，每次启动都会运行" if path.suffix == ".pth" else "")
        yield LockMismatch("file-stray", name, f"这个文件{text}：{name}。", f"弄清它从哪里来。{AGAIN}")
