"""``gongkai deploy``: the built site as a new release on a folder or a server."""

from __future__ import annotations

import shlex
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.shared.chinese import ChineseCommand
from generator.cli.shared.options import portal_options, portal_root, reload_option
from generator.cli.shared.say import say

if TYPE_CHECKING:
    from generator.publish.releases.deploying import Deployed
    from generator.publish.releases.history import Actor, Hold
    from generator.publish.releases.place import ReleaseTarget

_BEHIND = "提醒：上次构建以后内容有改动，或者有文档到了公开的时间。发布的是上次构建的网站。"
RELOAD_BY_HAND = (
    "提醒：旧网址的跳转规则变了。nginx和Caddy要重新载入才照新的做，例如systemctl reload nginx；"
    "加上--reload 命令，以后由发布来做。"
)


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


def tell_deployed(done: Deployed, hold: Hold | None, target: str) -> None:
    """Say what came of a deploy."""
    counts = done.changes.counts()
    change = f"新增{counts['added']}个文件，改动{counts['changed']}个，去掉{counts['removed']}个"
    for each in done.notes:
        say(f"提醒：{each}", err=True)
    if hold and not done.served:
        say(
            f"新版本{done.release}已经放好，但没有换上：{hold.when}由{hold.who}退回，正在保持。\n"
            f"要换上它，运行：gongkai rollback {shlex.quote(target)} --release"
        )
    elif done.before == done.release:
        say(f"没有变化，正在用的就是{done.release}，已经核对。")
    else:
        say(f"已换上{done.release}：{change}。")


def reload_server(place: ReleaseTarget, order: str) -> None:
    """Have the web server read new redirect rules, if there are any; when it fails, that is told, and nothing undone."""
    from generator.publish.releases.reloading import reload_rules

    done = reload_rules(place, order)
    if done.fault:
        say(
            f"提醒：网页服务器没有重新载入，旧网址的跳转和撤回的说明还照原来的规则：{done.fault.rstrip('。')}。\n"
            f"请在目标所在的机器上运行：{order}　下一次发布会再试。",
            err=True,
        )
    elif done.ran:
        say("网页服务器已重新载入旧网址的跳转规则。")


def prove_deployed(place: ReleaseTarget, done: Deployed, actor: Actor, url: str) -> int:
    """Ask the web server for some pages; go back to the release before when it sends others."""
    from generator.publish.releases.deploying import switch
    from generator.publish.releases.manifest import read_manifest
    from generator.publish.releases.place import manifest_note
    from generator.publish.releases.probing import probe

    manifest = read_manifest(place.read(manifest_note(done.release)))
    assert manifest
    proof = probe(url, manifest, done.changes)
    for fault in proof.faults:
        say(f"核对不符：{fault}。", err=True)
    if proof.silence:
        say(f"没有核对完：{proof.silence}。新版本已经换上，请检查网页服务器和网址。", err=True)
        return 1
    if not proof.faults:
        say(f"已到{url}核对{proof.asked}个文件，与刚发布的一致。")
        return 0
    if done.before and done.before != done.release and done.before in place.releases():
        switch(place, done.before, done.release, actor)
        say(f"已换回原来的{done.before}。请检查网页服务器指向哪个文件夹、有没有缓存，再发布。", err=True)
    else:
        say("没有更早的版本可以换回。请检查网页服务器指向哪个文件夹、有没有缓存。", err=True)
    return 1
