"""Ask git about a portal, and let nothing that the portal's own repository is set up with run.

A repository may have come as a copied folder, its ``.git/config`` included, and that may name programs: to
watch files, to show differences, to filter what is checked out. None of them is wanted for what is asked here.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from generator.errors import UsageError

# Settings of a repository that name a program, and what stands for none.
_PROGRAMS = re.compile(
    r"filter\..*\.(?:clean|smudge|process)|diff\..*\.(?:command|textconv)|diff\.external|.*program"
)
_OFF = (
    *("core.quotepath=off", "core.fsmonitor=false", f"core.hooksPath={os.devnull}", "core.pager=cat"),
    *("log.showSignature=false", "safe.bareRepository=explicit", "protocol.allow=never"),
)


def ask_git(root: Path, arguments: Sequence[str]) -> bytes:
    """Return what git says; empty when it ends with a fault. Raises UsageError without git, or if it refuses."""
    done = _run(git_command(root, arguments))
    if done.returncode and b"dubious ownership" in done.stderr:
        raise UsageError(
            f"git不信任这个文件夹，因为它属于别的用户。运行：git config --global --add safe.directory {root}"
        )
    return b"" if done.returncode else done.stdout


def git_command(
    root: Path, arguments: Sequence[str], environment: Mapping[str, str] | None = None
) -> list[str]:
    """Return the command line of a question to git, to be asked in an ``environment`` if one is given.

    Raises UsageError without git.
    """
    start = [_program(), "--no-optional-locks", "-C", str(root)]
    for setting in _OFF:
        start += ["-c", setting]
    return [*start, *_without_programs(start, environment), *arguments]


def _without_programs(start: list[str], environment: Mapping[str, str] | None) -> Iterator[str]:
    """Yield the options that take the programs off which the repository, not the user, has set up."""
    question = [*start, "config", "--list", "--includes", "--show-scope", "--name-only", "-z"]
    listed = _run(question, environment).stdout
    words = listed.decode("utf-8", "surrogateescape").split("\0")
    for scope, name in dict.fromkeys(zip(words[::2], words[1::2], strict=False)):
        if scope not in ("local", "worktree") or not _PROGRAMS.fullmatch(name):
            continue
        if "=" in name:
            raise UsageError(f"版本库的设置里有不能用的一项“{name}”。请从.git/config里删除它。")
        yield from ("-c", f"{name}=")
        if name.startswith("filter."):
            yield from ("-c", f"{name.rpartition('.')[0]}.required=false")


def git_environment() -> dict[str, str]:
    """Return the environment in which git is asked: it fetches nothing and asks nobody."""
    return {
        **os.environ,
        "GIT_ALLOW_PROTOCOL": "",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_TERMINAL_PROMPT": "0",
    }


def _run(
    command: list[str], environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(command, capture_output=True, check=False, env=environment or git_environment())


def _program() -> str:
    """Return where git is: in a folder named in full, never the current one."""
    for path in _candidates():
        if path.is_file() and os.access(path, os.X_OK):
            return str(path)
    raise UsageError("没有找到git。请安装git；Windows上安装时选“加入PATH”，再重新打开命令提示符。")


def _candidates() -> Iterator[Path]:
    name = "git.exe" if sys.platform == "win32" else "git"
    for folder in map(Path, os.get_exec_path()):
        if folder.is_absolute():
            yield folder / name
