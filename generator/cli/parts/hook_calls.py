"""What git calls of ``gongkai hook``, and ``publish``: each speaks to whoever pushes or commits."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from generator.cli.shared.common import print_findings
from generator.cli.shared.options import processes
from generator.cli.shared.say import say
from generator.errors import GongkaiError, WentLiveError
from generator.model.calendar.clock import moment_of
from generator.model.finding import Finding, Level, has_errors
from generator.visible import visible

if TYPE_CHECKING:
    from generator.publish.hooks.judging import Job, Judged
    from generator.publish.hooks.receiving import Update
    from generator.publish.releases.deploying import Deployed
    from generator.publish.releases.history import Actor
    from generator.publish.releases.place import ReleaseTarget


def pre_receive(path: Path, as_of: date) -> int:
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


def post_receive(path: Path, as_of: date) -> int:
    """Put live what was taken. The push stands whatever comes of it."""
    job, code = _job(path, as_of), 0
    for update in _updates():
        if update.is_main:
            code = max(code, _guarded(partial(_publish, job), "内容已收下，但发布没有做完"))
        elif update.branch and job.settings.preview:
            code = max(code, _guarded(partial(_preview, job, update), "内容已收下，但没有做预览"))
    return code


def publish_now(path: Path, as_of: date, quiet: bool = False) -> int:
    """Put branch main live as it is: by a timer, or after a deploy that failed. ``quiet``: only if there is anything new."""
    from generator.publish.hooks.publishing import is_live

    job = _job(path, as_of)
    if quiet:
        with job.home.one_at_a_time():
            if is_live(job):
                return 0
    return _guarded(partial(_publish, job, False), "发布没有做完")


def pre_commit(root: Path, as_of: date) -> int:
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
    from generator.cli.parts.deployed import prove_deployed, reload_server, tell_deployed
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
        if job.settings.reload:
            with suppress(BrokenPipeError):
                reload_server(place, job.settings.reload)

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
