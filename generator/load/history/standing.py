"""How the files of content/ stand to the commit that they are of."""

from __future__ import annotations

from generator.data import dataclass
from generator.load.history.asking import Git
from generator.load.history.history import History

_CONTENT = "content/"
# As compared for ``gongkai diff`` (load/source/revision.py): a submodule has settings of its own.
_DIFF = (
    *("diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--no-textconv", "--relative"),
    "--ignore-submodules=all",
)


@dataclass(frozen=True)
class Standing:
    """The blob of each file that the commit has, by the path below content/, and the files that are other by now."""

    blobs: dict[str, str]
    altered: frozenset[str] = frozenset()


def read_standing(git: Git, history: History) -> Standing:
    """Return how the files stand to the end of a history. Raises NoHistoryError."""
    if not history.tip:
        return Standing({})
    blobs = dict(_listed(git.ask("ls-tree", "-r", "-z", history.tip, "--", "content")))
    if git.origin.bare:
        return Standing(blobs)
    names = git.ask(*_DIFF, history.tip, "--", "content").decode("utf-8", "surrogateescape").split("\0")
    return Standing(blobs, frozenset(name.removeprefix(_CONTENT) for name in names if name))


def _listed(raw: bytes) -> list[tuple[str, str]]:
    found = []
    for record in raw.split(b"\0"):
        about, _, path = record.partition(b"\t")
        if path:
            name = path.decode("utf-8", "surrogateescape").removeprefix(_CONTENT)
            found.append((name, about.split()[2].decode("ascii")))
    return found
