"""Small old sites for tests: a few files, a map, a portal of two columns."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.helpers import PORTAL, Outcome, make_portal, run

COLUMNS = """\
columns:
  - name: 政务公开
    kind: group
    description: 公开政务信息的栏目都在这里。
    unit: 区政府办公室
    owner: 张某
    cycle: monthly
    children:
      - {name: 通知公告, description: 发布需要公众知晓的事项。}
      - {name: 政策文件, description: 发布本区制定的政策文件。}
      - {name: 机构职能, kind: page, description: 写明本机关的职责。}
"""
MAP = """\
presets: [trs]
channels:
  - {from: /tz/, column: 通知公告}
  - {from: [/zc/, 政策], column: 政策文件}
  - {from: /jg/, column: 机构职能}
"""


def page(
    title: str = "关于样例的通知",
    body: str = "<p>正文一段。</p>",
    *,
    date: str = "2021-06-03 09:30",
    source: str = "区财政局",
) -> str:
    """Return an old page with an article."""
    return (
        f'<html><head><meta charset="utf-8"><title>{title}_旧网站</title></head><body><h1>{title}</h1>'
        f'<div class="info">发布时间：{date}　来源：{source}</div><div id="zoom">{body}</div></body></html>'
    )


@dataclass(frozen=True)
class Case:
    """A folder with a portal, an old site and a map."""

    folder: Path

    @property
    def root(self) -> Path:
        """The portal."""
        return self.folder / "portal"

    def write(self, files: Mapping[str, str | bytes]) -> None:
        """Write files of the mirror."""
        for name, said in files.items():
            path = self.folder / "mirror" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(said.encode() if isinstance(said, str) else said)

    def map(self, text: str) -> None:
        """Write the map."""
        (self.folder / "migration.yml").write_text(text, encoding="utf-8")

    def run(self, *options: str, source: str = "mirror") -> Outcome:
        """Run the command."""
        map_file = self.folder / "migration.yml"
        return run(
            "migrate",
            self.folder / source,
            "--map",
            map_file,
            "--root",
            self.root,
            "--as-of",
            "2026-11-20",
            *options,
        )

    def said(self, *options: str, source: str = "mirror") -> dict[str, list[dict[str, Any]]]:
        """Run the command; return what it says as JSON."""
        outcome = self.run("--format", "json", *options, source=source)
        found: dict[str, list[dict[str, Any]]] = json.loads(outcome.out)
        return found

    def left(self, *options: str) -> dict[str, str]:
        """Run the command; return why old addresses went nowhere."""
        return {each["source"]: each["why"] for each in self.said(*options)["left"]}

    def documents(self) -> dict[str, tuple[dict[str, Any], str]]:
        """Return head and text of each document, by its path below content/."""
        found = {}
        for path in sorted((self.root / "content").rglob("*.md")):
            _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
            found[path.relative_to(self.root / "content").as_posix()] = (yaml.safe_load(head), body.strip())
        return found

    def only(self) -> tuple[dict[str, Any], str]:
        """Return head and text of the only document."""
        (found,) = self.documents().values()
        return found

    def files(self) -> list[str]:
        """Return the files below content/ that are no documents."""
        folder = self.root / "content"
        return sorted(
            each.relative_to(folder).as_posix()
            for each in folder.rglob("*")
            if each.is_file() and each.suffix != ".md"
        )


def old_site(folder: Path, files: Mapping[str, str | bytes], said: str = MAP) -> Case:
    """Return a case with these files of a mirror and this map."""
    case = Case(folder)
    make_portal(case.root, {"columns.yml": PORTAL + COLUMNS})
    (folder / "mirror").mkdir()
    case.write(files)
    case.map(said)
    return case
