"""``gongkai hook``: a bare repository that publishes what is pushed to it, and the hooks that do so.

What git calls speaks to whoever pushes or commits.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.shared.chinese import ChineseCommand
from generator.cli.shared.common import print_findings
from generator.cli.shared.options import portal_options, portal_root, processes
from generator.cli.shared.say import hand_out, say
from generator.errors import GongkaiError, WentLiveError
from generator.model.calendar.clock import moment_of
from generator.model.finding import Finding, Level, has_errors
from generator.publish.hooks.settings import LIMIT, Settings
from generator.visible import visible

if TYPE_CHECKING:
    from generator.publish.hooks.install import Step
    from generator.publish.hooks.judging import Job, Judged
    from generator.publish.hooks.receiving import Update
    from generator.publish.releases.deploying import Deployed
    from generator.publish.releases.history import Actor
    from generator.publish.releases.place import ReleaseTarget

_DO = ("install", "publish", "pre-receive", "post-receive", "pre-commit", "template")


@click.command(
    cls=ChineseCommand,
    help="推送即发布。install建一个裸版本库：推送到main的内容先检查，有错误就拒收，没有错误就构建和发布。\n\n"
    "publish立即发布main；template写出gitea、gitlab、pre-commit的模板；其余由git调用。",
)
@click.argument("action", metavar="做什么", type=click.Choice(_DO))
@click.argument("repo", metavar="版本库")
@portal_options
@click.option("--deploy", metavar="目标", help="发布到哪里：文件夹，或者用户@服务器:/文件夹")
@click.option(
    "--protect", metavar="文件", default="", help="权限文件：哪个账号可以改哪些栏目，放在版本库以外"
)
@click.option("--preview", metavar="文件夹", default="", help="别的分支的预览放在哪里，每个分支一个文件夹")
@click.option("--withhold", is_flag=True, help="有错误的文档暂不公开，其余照常发布；不写时有错误就整个拒收")
@click.option("--keep", type=click.IntRange(1, 1000), default=10, metavar="个数", help="保留几个版本，默认10")
@click.option("--url", metavar="网址", default="", help="换上以后到这个网址取几个页面核对，不符就换回去")
@click.option(
    "--limit", type=click.IntRange(1, 1 << 20), default=LIMIT, metavar="MB",
    help=f"内容总共最多多大，默认{LIMIT}",
)  # fmt: skip
@click.option("--dry-run", is_flag=True, help="只列出要做什么，不做")
def command(
    *, action: str, repo: str, root: Path, as_of: date, deploy: str | None, protect: str, preview: str,
    withhold: bool, keep: int, url: str, limit: int, dry_run: bool,
) -> int:  # fmt: skip
    """Do what is asked of a repository."""
    path = Path(os.path.abspath(root / repo))  # noqa: PTH100
    if action == "template":
        from generator.publish.hooks.words import template

        hand_out(template(repo))
        return 0
    if action == "pre-commit":
        return _pre_commit(portal_root(path), as_of)
    if action != "install":
        return {"pre-receive": _pre_receive, "post-receive": _post_receive, "publish": _publish_now}[action](
            path, as_of
        )
    from generator.publish.hooks.install import plan_bare, plan_pre_commit, read_settings

    if deploy is None:
        return _install(plan_pre_commit(portal_root(path), sys.executable), dry_run)
    told = read_settings(Settings(deploy, protect, preview, url, withhold, keep, limit))
    return _install(plan_bare(path, told, sys.executable), dry_run, path)


def _install(steps: list[Step], dry_run: bool, bare: Path | None = None) -> int:
    for step in steps:
        if not dry_run:
            step.do()
        say(f"{'要' if dry_run else '已'}{step.words}")
    if not steps:
        say("都已装好，没有要改的。")
    elif bare and not dry_run:
        say(f"装好了。编辑这样连接：git remote add origin 账号@服务器:{bare}，再运行git push origin main。")
    return 0


def _pre_receive(path: Path, as_of: date) -> int:
    """Take a push, or refuse it: the branches then stay where they are."""
    from generator.publish.hooks.errors import RefusedError
    from generator.publish.hooks.receiving import receive
    from generator.publish.hooks.words import ignored_lines

    job = _job(path, as_of)
    try:
        updates = _updates()
        with job.home.one_at_a_time():
            judged = receive(job, updates)
    except RefusedError as error:
        _tell(f"拒收，版本库没有改动。\n{error}")
        return 1
    if judged is None:
        return 0
    if not judged.good:
        _tell_errors(judged.result.findings)
        _tell("拒收，版本库没有改动。请改正以上错误，提交以后再推送。")
        return 1
    _tell_held(judged)
    _tell(ignored_lines(judged))
    return 0


def _post_receive(path: Path, as_of: date) -> int:
    """Put live what was taken. The push stands whatever comes of it."""
    job, code = _job(path, as_of), 0
    for update in _updates():
        if update.is_main:
            code = max(code, _guarded(partial(_publish, job), "内容已收下，但发布没有做完"))
        elif update.branch and job.settings.preview:
            code = max(code, _guarded(partial(_preview, job, update), "内容已收下，但没有做预览"))
    return code


def _publish_now(path: Path, as_of: date) -> int:
    """Put branch main live as it is: by a timer, or after a deploy that failed."""
    return _guarded(partial(_publish, _job(path, as_of), False), "发布没有做完")


def _pre_commit(root: Path, as_of: date) -> int:
    """Check what is about to be committed."""
    from generator.publish.hooks.staged import check_staged

    checked = check_staged(root, moment_of(as_of), os.environ)
    print_findings(checked.findings, at_least=Level.WARNING)
    if checked.elsewhere:
        say(f"没有改动的文件里还有{checked.elsewhere}个错误，不影响这次提交。运行gongkai check查看。")
    if has_errors(checked.findings):
        say("没有提交。请改正以上错误，git add以后再提交。")
        return 1
    return 0


def _job(path: Path, as_of: date) -> Job:
    from generator.publish.hooks.accounts import pusher
    from generator.publish.hooks.judging import Job
    from generator.publish.hooks.repository import called_by_git
    from generator.publish.hooks.settings import home_of

    who = pusher(os.environ)
    repository = called_by_git(path, os.environ)
    home = home_of(repository.path)
    return Job(repository, home, home.settings(), who, moment_of(as_of), processes())


def _updates() -> list[Update]:
    from generator.publish.hooks.receiving import read_updates

    return read_updates(sys.stdin.buffer.read().decode("utf-8", "surrogateescape"))


def _publish(job: Job, pushed: bool = True) -> int:
    from generator.cli.deploy import prove_deployed, tell_deployed
    from generator.publish.hooks.publishing import publish_main
    from generator.publish.hooks.words import fresh_lines
    from generator.publish.releases.history import read_history

    code = 0

    def then(place: ReleaseTarget, done: Deployed, actor: Actor) -> None:
        nonlocal code
        # Told here, since what is proved next may take it back.
        with suppress(BrokenPipeError):
            tell_deployed(done, read_history(place).hold, job.settings.deploy)
        if job.settings.url and done.served:
            code = prove_deployed(place, done, actor, job.settings.url)

    _tell("正在构建和发布……")
    with job.home.one_at_a_time():
        published = publish_main(job, then, pushed=pushed)
    if published is None:
        _tell("还没有main分支，没有可以发布的。")
        return 1
    if not published.judged.good:
        _tell_errors(published.judged.result.findings)
        _tell("没有发布，网站保持原样。请改正以上错误。")
        return 1
    _tell_held(published.judged)
    _tell(fresh_lines(published))
    return code


def _preview(job: Job, update: Update) -> int:
    from generator.publish.hooks.publishing import hide_branch, show_branch
    from generator.publish.hooks.words import shown_line

    branch = visible(update.branch)
    with job.home.one_at_a_time():
        if update.goes:
            hide_branch(job, update.branch)
            _tell(f"分支“{branch}”的预览已删除。")
            return 0
        shown = show_branch(job, update.branch)
    if shown is None:
        return 0
    good = shown.result.stats is not None
    if not good:
        _tell_errors(shown.result.findings)
    _tell(shown_line(shown, branch))
    return 0 if good else 1


def _tell_held(judged: Judged) -> None:
    from generator.publish.hooks.words import held_lines

    _tell_errors([each for found in judged.held.values() for each in found])
    _tell(held_lines(judged))


def _guarded(step: partial[int], failed: str) -> int:
    """Take a step; what it raises is told, and the next one taken. Whoever pushed may have gone by then."""
    try:
        return step()
    except WentLiveError as error:
        _tell(f"{error}，可以打开；但后面的事没有做完：{error.__cause__}")
    except (GongkaiError, OSError) as error:
        _tell(f"{failed}：{error}")
    return 2


def _tell_errors(findings: list[Finding]) -> None:
    with suppress(OSError, GongkaiError):
        print_findings(findings, at_least=Level.ERROR)


def _tell(text: str | Iterable[str]) -> None:
    # Nobody reads any more: what was begun is done all the same.
    with suppress(OSError, GongkaiError):
        for line in [text] if isinstance(text, str) else text:
            say(line)
