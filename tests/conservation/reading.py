"""What texts and pages show, told by parsers that are not ours: micromark reads Markdown, parse5 HTML."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.load.markdown.dropped import check_dropped
from generator.load.markdown.links import find_references
from generator.load.markdown.nesting import check_nesting
from generator.model.finding import Finding
from tests.run import BROWSER

_SIGNED = re.compile(r"(.{2,60}[^\d]) (\d{4}年\d{1,2}月\d{1,2}日)")
_READER = Path(__file__).with_name("reader.mjs")


@dataclass(frozen=True)
class Shown:
    """What is seen of a text: its words block by block, its targets, what pictures say, its notes, its elements."""

    text: list[str]
    targets: list[str]
    said: list[str]
    notes: list[str]
    tree: str

    def differs(self, page: Shown) -> str:
        """Return in which way a page shows other than this text; empty where it does not.

        A note that nothing names is shown by our page alone.
        """
        if _parted(self.text) != _parted(page.text):
            return f"{self.text}\n{page.text}"
        if self.targets != page.targets or self.said != page.said:
            return f"{self.targets} {self.said}\n{page.targets} {page.said}"
        missing = Counter(self.notes) - Counter(page.notes)
        return f"{missing}\n{page.notes}" if missing else ""


@dataclass(frozen=True)
class Example:
    """An example of a specification."""

    markdown: str
    html: str
    section: str
    number: int


def _parted(blocks: list[str]) -> list[str]:
    """Return blocks with issuer and date apart, which our page shows so wherever they stand together."""
    return [part for block in blocks for part in _SIGNED.sub("\\1\n\\2", block).split("\n")]


def _run(words: str = "", given: str = "") -> Any:
    node = shutil.which("node")
    assert node, "没有找到node，请用./gongkai test运行测试。"
    command = [node, str(_READER), str(BROWSER), *filter(None, [words])]
    done = subprocess.run(command, input=given.encode(), capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


def _read(items: list[dict[str, str]]) -> list[Shown]:
    return [Shown(**each) for each in _run(given=json.dumps(items))]


def read_markdown(texts: Sequence[str]) -> list[Shown]:
    """Return what Markdown texts show."""
    return _read([{"markdown": text} for text in texts])


def read_html(pages: Sequence[str]) -> list[Shown]:
    """Return what pieces of HTML show in a browser."""
    return _read([{"html": page} for page in pages])


def read_examples() -> dict[str, list[Example]]:
    """Return the examples of the two specifications, by ``commonmark`` and ``gfm``."""
    return {name: [Example(**each) for each in found] for name, found in _run("examples").items()}


def told(text: str) -> list[Finding]:
    """Return what the check says that a page will not show of a text."""
    nested = list(check_nesting(text, text.encode(), 1, "a.md"))
    return nested or list(check_dropped(text, tuple(find_references(text, 1)), 1, "a.md", True))
