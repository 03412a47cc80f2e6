"""The commits that touched content/, with what each did to which file: as git tells it, and as it is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import IO

from generator.data import dataclass
from generator.load.history.asking import Git, NoHistoryError

MOST_COMMITS, MOST_CHANGES = 500_000, 2_000_000
ADDED, CHANGED, DELETED, RENAMED = "A", "M", "D", "R"
_CONTENT = "content/"
_MARK = b"\x01"
_DIGITS = 12
# What the desk writes into the message of a commit that three people have passed (desk/web/review_subject.py).
_OF_THE_DESK, _SIGNED = "在办公桌面", ("初审：", "复审：", "终审：")
# Nothing that anybody may have set up changes what is said here: it is asked of git's plumbing, in full.
_DIFF = (
    *("diff-tree", "--stdin", "-r", "--root", "-z", "--raw", "--no-abbrev", "-c", "-M50%", "-l1000"),
    *("--no-ext-diff", "--no-textconv", "--no-relative", "--ignore-submodules=all", "--encoding=UTF-8"),
    "--format=%x01%H%x00%ct%x00%cn%x00%an%x00%b",
)


@dataclass(frozen=True)
class Head:
    """What the trail needs of the head of a document as it was at a commit."""

    title: str = ""
    index_no: str = ""
    published: datetime | None = None
    draft: bool = False
    withdrawn: bool = False
    reviewers: tuple[str, str, str] = ("", "", "")
    corrected: tuple[date, ...] = ()


@dataclass(frozen=True)
class Change:
    """What a commit did to a file of content/: ``old`` is where it came from, if renamed; ``head`` that of a text."""

    status: str
    path: str
    blob: str = ""
    old: str = ""
    head: Head | None = None


@dataclass(frozen=True)
class Commit:
    """A commit that touched content/; ``cut`` tells that history ends there, and that what it holds is older.

    ``reviewers`` are who passed it at the desk, as its message says: a table has no head that could say it.
    """

    id: str
    seconds: int
    committer: str
    author: str
    changes: tuple[Change, ...]
    cut: bool = False
    reviewers: tuple[str, str, str] = ("", "", "")


def parents_of(git: Git, tip: str, without: str = "") -> dict[str, list[str]]:
    """Return the parents of each commit up to ``tip``, of those alone that ``without`` does not have.

    Raises NoHistoryError, for a history without end as well.
    """
    asked = [
        "rev-list",
        "--parents",
        f"--max-count={MOST_COMMITS + 1}",
        tip,
        *([f"^{without}"] if without else []),
    ]
    found: dict[str, list[str]] = {}
    with git.stream([*asked, "--"]) as answer:
        for line in answer:
            commit, *parents = line.decode("ascii").split()
            found[commit] = parents
    return found


def in_order(parents: Mapping[str, list[str]], tip: str) -> list[str]:
    """Return commits so that each comes after its parents, the first of these with all of its own before the second.

    So the order up to a commit begins with that up to its first parent, and what was read of it once stays.
    """
    done: dict[str, None] = {}
    waiting: list[tuple[str, int]] = [(tip, 0)]
    while waiting:
        commit, number = waiting.pop()
        if commit in done or commit not in parents:
            continue
        if number < len(parents[commit]):
            waiting += [(commit, number + 1), (parents[commit][number], 0)]
        else:
            done[commit] = None
    return list(done)


def read_changes(git: Git, commits: Iterable[str], folder: str, ends: frozenset[str]) -> list[Commit]:
    """Return those of some commits that touched content/, without the heads. Raises NoHistoryError.

    ``folder`` is where in the repository the portal lies, ``ends`` are the commits at which history was cut off.
    """
    found: list[Commit] = []
    changes = 0
    with git.stream([*_DIFF, "--", "content"], commits) as answer:
        for commit in _gather(_tokens(answer), f"{folder}{_CONTENT}", ends):
            changes += len(commit.changes)
            if changes > MOST_CHANGES:
                raise NoHistoryError("历史太长")
            if commit.changes:
                found.append(commit)
    return found


def _tokens(answer: IO[bytes]) -> Iterator[bytes]:
    left = b""
    while block := answer.read(1 << 16):
        *whole, left = (left + block).split(b"\0")
        yield from whole
    yield left


_About = tuple[str, int, str, str, tuple[str, str, str]]


def _gather(tokens: Iterator[bytes], folder: str, ends: frozenset[str]) -> Iterator[Commit]:
    about: _About | None = None
    changes: list[Change] = []
    for token in (each.lstrip(b"\n") for each in tokens):
        if token.startswith(b":"):
            changes += _change(token, tokens, folder)
        elif token.startswith(_MARK):
            if about:
                yield _commit(about, changes, ends)
            commit = token[1:].decode("ascii")
            seconds, committer, author = _seconds(next(tokens)), _name(next(tokens)), _name(next(tokens))
            about, changes = (commit, seconds, committer, author, _reviewers(next(tokens))), []
    if about:
        yield _commit(about, changes, ends)


def _commit(about: _About, changes: list[Change], ends: frozenset[str]) -> Commit:
    ordered = tuple(sorted(changes, key=lambda each: each.path))
    commit, seconds, committer, author, reviewers = about
    return Commit(commit, seconds, committer, author, ordered, commit in ends, reviewers)


def _reviewers(raw: bytes) -> tuple[str, str, str]:
    """Return who signed at the desk, as a message says; empty for any other message."""
    words = raw.decode("utf-8", "replace").strip()
    if not words.startswith(_OF_THE_DESK):
        return ("", "", "")
    # A name, a day and a time, each behind a blank.
    lines = words.splitlines()
    first, second, third = (
        next((each.removeprefix(label).rsplit(" ", 2)[0] for each in lines if each.startswith(label)), "")
        for label in _SIGNED
    )
    return first, second, third


def _change(head: bytes, tokens: Iterator[bytes], folder: str) -> Iterator[Change]:
    """Yield the change that a line of git's raw form tells, of a merge as well: that has a colon for each parent."""
    count = len(head) - len(head.lstrip(b":"))
    words = head[count:].decode("ascii").split(" ")
    modes, blobs, status = words[: count + 1], words[count + 1 : -1], words[-1]
    path = next(tokens)
    old = b""
    if count == 1 and status[0] in "RC":
        old, path = path, next(tokens)
    name, former = _path(path, folder), _path(old, folder)
    if not name:
        return
    if modes[-1] == "000000":
        yield Change(DELETED, name)
    elif former and status[0] == RENAMED:
        yield Change(RENAMED, name, blobs[-1], former)
    else:
        yield Change(ADDED if count == 1 and status[0] in "AC" else CHANGED, name, blobs[-1])


def _path(raw: bytes, folder: str) -> str:
    """Return a path below content/; empty for one outside, and for a name that is no text: no document has such."""
    try:
        path = raw.decode("utf-8")
    except UnicodeDecodeError:
        return ""
    return path.removeprefix(folder) if path.startswith(folder) else ""


def _seconds(raw: bytes) -> int:
    """Return the time of a commit, -1 for one that no clock shows."""
    told = raw.decode("ascii", "replace")
    return int(told) if told.isdecimal() and len(told) <= _DIGITS else -1


def _name(raw: bytes) -> str:
    """Return a name as text: as UTF-8, else as the Chinese encoding of old Windows."""
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("ascii", "replace")
