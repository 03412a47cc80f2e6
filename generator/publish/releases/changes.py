"""Words for the changes that a deploy would make: of ``deploy --dry-run`` and ``diff --live``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from generator.errors import UsageError
from generator.publish.releases.deploying import changes_on, read_site
from generator.publish.releases.opening import open_place, whole_site
from generator.visible import escaped_json, visible

_SHOWN = 200
# Of these names nobody can make anything.
_INDEX = "pagefind/"


def live_changes(root: Path, target: str, form: str = "text") -> str:
    """Return as text or JSON what a deploy of the built site would change in what the target serves."""
    if form not in ("text", "json"):
        raise UsageError("与发布目标比较时，--format只能写text或json。")
    with open_place(target, root) as place, whole_site(root) as site:
        history, changes = changes_on(place, read_site(site, "").files)
    if form == "json":
        lists = {"added": changes.added, "changed": changes.changed, "removed": changes.removed}
        told = {"target": target, "current": history.current, "held": bool(history.hold), **lists}
        return escaped_json(json.dumps(told, ensure_ascii=False, indent=2)) + "\n"
    lines = [f"正在用的版本：{history.current or '还没有'}"]
    if history.hold:
        lines.append(f"{history.hold.when}由{history.hold.who}退回，正在保持：发布以后不会换上。")
    if not changes:
        return "\n".join([*lines, "没有变化。"])
    for word, names in (("新增", changes.added), ("改动", changes.changed), ("去掉", changes.removed)):
        lines += _listed(word, names)
    counts = changes.counts()
    total = f"共新增{counts['added']}个文件，改动{counts['changed']}个，去掉{counts['removed']}个。"
    return "\n".join([*lines, total])


def _listed(word: str, every: tuple[str, ...]) -> Iterator[str]:
    names = [name for name in every if not name.startswith(_INDEX)]
    yield from (f"{word}　{visible(name)}" for name in names[:_SHOWN])
    if len(names) > _SHOWN:
        yield f"……{word}的还有{len(names) - _SHOWN}个，全部的见gongkai diff --live 目标 --format json。"
    if len(every) > len(names):
        yield f"{word}　搜索索引的{len(every) - len(names)}个文件"
