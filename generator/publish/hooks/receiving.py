"""Before a branch moves: is what was pushed whole, harmless, the pusher's to change, and without error?"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from generator.data import dataclass
from generator.errors import reason_of
from generator.load.cache.folder import cache_folder
from generator.load.columns.url_lock import LOCK_FILE
from generator.load.documents.parse_cache import read_cache, write_cache
from generator.load.portal import load_portal
from generator.publish.hooks.errors import RefusedError
from generator.publish.hooks.judging import Job, Judged, build_main, recorded_lock, with_lock
from generator.publish.hooks.protection import (
    AccountDeclaration,
    Foreign,
    foreign_changes,
    lock_is_mine,
    read_protection,
)
from generator.publish.hooks.settings import MAIN
from generator.publish.hooks.tree import Tree, changed_paths, read_tree
from generator.publish.hooks.workspace import lay
from generator.visible import visible

HEADS, _TAGS = "refs/heads/", "refs/tags/"
_MAIN = f"{HEADS}{MAIN}"
_LONGEST, _SHOWN, _MOST_REFS = 200, 10, 50


@dataclass(frozen=True)
class Update:
    """A ref that a push moves: from one commit to another, of which either may be none."""

    old: str
    new: str
    ref: str

    @property
    def branch(self) -> str:
        """The name of the branch, empty for what is none."""
        return self.ref.removeprefix(HEADS) if self.ref.startswith(HEADS) else ""

    @property
    def is_main(self) -> bool:
        """Whether it is the branch that goes live."""
        return self.ref == _MAIN

    @property
    def goes(self) -> bool:
        """Whether the ref is to be deleted."""
        return set(self.new) == {"0"}


def read_updates(text: str) -> list[Update]:
    """Return what git tells a hook on its standard input. Raises RefusedError for more than anybody pushes."""
    lines = [line.split(" ", 2) for line in text.split("\n") if line.count(" ") >= 2]
    if len(lines) > _MOST_REFS:
        raise RefusedError(f"一次推送的分支和标签超过{_MOST_REFS}个。请分几次推送。")
    return [Update(*line) for line in lines]


def receive(job: Job, updates: Iterable[Update]) -> Judged | None:
    """Look at a push; return what came of building branch main, None where it does not move.

    Raises RefusedError for what is not to be taken whatever its contents say.
    """
    updates = list(updates)
    judged = None
    for update in updates:
        _check_ref(update)
        if not update.goes and not update.is_main and update.branch:
            read_tree(job.repository, update.new, job.settings.limit)
    for update in updates:
        if update.is_main:
            judged = _receive_main(job, update)
    if judged is None or judged.good:
        for update in updates:
            job.home.note_push(job.who, job.now, update.ref, update.old, update.new)
    return judged


def _check_ref(update: Update) -> None:
    name = visible(update.ref)
    if not update.ref.startswith((HEADS, _TAGS)):
        raise RefusedError(f"只收分支和标签，不收“{name}”。")
    if name != update.ref or len(update.ref) > _LONGEST or ".." in update.ref.split("/"):
        raise RefusedError(f"“{name[:_LONGEST]}”这个名称不能用：太长，或者有看不见的字符。请换一个名称。")
    if update.is_main and update.goes:
        raise RefusedError("main是公开的网站，不能删除。")


def _receive_main(job: Job, update: Update) -> Judged:
    if set(update.old) != {"0"} and not job.repository.holds(
        "merge-base", "--is-ancestor", update.old, update.new
    ):
        raise RefusedError(
            "main上已经有别人的提交，或者您改写了历史。先运行git pull，再推送；不要用--force。"
        )
    tree = read_tree(job.repository, update.new, job.settings.limit)
    if job.settings.protect:
        _check_rights(job, update, tree)
    try:
        return build_main(job, tree)
    except OSError as error:
        raise RefusedError(f"服务器写不了文件：{reason_of(error)}。请告诉站长。") from error


def _check_rights(job: Job, update: Update, tree: Tree) -> None:
    protection = read_protection(Path(job.settings.protect))
    if job.who in protection.webmasters:
        return
    rights = protection.accounts.get(job.who)
    if rights is None:
        raise RefusedError(f"账号“{visible(job.who)}”不在站长的权限文件里，不能推送到main。请联系站长。")
    old = Tree() if set(update.old) == {"0"} else read_tree(job.repository, update.old, job.settings.limit)
    paths = changed_paths(old, tree)
    pushed, lock = recorded_lock(job, tree.blobs)
    lay(job.repository, with_lock(job, tree.blobs, lock), job.home.main)
    cache = cache_folder(job.home.main)
    known = read_cache(cache)
    # With drafts, and with what appears later: both say in which column they will.
    loaded = load_portal(job.home.main, job.now, True, known)
    write_cache(cache, known)
    if LOCK_FILE in paths and lock_is_mine(recorded_lock(job, old.blobs)[0], pushed, loaded.portal, rights):
        paths.remove(LOCK_FILE)
    found = foreign_changes(paths, loaded, rights, job.home.live())
    if found:
        raise RefusedError(_words(job.who, rights, found))


def _words(who: str, rights: AccountDeclaration, found: list[Foreign]) -> str:
    lines = [f"账号“{visible(who)}”不能改下列内容："]
    for each in found[:_SHOWN]:
        path = visible(each.path)
        if each.column:
            unit = f"，由{visible(each.column.unit)}负责" if each.column.unit else ""
            lines.append(
                f"  {path}　属于栏目“{visible('>'.join(each.column.path))}”（{each.column.address}{unit}）"
            )
        elif each.path.startswith("content/"):
            lines.append(f"  {path}　不在任何栏目的文件夹里，只有站长能改")
        else:
            lines.append(f"  {path}　关系到整个网站，只有站长能改")
    if len(found) > _SHOWN:
        lines.append(f"  ……还有{len(found) - _SHOWN}个文件")
    mine = "、".join([*rights.units, *rights.columns]) or "没有"
    lines.append(f"您可以改的：{visible(mine)}。请撤回这些改动再推送，或者请站长代推。")
    return "\n".join(lines)
