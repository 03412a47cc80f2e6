"""``gongkai rollback``: serve an earlier release again, and hold it until ``--release``."""

from __future__ import annotations

import shlex
from datetime import date
from pathlib import Path

import click

from generator.cli.shared.chinese import ChineseCommand
from generator.cli.shared.options import portal_options, reload_option
from generator.cli.shared.say import say
from generator.errors import UsageError

_SHOWN = 20


@click.command(
    cls=ChineseCommand,
    help="退回较早的版本，一步换上，并且保持：以后的发布只放好新版本，不换上。\n\n"
    "不写版本，退回前一个。加--release放开，保持期间放好的最新版本随即换上。",
)
@click.argument("target", metavar="目标")
@click.argument("release_id", metavar="[版本]", required=False)
@portal_options
@click.option("--release", "let", is_flag=True, help="放开保持")
@reload_option
def command(
    *,
    target: str,
    release_id: str | None,
    let: bool,
    reload: str | None,
    root: Path,  # noqa: ARG001 - every verb takes it; what is served is on the target
    as_of: date,  # noqa: ARG001
) -> int:
    """Go back, or let go."""
    from generator.cli.parts.deployed import RELOAD_BY_HAND, reload_server
    from generator.model.calendar.clock import china_now
    from generator.publish.releases.history import Actor, read_history
    from generator.publish.releases.opening import open_place, who_is_there
    from generator.publish.releases.reloading import check_reload, rules_changed
    from generator.publish.releases.rolling import let_go, roll_back

    if let and release_id:
        raise UsageError("--release是放开保持，后面不写版本。")
    order = "" if reload is None else check_reload(reload)
    actor = Actor(who_is_there(), china_now())
    with open_place(target) as place:
        if not read_history(place).releases:
            raise UsageError(f"“{target}”里还没有发布过。")
        place.make()
        with place.lock():
            done = let_go(place, actor) if let else roll_back(place, release_id or "", actor)
            if order and not done.faults:
                reload_server(place, order)
            elif not done.faults and rules_changed(place, done.before, done.release):
                say(RELOAD_BY_HAND, err=True)
    if done.faults:
        for fault in done.faults[:_SHOWN]:
            say(f"核对不符　{fault}", err=True)
        say(f"版本{done.release}与它的清单对不上（{len(done.faults)}处），没有换。", err=True)
        return 1
    if done.unproved:
        say("提醒：这个版本不是gongkai发布的，没有清单，没有核对。", err=True)
    changed = done.release != done.before
    if let:
        say(
            f"已放开，换上了{done.release}。"
            if changed
            else f"已放开，仍用{done.release}。下一次发布会换上。"
        )
        return 0
    say(
        f"已退回{done.release}（原来是{done.before or '没有'}）。"
        if changed
        else f"正在用的就是{done.release}。"
    )
    say(f"正在保持：以后的发布只放好，不换上。改好以后运行：gongkai rollback {shlex.quote(target)} --release")
    return 0
