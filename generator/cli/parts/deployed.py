"""What is said and done after a release was put in its place: shared by ``deploy``, ``rollback`` and the hooks."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from generator.cli.shared.say import say

if TYPE_CHECKING:
    from generator.publish.releases.deploying import Deployed
    from generator.publish.releases.history import Actor, Hold
    from generator.publish.releases.place import ReleaseTarget

RELOAD_BY_HAND = (
    "提醒：旧网址的跳转规则变了。nginx和Caddy要重新载入才照新的做，例如systemctl reload nginx；"
    "加上--reload 命令，以后由发布来做。"
)


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
