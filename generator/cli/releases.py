"""``gongkai releases``: which releases a target has, and which is served."""

from __future__ import annotations

import json
import shlex
from datetime import date
from pathlib import Path
from typing import Any

import click

from generator.cli.shared.chinese import ChineseCommand
from generator.cli.shared.options import portal_options
from generator.cli.shared.say import hand_out, say
from generator.visible import escaped_json


@click.command(
    cls=ChineseCommand, help="列出发布目标上的版本：哪一个在用，什么时候、由谁、从哪个提交发布的。"
)
@click.argument("target", metavar="目标")
@portal_options
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    metavar="格式",
    help="输出格式：text、json",
)
def command(
    *,
    target: str,
    form: str,
    root: Path,  # noqa: ARG001 - every verb takes it; what is listed is on the target
    as_of: date,  # noqa: ARG001
) -> int:
    """List the releases of a target, the newest first."""
    from generator.publish.releases.history import read_history
    from generator.publish.releases.opening import open_place

    with open_place(target) as place:
        history = read_history(place)
    rows = []
    for release in reversed(history.releases):
        told = history.told(release)
        row: dict[str, Any] = {"id": release, "current": release == history.current}
        for key in ("when", "revision", "who", "files", "added", "changed", "removed"):
            row[key] = getattr(told, key) if told else None
        rows.append(row)
    hold = history.hold
    if form == "json":
        held = {"id": hold.id, "when": hold.when, "who": hold.who} if hold else None
        told_all = {"target": target, "current": history.current, "held": held, "releases": rows}
        hand_out(escaped_json(json.dumps(told_all, ensure_ascii=False, indent=2)) + "\n")
        return 0
    if not rows:
        say(f"“{target}”里还没有发布过。")
        return 0
    for row in rows:
        say(_line(row))
    if history.current not in history.releases:
        say(
            "没有版本在用。"
            if not history.current
            else f"current指向的{history.current}不在了，请退回一个版本。"
        )
    if hold:
        say(
            f"{hold.when}由{hold.who}退回，正在保持：以后的发布不换上，直到运行gongkai rollback {shlex.quote(target)} --release。"
        )
    return 0


def _line(row: dict[str, Any]) -> str:
    mark = "在用" if row["current"] else "　　"
    if row["when"] is None:
        return f"{mark}　{row['id']}　没有记录"
    revision = f"　提交{row['revision'][:10]}" if row["revision"] else ""
    return (
        f"{mark}　{row['id']}　{row['when']}　{row['who']}{revision}　"
        f"共{row['files']}个文件，新增{row['added']}，改动{row['changed']}，去掉{row['removed']}"
    )
