"""``gongkai deploy``: the built site as a new release on a folder or a server."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from generator.cli.parts.deployed import RELOAD_BY_HAND, prove_deployed, reload_server, tell_deployed
from generator.cli.shared.chinese import ChineseCommand
from generator.cli.shared.options import portal_options, portal_root, reload_option
from generator.cli.shared.say import say

_BEHIND = "提醒：上次构建以后内容有改动，或者有文档到了公开的时间。发布的是上次构建的网站。"


@click.command(
    cls=ChineseCommand,
    help="把site里的网站发布到一个文件夹，或者服务器上的文件夹（用户@服务器:/文件夹，经ssh）。\n\n"
    "新版本先放在旁边，核对以后一步换上。先运行gongkai build。",
)
@click.argument("target", metavar="目标")
@portal_options
@click.option("--dry-run", is_flag=True, help="只列出会改动什么，不发布")
@click.option(
    "--keep", type=click.IntRange(1, 1000), default=10, metavar="个数",
    help="保留几个版本，默认10；在用的和它前一个总是保留",
)  # fmt: skip
@click.option("--url", metavar="网址", help="换上以后到这个网址取几个页面核对，不符就换回去")
@reload_option
def command(
    *, target: str, root: Path, as_of: date, dry_run: bool, keep: int, url: str | None, reload: str | None
) -> int:
    """Deploy, or tell what a deploy would change."""
    from generator.cli.shared.progress import ProgressPrinter
    from generator.model.calendar.clock import china_now
    from generator.publish.releases.changes import live_changes
    from generator.publish.releases.deploying import deploy, read_site
    from generator.publish.releases.history import Actor, read_history
    from generator.publish.releases.opening import (
        is_behind,
        open_place,
        revision_of,
        who_is_there,
        whole_site,
    )
    from generator.publish.releases.probing import check_address
    from generator.publish.releases.reloading import check_reload, rules_changed

    root = portal_root(root)
    address = check_address(url) if url else ""
    order = "" if reload is None else check_reload(reload)
    if dry_run:
        say(live_changes(root, target))
        return 0
    actor = Actor(who_is_there(), china_now())
    progress = ProgressPrinter()
    try:
        with open_place(target, root) as place, whole_site(root) as site:
            if is_behind(root, as_of):
                say(_BEHIND, err=True)
            place.make()
            with place.lock():
                hold = read_history(place).hold
                done = deploy(place, read_site(site, revision_of(root)), actor, keep, progress.listener())
                progress.close()
                tell_deployed(done, hold, target)
                code = prove_deployed(place, done, actor, address) if address and done.served else 0
                if order:
                    reload_server(place, order)
                elif done.served and done.before and rules_changed(place, done.before, done.release):
                    say(RELOAD_BY_HAND, err=True)
                return code
    finally:
        progress.close()
