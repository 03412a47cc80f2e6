"""Open what a command names: the site of a portal, and the target to deploy it to."""

from __future__ import annotations

import getpass
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

from generator.errors import GongkaiError, UsageError
from generator.load.cache.folder import cache_folder
from generator.load.source.git import ask_git
from generator.publish.lock import only_build
from generator.publish.releases.folder import Folder
from generator.publish.releases.place import ReleaseTarget
from generator.publish.releases.remote import Remote
from generator.publish.releases.shell import shell_on
from generator.publish.releases.target import must_be_apart, read_target
from generator.publish.tree import holds_all, output_place, read_notes
from generator.publish.unchanged import still_good, survey_inputs

_SITE = "site"
# A hook deploys for somebody else, out of a folder that is no repository: it says for whom, and what.
_WHO, _REVISION = "GONGKAI_WHO", "GONGKAI_REVISION"
_LONGEST = 100


@contextmanager
def open_place(word: str, root: Path | None = None) -> Iterator[ReleaseTarget]:
    """Open a target. ``root`` is the portal that it must be apart from. Raises UsageError for what is no target."""
    target = read_target(word)
    if isinstance(target, Path):
        if root:
            must_be_apart(target, root)
        place: ReleaseTarget = Folder(target)
        place.open()
        yield place
        return
    with shell_on(target) as shell:
        place = Remote(shell)
        place.open()
        yield place


@contextmanager
def whole_site(root: Path) -> Iterator[Path]:
    """Give the site of a portal as the last build left it, and keep builds from changing it meanwhile.

    Raises UsageError when there is none, or when it is not as a build has left it.
    """
    cache = cache_folder(root)
    place = output_place(root, _SITE, cache)
    if not place.live.is_dir() or place.live.is_symlink():
        raise UsageError(f"还没有网站：“{place.live}”。先运行gongkai build。")
    with only_build(cache):
        if not read_notes(place.live_notes).inode:
            # Built by another version of the program, or by mkdocs, or on another machine.
            raise UsageError("网站不是现在这个gongkai在这里生成的。先运行gongkai build。")
        if not holds_all(place.live, place.live_notes):
            raise UsageError(
                f"“{place.live}”不是gongkai build留下的样子：改过、不完整，或者是别处来的。"
                "请删除这个文件夹，运行gongkai build以后再发布。"
            )
        yield place.live


def is_behind(root: Path, as_of: date) -> bool:
    """Tell whether a build would give another site by now: what is deployed is what was built."""
    cache = cache_folder(root)
    return not any(
        still_good(root, cache, _SITE, as_of, survey_inputs(root, False, audit).digest)
        for audit in (None, True, False)
    )


def revision_of(root: Path) -> str:
    """Return the commit a portal is at, empty where none is known."""
    told = os.environ.get(_REVISION, "").strip()
    if told:
        return told[:_LONGEST]
    with suppress(GongkaiError, OSError):
        return ask_git(root, ["rev-parse", "--verify", "--quiet", "HEAD"]).decode("ascii", "replace").strip()
    return ""


def who_is_there() -> str:
    """Return who deploys: whoever the hook says, else the user of this machine."""
    told = os.environ.get(_WHO, "").strip()
    if told:
        return told[:_LONGEST]
    try:
        user = getpass.getuser()
    except (KeyError, ImportError, OSError):
        user = str(os.getuid()) if hasattr(os, "getuid") else ""
    return f"{user}@{socket.gethostname()}"[:_LONGEST]
