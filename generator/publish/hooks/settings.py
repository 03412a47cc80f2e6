"""What ``hook install`` was told, and where a repository's own things lie: in a folder of the bare repository.

REPO/gongkai/settings.json   what was told
             main/           branch main as files, with its cache and its site
             previews/<name> the same for each other branch
             live.json       which version of each file went live last, and in which column it stood
             urls.lock    every address that went live, as a portal's own urls.lock has them
             published    the commit that went live last
             pushes.jsonl    who pushed what, as far as it was taken
             push.lock       held while a push is looked at, or put live
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, fields
from datetime import datetime
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from generator.data import dataclass
from generator.errors import GongkaiError, UsageError, reason_of
from generator.publish.releases.deploying import KEEP

MAIN = "main"
LIMIT = 2048
_PATIENCE = 600.0
_TAIL = 1 << 18
_SETTINGS = "settings.json"


@dataclass(frozen=True)
class Settings:
    """What a repository does with what is pushed. Paths are absolute; an empty text stands for none."""

    deploy: str
    protect: str = ""
    preview: str = ""
    url: str = ""
    withhold: bool = False
    keep: int = KEEP
    limit: int = LIMIT
    reload: str | None = None


@dataclass(frozen=True)
class Home:
    """The folder of a bare repository that is gongkai's."""

    folder: Path

    @property
    def main(self) -> Path:
        """Where branch main lies as files."""
        return self.folder / MAIN

    @property
    def previews(self) -> Path:
        """Where the other branches lie as files."""
        return self.folder / "previews"

    def settings(self) -> Settings:
        """Return what was told at installation. Raises UsageError when that is lost."""
        try:
            told = json.loads((self.folder / _SETTINGS).read_text(encoding="utf-8"))
            known = {each.name for each in fields(Settings)}
            return Settings(**{name: value for name, value in told.items() if name in known})
        except (OSError, ValueError, TypeError, AttributeError) as error:
            raise UsageError(
                "没有推送即发布的设置，或者设置坏了。请站长再运行一次gongkai hook install。"
            ) from error

    def keep(self, settings: Settings) -> None:
        """Write down what was told."""
        _replace(self.folder / _SETTINGS, asdict(settings))

    def live(self) -> dict[str, list[str]]:
        """Return blob and column of each file that went live last; nothing where that is not known."""
        with suppress(OSError, ValueError):
            told = json.loads((self.folder / "live.json").read_text(encoding="utf-8"))
            if isinstance(told, dict):
                return told
        return {}

    def keep_live(self, live: dict[str, list[str]]) -> None:
        """Write down what went live."""
        _replace(self.folder / "live.json", live)

    def addresses(self) -> str:
        """Return the text of all recorded addresses. Raises GongkaiError when it cannot be read: none is forgotten."""
        try:
            return (self.folder / "urls.lock").read_text(encoding="utf-8", errors="replace")
        except FileNotFoundError:
            return ""
        except OSError as error:
            raise GongkaiError(f"版本库登记的网址读不了：{reason_of(error)}。请站长检查权限。") from error

    def keep_addresses(self, text: str) -> None:
        """Write down the addresses that went live, in one step."""
        new = self.folder / "urls.lock.new"
        new.write_text(text, encoding="utf-8", newline="\n")
        new.replace(self.folder / "urls.lock")

    def published(self) -> str:
        """Return the commit that went live last, empty where that is not known."""
        with suppress(OSError):
            return (self.folder / "published").read_text(encoding="ascii", errors="replace").strip()
        return ""

    def keep_published(self, commit: str) -> None:
        """Write down which commit went live; empty while one is about to."""
        (self.folder / "published").write_text(f"{commit}\n", encoding="ascii")

    def note_push(self, who: str, when: datetime, ref: str, old: str, new: str) -> None:
        """Write down a push that is about to be taken."""
        told = {
            "when": when.isoformat(sep=" ", timespec="seconds"),
            "who": who,
            "ref": ref,
            "old": old,
            "new": new,
        }
        with (self.folder / "pushes.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(told) + "\n")

    def pusher_of(self, commit: str) -> str:
        """Return who pushed a commit, empty where that is not known."""
        try:
            with (self.folder / "pushes.jsonl").open("rb") as log:
                log.seek(max(0, os.fstat(log.fileno()).st_size - _TAIL))
                lines = log.read().decode("utf-8", "replace").splitlines()
        except OSError:
            return ""
        for line in reversed(lines):
            with suppress(ValueError, AttributeError):
                told = json.loads(line)
                if told.get("new") == commit:
                    return str(told.get("who", ""))
        return ""

    @contextmanager
    def one_at_a_time(self) -> Iterator[None]:
        """Keep other pushes waiting. Raises GongkaiError when one takes very long."""
        lock = FileLock(self.folder / "push.lock")
        try:
            lock.acquire(timeout=_PATIENCE)
        except Timeout as error:
            raise GongkaiError("别的推送正在检查或发布，等了十分钟还没有完。请稍后再推送。") from error
        try:
            yield
        finally:
            lock.release()


def home_of(repository: Path) -> Home:
    """Return the folder of a bare repository that is gongkai's."""
    return Home(repository / "gongkai")


def _replace(path: Path, value: Any) -> None:
    new = path.with_name(f"{path.name}.new")
    new.write_text(json.dumps(value, indent=1), encoding="utf-8")
    new.replace(path)
