"""The desk's own copy of a portal's repository: a second work tree of git, so that nobody's open files are touched.

What is published is committed here and pushed to the branch that the portal's own follows, or, where it follows
none, taken over by the portal's work tree. Until then nobody sees it, and whatever goes wrong is undone by laying
out the last good commit again.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from generator.data import dataclass
from generator.errors import GongkaiError, UsageError
from generator.load.source.git import git_command, git_environment
from generator.load.source.text import Source, decode
from generator.visible import visible_lines

# In seconds. A hook that builds and deploys a large portal takes its time.
_PUSHING, _ASKING = 900, 120
_CACHE = ".cache"


@dataclass(frozen=True)
class Copy:
    """``home`` is the portal that the desk was started for, ``root`` the portal in the desk's work tree ``top``.

    ``remote`` and ``upstream`` tell which branch is pushed to; both empty where the portal follows none.
    """

    home: Path
    top: Path
    root: Path
    branch: str
    remote: str = ""
    upstream: str = ""

    @property
    def followed(self) -> str:
        """The ref that shows what is published."""
        return f"refs/remotes/{self.remote}/{self.upstream}" if self.remote else f"refs/heads/{self.branch}"


@dataclass(frozen=True)
class Pushed:
    """What became of a push: ``raced`` tells that somebody else's came first, ``words`` what the server said."""

    good: bool
    raced: bool = False
    words: str = ""


def open_copy(home: Path, top: Path) -> Copy:
    """Return the desk's copy of a portal, made if it is not there. Raises GongkaiError where git does not serve."""
    prefix = _say(home, "rev-parse", "--show-prefix")
    if prefix is None:
        raise UsageError(
            "办公桌面把每次发布记在git里，这个文件夹还不在版本库中。请站长在这里运行：git init，git add -A，git commit -m 开始"
        )
    branch = _say(home, "symbolic-ref", "--quiet", "--short", "HEAD")
    if not branch or not _say(home, "rev-parse", "--verify", "--quiet", "HEAD^{commit}"):
        raise UsageError("版本库还没有提交，或者没有停在一个分支上。请站长先提交一次，并切换到要发布的分支。")
    remote = _say(home, "config", f"branch.{branch}.remote") or ""
    merge = (_say(home, "config", f"branch.{branch}.merge") or "").removeprefix("refs/heads/")
    follows = bool(remote and merge and remote != ".")
    copy = Copy(home, top, top / prefix, branch, remote if follows else "", merge if follows else "")
    # A folder that was deleted, or copied from another machine, is made anew.
    if _say(top, "rev-parse", "--show-toplevel") != str(top.resolve()) if top.is_dir() else True:
        shutil.rmtree(top, ignore_errors=True)
        _must(home, "worktree", "prune")
        fetch(copy)
        _must(home, "worktree", "add", "--quiet", "--force", "--detach", str(top), copy.followed)
    return copy


def fetch(copy: Copy) -> bool:
    """Ask the server for what is new; False when it cannot be reached."""
    if not copy.remote:
        return True
    done = _run(copy.home, ("fetch", "--quiet", "--no-tags", copy.remote, copy.upstream), network=True)
    if done.returncode:
        return False
    # Not every setting of a remote keeps the branch that was fetched.
    tip = _say(copy.home, "rev-parse", "--verify", "--quiet", "FETCH_HEAD^{commit}")
    return bool(tip) and _say(copy.home, "update-ref", copy.followed, tip or "") is not None


def tip_of(copy: Copy) -> str:
    """Return the commit that is published. Raises GongkaiError where there is none any more."""
    tip = _say(copy.home, "rev-parse", "--verify", "--quiet", f"{copy.followed}^{{commit}}")
    if not tip:
        raise GongkaiError(f"找不到分支{copy.branch}。请站长检查版本库。")
    return tip


def lay(copy: Copy, commit: str) -> None:
    """Lay out a commit in the desk's work tree, and nothing besides. Raises GongkaiError."""
    lock = Path(_say(copy.top, "rev-parse", "--absolute-git-dir") or copy.top / ".git") / "index.lock"
    lock.unlink(missing_ok=True)  # of a git that was killed: nobody but the desk works here, one at a time
    _must(copy.top, "reset", "--quiet", "--hard", commit)
    _must(copy.top, "clean", "-ffdq", "-e", _CACHE)


def text_at(copy: Copy, commit: str, path: str) -> str | None:
    """Return a text below content/ as a commit has it, read as every text is; None where it has none."""
    raw = file_at(copy, commit, path)
    source = decode(raw, path) if raw is not None else None
    return source.text if isinstance(source, Source) else None if raw is None else ""


def file_at(copy: Copy, commit: str, path: str) -> bytes | None:
    """Return a file below content/ as a commit has it; None where it has none."""
    prefix = copy.root.relative_to(copy.top).as_posix()
    name = f"content/{path}" if prefix == "." else f"{prefix}/content/{path}"
    done = _run(copy.top, ("cat-file", "blob", f"{commit}:{name}"))
    return None if done.returncode else done.stdout


def commit_files(
    copy: Copy,
    paths: Sequence[str],
    message: str,
    person: tuple[str, str],
    *,
    when: str,
    released: tuple[str, str] | None = None,
) -> str:
    """Commit files of the desk's work tree, by their paths from the portal's root, in a person's name.

    ``when`` is a moment of China as git reads it, ``released`` who commits what the person has written, if not the
    same. Returns the commit. Raises GongkaiError.
    """
    _must(copy.root, "add", "--force", "--", *paths)
    who = {f"GIT_{role}_DATE": when for role in ("AUTHOR", "COMMITTER")}
    for role, (name, mail) in (("AUTHOR", person), ("COMMITTER", released or person)):
        who |= {f"GIT_{role}_NAME": name, f"GIT_{role}_EMAIL": mail}
    _must(
        copy.root,
        "commit",
        "--quiet",
        "--no-verify",
        "--no-gpg-sign",
        "--cleanup=verbatim",
        "-m",
        message,
        environment=who,
    )
    made = _say(copy.top, "rev-parse", "HEAD")
    assert made
    return made


def push(copy: Copy, commit: str) -> Pushed:
    """Publish a commit: push it, or have the portal's own work tree take it over."""
    on_branch = _say(copy.home, "symbolic-ref", "--quiet", "--short", "HEAD") == copy.branch
    if not copy.remote:
        # Where the webmaster works on another branch, that one is left alone.
        done = _run(
            copy.home, ("merge", "--ff-only", "--quiet", commit) if on_branch else _moving(copy, commit)
        )
        return Pushed(done.returncode == 0, words="" if done.returncode == 0 else _not_taken(done.stderr))
    try:
        done = _run(
            copy.top,
            ("push", "--porcelain", copy.remote, f"{commit}:refs/heads/{copy.upstream}"),
            network=True,
        )
    except subprocess.TimeoutExpired:
        return Pushed(False, words="服务器很久没有回答。内容还在草稿里，请过一会儿再发布。")
    words = _words(done.stderr)
    if done.returncode:
        told = done.stdout.decode("utf-8", "replace")
        raced = "[rejected]" in told and (
            "fetch first" in told or "non-fast-forward" in told or "stale" in told
        )
        return Pushed(False, raced, words or "服务器没有收下，也没有说明原因。请把时间告诉站长。")
    _say(copy.home, "update-ref", copy.followed, commit)
    if on_branch:  # as far as nothing stands in the way there
        _run(copy.home, ("merge", "--ff-only", "--quiet", commit))
    return Pushed(True, words=words)


def _moving(copy: Copy, commit: str) -> tuple[str, ...]:
    return (
        "update-ref",
        f"refs/heads/{copy.branch}",
        commit,
        _say(copy.top, "rev-parse", f"{commit}^") or "",
    )


def user_of(home: Path) -> tuple[str, str]:
    """Return name and address that git knows of who works at this machine; empty where it knows none."""
    return _say(home, "config", "user.name") or "", _say(home, "config", "user.email") or ""


def _words(said: bytes) -> str:
    """Return what a hook said: git puts remote: in front of its lines."""
    lines = said.decode("utf-8", "replace").splitlines()
    told = [line.removeprefix("remote:").strip() for line in lines if line.startswith("remote:")]
    return visible_lines("\n".join(each for each in (told or lines) if each))[:6000]


def _not_taken(said: bytes) -> str:
    words = said.decode("utf-8", "replace")
    if "local changes" in words or "untracked" in words:
        return "网站文件夹里有站长还没有提交的改动，和这次发布的是同一份文件。请站长先提交，再发布一次。"
    return "网站文件夹里的内容和办公桌面的不一致，请站长检查版本库，再发布一次。"


def _run(
    folder: Path,
    arguments: Sequence[str],
    *,
    network: bool = False,
    environment: dict[str, str] | None = None,
) -> subprocess.CompletedProcess[bytes]:
    around = git_environment()
    options: tuple[str, ...] = ("-c", "core.autocrlf=false")
    if network:
        # What the webmaster has set up is where it goes to; programs named in an address stay off.
        options += ("-c", "protocol.allow=always", "-c", "protocol.ext.allow=never")
        around.pop("GIT_ALLOW_PROTOCOL")
    command = git_command(folder, (*options, *arguments))
    command.remove("--no-optional-locks")
    return subprocess.run(
        command, capture_output=True, check=False, env={**around, "LC_ALL": "C.UTF-8", "LANGUAGE": "C", **(environment or {})},
        stdin=subprocess.DEVNULL, timeout=_PUSHING if network else _ASKING,
    )  # fmt: skip


def _say(folder: Path, *arguments: str) -> str | None:
    """Return what git says; None when it ends with a fault."""
    done = _run(folder, arguments)
    return None if done.returncode else os.fsdecode(done.stdout).strip()


def _must(folder: Path, *arguments: str, environment: dict[str, str] | None = None) -> None:
    done = _run(folder, arguments, environment=environment)
    if done.returncode:
        why = visible_lines(done.stderr.decode("utf-8", "replace").strip())[:500]
        raise GongkaiError(f"git没有做成（{arguments[0]}）：{why}")
