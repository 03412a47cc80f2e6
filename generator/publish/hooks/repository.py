"""A bare repository, asked with nothing of the pusher's environment, and nothing that was pushed, being run.

While a push is looked at, its objects lie in quarantine: git tells the hook where, and whoever asks git has to
hand that on. All else that git has put into the environment (GIT_DIR above all) must not reach what the hook
calls, which would take the bare repository for that of a portal.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, MutableMapping, Sequence
from contextlib import contextmanager
from dataclasses import field
from pathlib import Path
from typing import IO

from generator.data import dataclass
from generator.errors import GongkaiError, UsageError
from generator.load.source.git import git_command

_QUARANTINE = ("GIT_QUARANTINE_PATH", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES")


@dataclass(frozen=True)
class Repository:
    """A repository, by the folder that git keeps its own in, and where the objects of a push lie."""

    path: Path
    quarantine: dict[str, str] = field(default_factory=dict)

    def ask(self, *arguments: str) -> bytes:
        """Return what git says; empty when it ends with a fault."""
        done = subprocess.run(
            self._command(arguments), capture_output=True, check=False, env=self._environment()
        )
        return b"" if done.returncode else done.stdout

    def holds(self, *arguments: str) -> bool:
        """Tell whether git answers a question with yes."""
        done = subprocess.run(
            self._command(arguments), capture_output=True, check=False, env=self._environment()
        )
        return done.returncode == 0

    def tip(self, ref: str) -> str:
        """Return the commit that a ref, or a word for a commit, stands for; empty where there is none."""
        found = self.ask("rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
        return found.decode("ascii", "replace").strip()

    def keep(self, data: bytes) -> str:
        """Write bytes into the repository; return the name of the blob. Raises GongkaiError."""
        with self.talk("hash-object", "-w", "--stdin") as (question, answer):
            question.write(data)
            question.close()
            return answer.readline().decode("ascii", "replace").strip()

    def branches(self) -> list[str]:
        """Return the names of the branches."""
        listed = self.ask("for-each-ref", "--format=%(refname)", "refs/heads/")
        return [
            name.removeprefix("refs/heads/")
            for name in listed.decode("utf-8", "surrogateescape").split("\n")
            if name
        ]

    @contextmanager
    def talk(self, *arguments: str) -> Iterator[tuple[IO[bytes], IO[bytes]]]:
        """Run git, and give what it is told through and what it says through. Raises GongkaiError at its fault."""
        with subprocess.Popen(
            self._command(arguments),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=self._environment(),
        ) as process:
            assert process.stdin
            assert process.stdout
            try:
                yield process.stdin, process.stdout
                process.stdin.close()
            except BrokenPipeError as error:
                raise _unfinished(arguments[0]) from error
            except BaseException:
                process.kill()
                raise
            process.stdout.close()
        if process.returncode:
            raise _unfinished(arguments[0])

    def _command(self, arguments: Sequence[str]) -> list[str]:
        return git_command(self.path, arguments)

    def _environment(self) -> dict[str, str]:
        plain = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        quiet = {"GIT_ALLOW_PROTOCOL": "", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"}
        # Objects are what was pushed: refs/replace/ must not put others in their place.
        return {**plain, **quiet, "GIT_DIR": str(self.path), "GIT_NO_REPLACE_OBJECTS": "1", **self.quarantine}


def _unfinished(what: str) -> GongkaiError:
    return GongkaiError(f"git {what}没有做完，版本库可能坏了。请在服务器上运行git fsck。")


def called_by_git(path: Path, environment: MutableMapping[str, str]) -> Repository:
    """Return the repository a hook was called for; what git has set is taken out of the environment.

    Raises UsageError where there is no repository.
    """
    quarantine = {name: environment[name] for name in _QUARANTINE if environment.get(name)}
    for name in [name for name in environment if name.startswith("GIT_")]:
        del environment[name]
    repository = Repository(Path(os.path.realpath(path)), quarantine)
    if not repository.holds("rev-parse", "--git-dir"):
        raise UsageError(f"“{path}”不是git版本库。")
    return repository
