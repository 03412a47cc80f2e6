"""Ask git about the history of a portal: nothing of the caller's environment or of the repository's settings counts."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import IO

from generator.data import dataclass
from generator.errors import UsageError
from generator.load.history.origin import QUARANTINE, Origin
from generator.load.source.git import git_command, git_environment


class NoHistoryError(Exception):
    """Why git tells nothing, in words for people."""


@dataclass(frozen=True)
class Git:
    """Git, asked where an origin says."""

    origin: Origin

    def ask(self, *arguments: str) -> bytes:
        """Return what git says. Raises NoHistoryError where it ends with a fault."""
        with self.stream(arguments) as answer:
            return answer.read()

    @contextmanager
    def stream(self, arguments: Iterable[str], told: Iterable[str] = ()) -> Iterator[IO[bytes]]:
        """Run git, give it lines to read, and give what it says. Raises NoHistoryError at its fault."""
        with tempfile.TemporaryFile() as lines, tempfile.TemporaryFile() as errors:
            # A file, not a pipe: neither of two has to wait for the other.
            lines.writelines(f"{line}\n".encode("ascii") for line in told)
            lines.seek(0)
            with subprocess.Popen(
                self._command(arguments),
                stdin=lines,
                stdout=subprocess.PIPE,
                stderr=errors,
                env=self._environment,
            ) as process:
                assert process.stdout
                try:
                    yield process.stdout
                except BaseException:
                    process.kill()
                    raise
            if process.returncode:
                errors.seek(0)
                raise NoHistoryError(_reason(errors.read(_MOST)))

    def _command(self, arguments: Iterable[str]) -> list[str]:
        try:
            return git_command(Path(self.origin.folder), list(arguments), self._environment)
        except UsageError as error:
            raise NoHistoryError(str(error)) from error

    @cached_property
    def _environment(self) -> dict[str, str]:
        plain = {name: value for name, value in git_environment().items() if not name.startswith("GIT_")}
        quiet = {"GIT_ALLOW_PROTOCOL": "", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"}
        # refs/replace/ must put nothing in the place of what was committed, and * in a name stands for itself.
        strict = {"GIT_NO_REPLACE_OBJECTS": "1", "GIT_LITERAL_PATHSPECS": "1", "LC_ALL": "C"}
        own = {"GIT_DIR": self.origin.folder} if self.origin.bare else {}
        pushed = {name: where for name, where in self.origin.quarantine.items() if name in QUARANTINE}
        return {**plain, **quiet, **strict, **own, **pushed}


_MOST = 1 << 16


def _reason(said: bytes) -> str:
    if b"dubious ownership" in said:
        return "文件夹属于别的用户，git不信任它。构建网站的用户要运行git config --global --add safe.directory加网站的文件夹"
    return "git读不出它的历史，版本库可能不完整"


def folder_of(git: Git) -> str:
    """Return where in the repository the portal lies: empty at its top, else ending in a slash."""
    if git.origin.bare:
        return ""
    return os.fsdecode(git.ask("rev-parse", "--show-prefix")).removesuffix("\n")


def tip_of(git: Git) -> str:
    """Return the commit that the files are of; empty where there is none yet."""
    if git.origin.commit:
        return git.origin.commit
    try:
        return git.ask("rev-parse", "--verify", "--quiet", "HEAD^{commit}").decode("ascii", "replace").strip()
    except NoHistoryError:
        # It may be that nothing was committed so far, or that git will not answer at all.
        git.ask("rev-parse", "--git-dir")
        return ""
