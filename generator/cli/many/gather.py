"""``gongkai gather``: what other portals disclose, into registers of this one."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.shared.chinese import ChineseCommand
from generator.cli.shared.common import print_findings
from generator.cli.shared.options import portal_options, portal_root
from generator.cli.shared.say import hand_out, say, write_new
from generator.errors import UsageError
from generator.model.calendar.clock import day_of, moment_of

if TYPE_CHECKING:
    from generator.gather.run import Gathered

_MOST_SAID = 20


@click.command(
    cls=ChineseCommand,
    help="归集：照gather.yml到别的网站取信息，写进本站的名录。别的网站要是gongkai生成的，取的是它的api。\n\n"
    "取不到的网站，留着上次取到的。写好以后运行gongkai build。",
)
@portal_options
@click.option("--dry-run", is_flag=True, help="只取、只说，不写")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", metavar="格式", help="输出格式：text、json"
)  # fmt: skip
def command(*, root: Path, as_of: date, dry_run: bool, form: str) -> int:
    """Gather, and write the registers that changed."""
    from generator.gather.listing.read import GATHER_FILE, read_list
    from generator.gather.run import LATEST, STATE, gather, state_bytes
    from generator.load.portal import load_portal

    root = portal_root(root)
    portal = load_portal(root, day_of(as_of), drafts=True).portal
    if portal is None:
        raise UsageError("columns.yml读不出来，请先运行gongkai check。")
    wanted, findings = read_list(root, portal)
    if wanted is None:
        if form == "text":
            print_findings(findings)
        else:
            for each in findings:
                say(f"{each.place}　{each.message}{each.hint}", err=True)
        raise UsageError(f"{GATHER_FILE}有{len(findings)}处要改，什么也没有取。")

    def told(name: str, why: str) -> None:
        say(f"{name}：{f'没有取到，{why}。留着上次的。' if why else '取到了。'}", err=form == "json")

    done = gather(root, wanted, moment_of(as_of), told)
    if not dry_run:
        changed = [_write(root, path, data) for path, data in done.files.items()]
        # The times alone are no change: whoever keeps the files in a repository is not to have one each day.
        for path in (STATE, LATEST) if any(changed) else (LATEST,):
            _write(root, path, state_bytes(done.reached))
    if form == "json":
        hand_out(json.dumps(_json(done), ensure_ascii=False, indent=2), nl=True)
    else:
        _say(done, dry_run)
    return 1 if done.failed or done.refused else 0


def _write(root: Path, name: str, data: bytes) -> bool:
    """Write a file where it changed, in one step; tell whether it did. A link that leads out of the portal is not followed."""
    path = root / name
    folder = os.path.realpath(path.parent)
    if path.is_symlink() or not Path(folder).is_relative_to(os.path.realpath(root)):
        raise UsageError(f"“{path}”是链接，或者在链接到的文件夹里，没有写。")
    if path.is_file() and path.read_bytes() == data:
        return False
    fresh = path.with_name(f".{path.name}.new")
    write_new(fresh, data)
    fresh.replace(path)
    return True


def _say(done: Gathered, dry: bool) -> None:
    for column, count in done.counts.items():
        say(f"{column}：{count}条。")
    for name, column in done.empty:
        say(f"提醒：{name}没有{column}要的栏目。")
    for item, why in done.refused[:_MOST_SAID]:
        say(f"没有收：{item.source}　{item.title[:60]}　{why}")
    if len(done.refused) > _MOST_SAID:
        say(f"……还有{len(done.refused) - _MOST_SAID}条没有收。")
    say("只看不写：名录没有动。" if dry else "下一步：运行gongkai build。")


def _json(done: Gathered) -> dict[str, object]:
    return {
        "columns": [{"column": name, "rows": count} for name, count in done.counts.items()],
        "reached": done.reached,
        "failed": done.failed,
        "refused": [
            {"source": item.source, "title": item.title, "url": item.url, "why": why}
            for item, why in done.refused
        ],
        "missing": [{"source": name, "column": column} for name, column in done.empty],
    }
