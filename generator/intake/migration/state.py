"""What earlier runs have written, so that a further one changes only what has changed, and nothing that people did."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import field
from pathlib import Path
from typing import Any

from generator.data import dataclass
from generator.errors import UsageError, reason_of
from generator.load.gate.published_types import why_unusable

_VERSION = 1


@dataclass(frozen=True)
class Written:
    """A file below content/ that a run wrote: where, and the digest of what it wrote there."""

    path: str
    digest: str


@dataclass
class State:
    """``documents`` and ``files`` are what was written for each old address; ``rows`` what was added to old_urls.csv.

    ``begun`` are digests by path that a run meant to write: one that was cut short may have written them or not.
    """

    documents: dict[str, Written] = field(default_factory=dict)
    files: dict[str, Written] = field(default_factory=dict)
    rows: dict[str, str] = field(default_factory=dict)
    begun: dict[str, str] = field(default_factory=dict)

    @property
    def paths(self) -> Iterator[str]:
        """Yield all paths below content/ that runs have written."""
        return (each.path for kept in (self.documents, self.files) for each in kept.values())


def read_state(path: Path) -> State:
    """Return what earlier runs have left; nothing without any. Raises UsageError for what no run has left."""
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return State()
    except OSError as error:
        raise UsageError(f"“{path}”读不了：{reason_of(error)}。") from error
    try:
        said = json.loads(raw)
        state = State(
            _written(said["documents"]), _written(said["files"]), _texts(said["rows"]), _texts(said["begun"])
        )
        if said["version"] != _VERSION:
            raise ValueError("another form")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UsageError(
            f"“{path}”坏了，看不出上一次搬了什么。从版本库取回它再运行；"
            "确实没有了，移走它，已经搬来的文档会被当作别人写的，另搬一份。"
        ) from error
    return state


def _written(said: Any) -> dict[str, Written]:
    found = {}
    for address, (path, digest) in said.items():
        # Nobody's edit of this file may lead a run out of content/.
        if not isinstance(path, str) or not isinstance(digest, str) or why_unusable(path):
            raise ValueError("no path of a run")
        found[str(address)] = Written(path, digest)
    return found


def _texts(said: Any) -> dict[str, str]:
    if not all(isinstance(value, str) for value in said.values()):
        raise ValueError("no text")
    return dict(said)


def state_text(state: State) -> str:
    """Return a state as it is kept: one entry a line, in order, so that versions of it can be compared."""
    said = {
        "version": _VERSION,
        "documents": _lines(state.documents),
        "files": _lines(state.files),
        "rows": dict(sorted(state.rows.items())),
        "begun": dict(sorted(state.begun.items())),
    }
    return json.dumps(said, ensure_ascii=False, indent=0) + "\n"


def _lines(written: dict[str, Written]) -> dict[str, list[str]]:
    return {address: [each.path, each.digest] for address, each in sorted(written.items())}
