"""Lay out a portal of a git repository, at a revision, in a folder of the fleet's own."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from generator.errors import GongkaiError
from generator.fleet.listing.read import is_address
from generator.load.cache.folder import cache_folder
from generator.load.history.origin import Origin, note_origin, shallow_ends
from generator.load.source.git import git_command
from generator.publish.hooks.repository import Repository
from generator.publish.hooks.settings import LIMIT
from generator.publish.hooks.tree import read_tree
from generator.publish.hooks.workspace import lay

_ALL = ("+refs/heads/*:refs/heads/*", "+refs/tags/*:refs/tags/*")
_PROTOCOLS = "https:http:ssh:git:file"
_SAID = 300


def lay_out(repository: str, revision: str, folder: Path) -> str:
    """Make a folder hold a portal as it is at a revision; return the commit.

    What stands there already and did not change is left alone. Raises GongkaiError when the repository cannot be
    reached or has no such revision, RefusedError for what no portal may hold.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    if is_address(repository):
        own = folder.with_name(f"{folder.name}.git")
        _fetch(repository, own)
        place = Repository(own)
    else:
        place = Repository(_git_folder(Path(repository)))
    commit = place.tip(revision)
    if not commit:
        raise GongkaiError(f"版本库“{repository}”里没有“{revision}”这个版本。")
    lay(place, read_tree(place, commit, LIMIT).blobs, folder)
    origin = Origin(str(place.path), commit, True, ends=shallow_ends(place.path))
    note_origin(cache_folder(folder), origin)
    return commit


def _git_folder(path: Path) -> Path:
    """Return git's own folder of a repository, bare or with a work tree."""
    own = path / ".git"
    found = own if own.is_dir() else path
    if not (found / "HEAD").is_file():
        raise GongkaiError(f"“{path}”不是git版本库。")
    return Path(os.path.realpath(found))


def _fetch(address: str, own: Path) -> None:
    """Bring a copy of a repository up to date. Raises GongkaiError."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    # Nobody sits there to be asked for a password.
    quiet = {"GIT_TERMINAL_PROMPT": "0", "GIT_SSH_COMMAND": "ssh -o BatchMode=yes"}
    environment |= {"GIT_ALLOW_PROTOCOL": _PROTOCOLS, **quiet}
    if not (own / "HEAD").is_file():
        _git(["init", "--quiet", "--bare", str(own)], own.parent, environment)
    fetch = ["fetch", "--quiet", "--prune", "--no-recurse-submodules", "--", address, *_ALL]
    _git(fetch, own, environment | {"GIT_DIR": str(own)})


def _git(words: list[str], where: Path, environment: dict[str, str]) -> None:
    done = subprocess.run(
        git_command(where, words, environment), capture_output=True, check=False, env=environment
    )
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip()[-_SAID:]
        raise GongkaiError(f"git没有取到版本库：{said}")
