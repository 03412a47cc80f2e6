"""What the next commit of a working folder will hold, checked before it is made."""

from __future__ import annotations

import os
from collections.abc import MutableMapping
from datetime import datetime
from pathlib import Path

from generator.check.run import check_portal
from generator.data import dataclass
from generator.errors import UsageError
from generator.load.cache.folder import cache_folder
from generator.load.documents.parse_cache import read_cache, write_cache
from generator.load.portal import load_portal
from generator.load.source.git import ask_git
from generator.model.finding import Finding, Level
from generator.publish.hooks.repository import Repository
from generator.publish.hooks.tree import read_index
from generator.publish.hooks.workspace import lay

_FOLDER = "gongkai-index"


@dataclass(frozen=True)
class Checked:
    """The findings in files that the commit changes, and how many errors there are in others."""

    findings: list[Finding]
    elsewhere: int


def check_staged(root: Path, now: datetime, environment: MutableMapping[str, str]) -> Checked:
    """Check the index of the repository that a portal lies in. Raises UsageError where there is none."""
    # A commit of single files (git commit -- FILE) has an index of its own, which git names.
    index = environment.get("GIT_INDEX_FILE", "")
    index = os.path.abspath(index) if index else ""  # noqa: PTH100
    for name in [name for name in environment if name.startswith("GIT_")]:
        del environment[name]
    folder = (
        ask_git(root, ["rev-parse", "--absolute-git-dir"]).decode("utf-8", "surrogateescape").rstrip("\n")
    )
    if not folder:
        raise UsageError(f"“{root}”不在git版本库里。")
    repository = Repository(Path(folder), {"GIT_INDEX_FILE": index} if index else {})
    prefix = ask_git(root, ["rev-parse", "--show-prefix"]).decode("utf-8", "surrogateescape").rstrip("\n")
    listed = repository.ask("ls-files", "-s", "-z")
    blobs = {
        path.removeprefix(prefix): blob
        for path, blob in read_index(listed).blobs.items()
        if path.startswith(prefix)
    }
    work = Path(folder) / _FOLDER
    lay(repository, blobs, work)
    changed = _changed(repository, prefix)
    cache = cache_folder(work)
    known = read_cache(cache)
    findings = check_portal(load_portal(work, now, False, known))
    write_cache(cache, known)
    # A column or a format that changes may break any document.
    whole = any(not path.startswith("content/") for path in changed if path in blobs)
    ours = [each for each in findings if whole or each.place.path in changed]
    errors = sum(each.level is Level.ERROR for each in findings)
    return Checked(ours, errors - sum(each.level is Level.ERROR for each in ours))


def _changed(repository: Repository, prefix: str) -> set[str]:
    against = "HEAD" if repository.tip("HEAD") else "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
    listed = repository.ask(
        "diff-index",
        "--cached",
        "--name-only",
        "-z",
        "--no-renames",
        "--no-ext-diff",
        "--ignore-submodules=all",
        against,
    ).decode("utf-8", "surrogateescape")
    return {path.removeprefix(prefix) for path in listed.split("\0") if path.startswith(prefix)} - {""}
