"""The fenced blocks of a page: what a reader would copy, by whom, and where it stands."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.helpers import REPOSITORY

_FENCE = re.compile(r"^(?P<deep> *)```(?P<kind>\w*)\n(?P<text>.*?)^(?P=deep)```$", re.MULTILINE | re.DOTALL)
_WHO = re.compile(r"在(服务器上用root|服务器上用gongkai|编辑的电脑上)运行")


@dataclass(frozen=True)
class Fence:
    """A block: its page below docs/, the word after the fence, its text, and on whose machine it is to be run."""

    page: str
    kind: str
    text: str
    who: str = ""


def fences(path: Path) -> Iterator[Fence]:
    """Yield the blocks of a page; who runs them is said above, and holds until it is said anew."""
    whole, who, end = path.read_text(encoding="utf-8"), "", 0
    for match in _FENCE.finditer(whole):
        said = _WHO.findall(whole[end : match.start()])
        who, end = said[-1] if said else who, match.end()
        page = path.relative_to(REPOSITORY / "docs").as_posix()
        yield Fence(page, match["kind"], textwrap.dedent(match["text"]), who)
