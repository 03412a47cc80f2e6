"""The part of ``gongkai check`` that takes findings for known, and forgets those that are gone."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from generator.check.known import accept, prune
from generator.check.settings import CheckResult
from generator.cli.shared.say import say, write_asked
from generator.errors import UsageError
from generator.load.known import HEAD, Known
from generator.load.portal import Loaded
from generator.load.source.git import ask_git
from generator.load.source.known_name import KNOWN_FILE, is_known_name
from generator.tables import csv_bytes


def accept_known(root: Path, wanted: Path, who: str, loaded: Loaded, found: CheckResult) -> None:
    """Write all findings of today that may wait into the list, and say how many there are.

    Raises UsageError where the file is no place for it, or nobody is named.
    """
    name = _name(root, wanted)
    by = " ".join(who.split()) or _git_user(root)
    if not by:
        raise UsageError("不知道是谁确认的：加上--who 姓名。")
    known = accept(found.findings, loaded.known, loaded.moment.date().isoformat(), by)
    added = sum(each.count for each in known) - sum(each.count for each in loaded.known)
    write_asked(root / name, _text(known))
    if name != KNOWN_FILE:
        write_asked(root / KNOWN_FILE, f"file,{name}\n".encode())
    say(f"已把{added}个问题记为已知，写在{name}，确认人：{by}。请一起提交到版本库。", err=True)


def prune_known(root: Path, loaded: Loaded, found: CheckResult) -> None:
    """Take what is gone off the list, and say how many."""
    if not found.gone:
        say("没有已经改好的已知问题。", err=True)
        return
    write_asked(root / loaded.known_file, _text(prune(loaded.known, found.gone)))
    say(f"已从{loaded.known_file}去掉{sum(each.count for each in found.gone)}个改好的问题。", err=True)


def _name(root: Path, wanted: Path) -> str:
    path = wanted if wanted.is_absolute() else root / wanted.name
    if wanted.parent != Path() and wanted.resolve().parent != root.resolve():
        raise UsageError(f"清单要放在网站的文件夹里，与columns.yml并列，例如{KNOWN_FILE}。")
    if not is_known_name(path.name) or path.is_dir() or path.is_symlink():
        raise UsageError(f"“{path.name}”不能作清单的名字，写成{KNOWN_FILE}。")
    return path.name


def _git_user(root: Path) -> str:
    return ask_git(root, ("config", "user.name")).decode("utf-8", "replace").strip()


def _text(known: Iterable[Known]) -> bytes:
    rows = sorted((each.path, each.code, each.message, str(each.count), each.day, each.who) for each in known)
    return csv_bytes([HEAD, *((code, path, *rest) for path, code, *rest in rows)])
