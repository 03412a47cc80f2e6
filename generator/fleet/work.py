"""Do one job of the fleet in this process: fetch, build, deploy, and tell what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from generator.errors import GongkaiError, reason_of
from generator.fleet.checkout import lay_out
from generator.fleet.job import Job, Outcome, State
from generator.fleet.standing import still_deployed, still_standing
from generator.load.cache.folder import cache_folder
from generator.model.finding import Finding, Level, count_levels
from generator.program import program_digest
from generator.publish.build import build
from generator.publish.releases.deploying import KEEP, deploy, read_site
from generator.publish.releases.history import Actor
from generator.publish.releases.opening import open_place, revision_of, who_is_there, whole_site
from generator.publish.result import BuildResult
from generator.publish.stages import STAGES, Listener
from generator.publish.timer import note_deployed

# The rest is found by ``gongkai check``.
_MOST_SAID = 200


def do_job(job: Job, say: Callable[[str], None]) -> Outcome:
    """Do a job; whatever keeps it from being done is its outcome. ``say`` is told what goes into the log."""
    try:
        if job.program != program_digest():
            raise GongkaiError("这台机器上的gongkai和发起的机器上的不是同一个版本，或者Python、软件包不同。")
        return _do(job, say)
    except GongkaiError as error:
        return _failed(job, str(error), say)
    except OSError as error:
        return _failed(job, f"{reason_of(error)}：{error.filename or job.root}。", say)


def _failed(job: Job, why: str, say: Callable[[str], None]) -> Outcome:
    say(f"没有完成：{why}")
    return Outcome(job.name, State.FAILED, why)


def _do(job: Job, say: Callable[[str], None]) -> Outcome:
    root, commit = Path(job.root), ""
    if job.repository:
        say(f"取{job.repository}的{job.revision}……")
        commit = lay_out(job.repository, job.revision, root)
    elif not root.is_dir():
        raise GongkaiError(f"没有“{root}”这个文件夹。")
    outcome = replace(_built(job, root, say), commit=commit or revision_of(root))
    return _deployed(job, root, outcome, say) if job.target and outcome.state.good else outcome


def _built(job: Job, root: Path, say: Callable[[str], None]) -> Outcome:
    standing = still_standing(job)
    if standing:
        say("没有变化，上次生成的网站仍然有效。")
        return standing
    listener = Listener(stage=lambda name: say(f"{STAGES.get(name, name)}……"))
    return _told(job, build(root, job.as_of, listener), say)


def _told(job: Job, result: BuildResult, say: Callable[[str], None]) -> Outcome:
    counts = count_levels(result.findings)
    errors, warnings = counts[Level.ERROR.value], counts[Level.WARNING.value]
    faults = [each for each in result.findings if each.level is Level.ERROR]
    for each in faults[:_MOST_SAID]:
        say(_line(each))
    if result.stats is None:
        why = f"错误{errors}个，例如：{_line(faults[0]) if faults else ''}"
        return Outcome(job.name, State.FAULTY, why, errors=errors, warnings=warnings)
    figures = result.stats
    say(f"生成完毕：文档{figures.documents}份，页面{figures.pages}个。")
    return Outcome(
        job.name, State.BUILT, "", figures.documents, figures.pages, figures.rendered, errors, warnings
    )


def _line(found: Finding) -> str:
    return f"{found.place}　{found.message}{f'改法：{found.hint}' if found.hint else ''}　[{found.code}]"


def _deployed(job: Job, root: Path, outcome: Outcome, say: Callable[[str], None]) -> Outcome:
    """Deploy what was built, unless it is there already."""
    if still_deployed(job):
        return outcome
    actor = Actor(who_is_there(), datetime.fromisoformat(job.now))
    with open_place(job.target, root) as place, whole_site(root) as site:
        place.make()
        with place.lock():
            done = deploy(place, read_site(site, outcome.commit), actor, KEEP)
        note_deployed(cache_folder(root), site, job.target)
    why = "" if done.served else "目标保持在退回的版本，新版本已放好，没有换上。"
    say(f"已发布到{job.target}：版本{done.release}。{why}")
    return replace(outcome, release=done.release, why=why)
