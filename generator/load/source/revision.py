"""Take a portal out of git at a revision into a folder of its own."""

from __future__ import annotations

import subprocess
import tarfile
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from generator.data import dataclass
from generator.errors import GongkaiError, UsageError
from generator.load.source.git import ask_git, git_command, git_environment

# What a portal is made of; git does not take part in the caches and the built site.
_PARTS = (
    *("columns.yml", "urls.lock", "old_urls.csv", "mkdocs.yml", "ledger.yml", "synonyms.yml"),
    *("content", "registers", "packs"),
)


@dataclass(frozen=True)
class Revision:
    """A commit: the word it was asked for by, its full name, and its day and subject."""

    word: str
    commit: str
    day: str
    subject: str


def find_revision(root: Path, word: str) -> Revision:
    """Return the commit a word stands for.

    Raises UsageError when git is not there, the portal is in no repository, or the word is unknown.
    """
    if not ask_git(root, ["rev-parse", "--is-inside-work-tree"]).strip() == b"true":
        raise UsageError(f"{root}不在git版本库里，没有可以比较的版本。")
    # A word that begins with a hyphen would be read as an option of git.
    found = (
        b""
        if word.startswith("-")
        else ask_git(root, ["rev-parse", "--verify", "--quiet", f"{word}^{{commit}}"])
    )
    commit = found.decode("ascii", "replace").strip()
    if not commit:
        raise UsageError(
            f"没有“{word}”这个版本。运行git log --oneline查看版本，或写HEAD、HEAD~1、标签、分支。"
        )
    day, _, subject = (
        ask_git(root, ["show", "-s", "--no-show-signature", "--format=%cs%n%s", commit])
        .decode("utf-8", "replace")
        .partition("\n")
    )
    return Revision(word, commit, day, subject.strip())


def changed_files(root: Path, old: Revision, new: Revision | None) -> frozenset[str]:
    """Return the files of content/, by their path there, whose bytes differ; ``new`` None is the working tree."""
    ends = [old.commit, new.commit] if new else [old.commit]
    options = ["diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--no-textconv", "--relative"]
    # A submodule is a repository with settings of its own, which git would follow.
    options.append("--ignore-submodules=all")
    listed = ask_git(root, [*options, *ends, "--", "content"]).decode("utf-8", "surrogateescape")
    return frozenset(name.removeprefix("content/") for name in listed.split("\0") if name)


@contextmanager
def portal_at(root: Path, revision: Revision, cache: Path) -> Iterator[Path]:
    """Yield a folder that holds the portal's files as of a revision; it is gone afterwards.

    Raises UsageError when the revision has no portal there.
    """
    listed = ask_git(root, ["ls-tree", "--name-only", "-z", revision.commit]).decode(
        "utf-8", "surrogateescape"
    )
    parts = [part for part in listed.split("\0") if part in _PARTS]
    if "columns.yml" not in parts:
        raise UsageError(f"版本“{revision.word}”里没有这个网站（columns.yml）。")
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="diff-", dir=cache) as name:
        folder = Path(name)
        _extract(root, revision, parts, folder)
        yield folder


def _extract(root: Path, revision: Revision, parts: Sequence[str], folder: Path) -> None:
    command = git_command(root, ["archive", "--format=tar", revision.commit, "--", *parts])
    with tempfile.TemporaryFile() as errors:
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=errors, env=git_environment()
        ) as process:
            assert process.stdout
            try:
                _unpack(process.stdout, folder)
            except tarfile.TarError:
                process.kill()
        if process.returncode:
            errors.seek(0)
            raise GongkaiError(f"git读不出版本“{revision.word}”：{_last_line(errors.read())}")


def _unpack(stream: IO[bytes], folder: Path) -> None:
    with tarfile.open(fileobj=stream, mode="r|") as archive:
        for member in archive:
            target = folder / member.name
            # Links stay out: a portal does not follow them out of content/ either.
            if not member.isfile() or ".." in Path(member.name).parts:
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            source = archive.extractfile(member)
            assert source
            with source, target.open("wb") as out:
                while block := source.read(1 << 20):
                    out.write(block)


def _last_line(raw: bytes) -> str:
    lines = raw.decode("utf-8", "replace").strip().splitlines()
    return lines[-1] if lines else ""
