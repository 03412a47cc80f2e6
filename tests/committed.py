"""A small portal in a git repository, whose history a test writes commit by commit."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from generator.load.history.trail import read_trail
from generator.load.portal import load_portal
from generator.model.trail.acts import Act, Trail
from tests.helpers import COLUMNS, PORTAL, document, make_portal

AUDITED = PORTAL + "  audit: true\n" + COLUMNS
SECOND = """\
  - name: 政策文件
    slug: zcwj
    description: 发布政策文件。
    unit: 区司法局
    owner: 李某
    cycle: monthly
"""
DAY = date(2026, 11, 20)
REVIEW = "{first: 甲某, second: 乙某, third: 丙某}"
WHO = "张某"


@dataclass(frozen=True)
class Committed:
    """A portal in ``root``, which lies in the repository ``top``."""

    root: Path
    top: Path

    def git(
        self, *arguments: str, who: str | bytes = WHO, when: str = "2026-03-03 09:00", at: Path | None = None
    ) -> str:
        """Run git, as somebody at a time in China."""
        name = who if isinstance(who, bytes) else who.encode()
        stamp = f"{when}:00 +0800".encode() if when[:1] != "@" else when.encode()
        told: dict[bytes, bytes] = {os.fsencode(key): os.fsencode(value) for key, value in os.environ.items()}
        told |= {
            b"GIT_CONFIG_GLOBAL": os.devnull.encode(),
            b"GIT_CONFIG_NOSYSTEM": b"1",
            b"GIT_EDITOR": b"true",
        }
        for role in (b"AUTHOR", b"COMMITTER"):
            told[b"GIT_%s_NAME" % role], told[b"GIT_%s_EMAIL" % role] = name, b"zhang@example.cn"
            told[b"GIT_%s_DATE" % role] = stamp
        done = subprocess.run(
            ["git", *arguments], cwd=at or self.root, env=told, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
        return done.stdout.decode("utf-8", "replace").strip()

    def put(self, name: str, text: str = "", **fields: str) -> None:
        """Write a file of content/: a document with these fields where no text is given."""
        path = self.root / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            text or document(**{"body": "正文。" * 30, "review": REVIEW, **fields}), encoding="utf-8"
        )

    def commit(self, who: str | bytes = WHO, when: str = "2026-03-03 09:00", words: str = "改动") -> str:
        """Commit all there is; return the commit."""
        self.git("add", "--all", ".", who=who, when=when)
        self.git("commit", "--quiet", "--allow-empty", "-m", words, who=who, when=when)
        return self.git("rev-parse", "HEAD")

    def trail(self, cache: str = "cache", as_of: date = DAY) -> Trail:
        """Return the trail, read over a cache of this name."""
        portal = load_portal(self.root, as_of).portal
        assert portal
        return read_trail(self.root, self.top.parent / f"{self.top.name}-{cache}", portal)

    def acts(self, name: str, cache: str = "cache") -> list[Act]:
        """Return the acts of a document."""
        return list(self.trail(cache).acts[name])

    def told(self, name: str, as_of: date | datetime = DAY) -> list[tuple[str, str]]:
        """Return what was done to a document, and by whom."""
        return [(act.kind.value, act.who) for act in self.trail(as_of=as_of).acts[name]]


def committed(folder: Path, below: str = "") -> Committed:
    """Make a repository with a portal of two columns in it, that nothing was committed of yet."""
    folder.mkdir(parents=True, exist_ok=True)
    made = Committed(folder / below, folder)
    make_portal(made.root, {"columns.yml": AUDITED + SECOND, ".gitignore": "site\n.cache\n"})
    made.git("init", "--quiet", "--initial-branch=main", at=folder)
    return made
