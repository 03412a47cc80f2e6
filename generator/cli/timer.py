"""``gongkai timer``: the settings that have a machine build and deploy by itself, and the job that they run."""

from __future__ import annotations

import os
import re
import sys
from datetime import date
from pathlib import Path

import click

from generator.cli.shared.chinese import ChineseCommand
from generator.cli.shared.options import portal_options, portal_root, reload_option
from generator.cli.shared.say import hand_out, say
from generator.errors import UsageError
from generator.publish.timer import (
    INTERVALS,
    Job,
    cron_line,
    is_deployed,
    note_deployed,
    service_unit,
    timer_unit,
)
from generator.publish.writing import user_name

_SITE, _SHOWN, _NOTHING = "site", 5, "现在没有"
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,40}")


@click.command(
    cls=ChineseCommand,
    help="写出定时构建和发布的设置：systemd的service和timer，以及cron的一行。\n\n"
    "到了公开、公示截止、撤下的时间就构建，写了--deploy再发布；没有变化时什么也不做。",
)
@portal_options
@click.option("--deploy", "target", metavar="目标", help="构建以后发布到哪里，写法同gongkai deploy")
@click.option(
    "--hook", "repo", metavar="版本库", help="推送即发布的网站：定时发布这个版本库的main，不另写--deploy"
)
@reload_option
@click.option(
    "--every", type=click.Choice([str(each) for each in INTERVALS]), default="5", metavar="分钟",
    help="几分钟看一次：1、2、5、10、15、30，默认5",
)  # fmt: skip
@click.option("--name", default="gongkai", metavar="名称", help="设置的名称，一台机器上有几个网站时各写一个")
@click.option(
    "--part", type=click.Choice(["service", "timer", "cron"]),
    help="只写一段，没有说明，可以直接存成文件",
)  # fmt: skip
@click.option("--run", "runs", is_flag=True, help="不写设置，现在就看一次：有变化就构建、发布")
def command(
    *, root: Path, as_of: date, target: str | None, repo: str | None, reload: str | None, every: str,
    name: str, part: str | None, runs: bool,
) -> int:  # fmt: skip
    """Write the settings, or be what they run."""
    from generator.publish.releases.reloading import check_reload
    from generator.publish.releases.target import must_be_apart, read_target

    if not _NAME.fullmatch(name):
        raise UsageError("名称只能由小写字母、数字和连字符组成。")
    if repo is not None:
        if target or reload is not None or runs:
            raise UsageError("写了--hook，就照hook install的设置发布，不再写--deploy、--reload和--run。")
        return _for_hook(Path(os.path.abspath(root / repo)), as_of, int(every), name, part)  # noqa: PTH100
    if reload is not None:
        check_reload(reload)
        if not target:
            raise UsageError("--reload要和--deploy一起写。")
    root = portal_root(root)
    if target and isinstance(place := read_target(target), Path):
        must_be_apart(place, root)
        # The job runs in a folder of its own.
        target = str(place.absolute())
    if runs:
        return _run(root, as_of, target, reload)
    words = ["timer", "--run", "--root", str(root), *(("--deploy", target) if target else ())]
    words += [] if reload is None else ["--reload", reload]
    title = f"gongkai：构建{'并发布' if target else ''}{root.name}"
    job = _job(words, title, int(every), name)
    hand_out(_part(job, part) if part else _settings(job, _to_come(root, as_of), deploys=bool(target)))
    return 0


def _for_hook(repo: Path, as_of: date, every: int, name: str, part: str | None) -> int:
    """Write the settings that publish branch main of a repository with our hooks."""
    from generator.publish.hooks.settings import home_of

    home = home_of(repo)
    home.settings()
    title = f"gongkai：发布{repo.name}"
    job = _job(["hook", "publish", str(repo), "--quiet"], title, every, name)
    known = (home.main / "columns.yml").is_file()
    to_come = _to_come(home.main, as_of) if known and not part else _NOTHING
    hand_out(_part(job, part) if part else _settings(job, to_come, deploys=True))
    return 0


def _part(job: Job, part: str) -> str:
    return {"service": service_unit, "timer": timer_unit, "cron": cron_line}[part](job)


def _job(words: list[str], title: str, every: int, name: str) -> Job:
    if any(not char.isprintable() for word in words for char in word):
        raise UsageError("网站的文件夹或目标里有看不见的字符，写不进设置。请换一个文件夹。")
    # Isolated, as the launcher starts it: whatever stands in the folder or the environment is not run.
    program = (sys.executable, "-I", "-X", "utf8", "-m", "generator")
    return Job(name, title, user_name(), (*program, *words), every)


def _to_come(root: Path, as_of: date) -> str:
    from generator.check.agenda import turns_of
    from generator.load.cached import load_cached

    turns = [f"{turn:%Y-%m-%d %H:%M}" for turn in turns_of(load_cached(root, as_of))]
    more = f"等{len(turns)}个" if len(turns) > _SHOWN else ""
    return f"{'、'.join(turns[:_SHOWN])}{more}" if turns else _NOTHING


def _settings(job: Job, to_come: str, *, deploys: bool) -> str:
    folder = "/etc/systemd/system"
    return (
        f"# 每{job.every}分钟看一次，有变化才构建{'、发布' if deploys else ''}。内容改了，这份设置不用重写。\n"
        f"# 定了时间要变的：{to_come}。\n\n"
        f"# 一、systemd。存成{folder}/{job.name}.service：\n{service_unit(job)}\n"
        f"# 存成{folder}/{job.name}.timer：\n{timer_unit(job)}\n"
        f"# 再运行：systemctl daemon-reload && systemctl enable --now {job.name}.timer\n"
        f"# 看结果：systemctl list-timers {job.name}.timer；journalctl -u {job.name}.service\n\n"
        f"# 二、没有systemd的，用{job.user}的账号运行crontab -e，加上一行：\n{cron_line(job)}"
    )


def _run(root: Path, as_of: date, target: str | None, reload: str | None) -> int:
    """Build if anything changed, and deploy what was not yet; say nothing when there is nothing to do: cron mails words."""
    from generator.cli import build, deploy
    from generator.load.cache.folder import cache_folder
    from generator.publish.unchanged import still_good, survey_inputs

    context, cache = click.get_current_context(), cache_folder(root)
    inputs = survey_inputs(root, False, None)
    if still_good(root, cache, _SITE, as_of, inputs.digest) is None:
        code: int = context.invoke(build.command, root=root, as_of=as_of)
        if code:
            return code
    if not target or is_deployed(cache, root / _SITE, target):
        return 0
    code = context.invoke(deploy.command, target=target, root=root, as_of=as_of, reload=reload)
    if code == 0:
        try:
            note_deployed(cache, root / _SITE, target)
        except OSError:
            say("已经发布，但没有记下来，下次会再核对一遍。", err=True)
    return code
