"""``gongkai fleet``: build many portals, here or on a cluster."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.shared.chinese import ChineseCommand
from generator.cli.shared.common import print_findings
from generator.cli.shared.options import portal_options, processes
from generator.cli.shared.say import hand_out, say, write_new
from generator.errors import UsageError

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from generator.fleet.job import Job, Outcome

_OWN = "fleet"
_ENDED = 75


@click.command(
    cls=ChineseCommand,
    help="构建许多网站。build照清单一个一个构建、发布，几个同时进行；一个出错不影响别的。\n\n"
    "清单的写法见docs/部署/网站群.md。再运行一次，只做有变化的和没有做成的。one由程序自己调用。",
)
@click.argument("action", metavar="做什么", type=click.Choice(["build", "one"]))
@click.argument("file", metavar="清单", type=click.Path(path_type=Path), required=False)
@portal_options
@click.option(
    "--jobs", type=click.IntRange(1, 1000), metavar="个数", help="同时构建几个网站，默认每个处理器核心一个"
)
@click.option("--cluster", metavar="地址", help="在Dask集群上构建，写调度程序的地址，例如tcp://10.0.0.5:8786")
@click.option(
    "--retries", type=click.IntRange(0, 20), default=2, metavar="次数", help="中途断了的再试几次，默认2"
)
@click.option(
    "--work", type=click.Path(path_type=Path), metavar="文件夹",
    help="日志、汇总、取来的版本库放在哪里，默认是清单旁边的fleet文件夹",
)  # fmt: skip
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", metavar="格式", help="输出格式：text、json"
)  # fmt: skip
def command(
    *, action: str, file: Path | None, root: Path, as_of: date, jobs: int | None, cluster: str | None, retries: int,
    work: Path | None, form: str,
) -> int:  # fmt: skip
    """Build a fleet, or do the one job that is told on standard input."""
    if action == "one":
        return _one()
    if file is None:
        raise UsageError("请写清单：gongkai fleet build 清单。")
    from generator.fleet.executors import cluster_executor, local_executor
    from generator.fleet.run import run_jobs
    from generator.fleet.summary import PAGE, SUMMARY, summary_json, summary_page, tally

    # --root is where words of the command line count from, as with every verb.
    path = root / file
    folder = (root / work if work else path.resolve().parent / _OWN).resolve()
    wanted = _jobs(path, folder, as_of, form)
    executor: AbstractContextManager[Executor] = (
        cluster_executor(cluster) if cluster else local_executor(jobs or processes())
    )
    with executor as engine:
        outcomes = run_jobs(wanted, engine, retries, _teller(folder, len(wanted), form))
    moment = wanted[0].moment
    text = summary_json(outcomes, moment)
    write_new(folder / SUMMARY, f"{text}\n".encode())
    write_new(folder / PAGE, summary_page(outcomes, moment).encode())
    if form == "json":
        hand_out(text, nl=True)
    else:
        say(f"{tally(outcomes)}汇总：{folder / PAGE}")
    return 0 if all(each.state.good for each in outcomes) else 1


def _jobs(path: Path, folder: Path, as_of: date, form: str) -> Sequence[Job]:
    from generator.fleet.job import Job
    from generator.fleet.listing.read import read_fleet
    from generator.model.calendar.clock import china_now
    from generator.program import program_digest

    listed, findings = read_fleet(path)
    if findings and form == "text":
        print_findings(findings)
    elif findings:
        for each in findings:
            say(f"{each.place}　{each.message}{each.hint}", err=True)
    if not listed:
        raise UsageError(f"清单{path.name}有{len(findings)}处要改，什么也没有做。")
    now, program = china_now().isoformat(), program_digest()
    return [
        Job(
            each.name, each.root or str(folder / "repositories" / each.name), each.repository, each.revision,
            each.target, as_of.isoformat(), now, program,
        )
        for each in listed
    ]  # fmt: skip


def _teller(folder: Path, total: int, form: str) -> Callable[[Outcome], None]:
    """Return who keeps the log of each portal as it ends, and says how it ended."""
    from generator.fleet.summary import log_name

    told: list[str] = []

    def tell(outcome: Outcome) -> None:
        told.append(outcome.name)
        head = f"{outcome.name}：{outcome.state.value}。{outcome.why}\n"
        write_new(folder / log_name(outcome.name), (head + outcome.log).encode("utf-8", "replace"))
        why = f"：{outcome.why.partition('改法')[0]}" if outcome.why else ""
        say(f"{len(told)}/{total}　{outcome.name}　{outcome.state.value}{why}", err=form == "json")

    return tell


def _one() -> int:
    """Do the job told on standard input; its outcome goes to standard output, its log to standard error."""
    from generator.fleet.job import outcome_text, read_job
    from generator.fleet.work import do_job

    line = sys.stdin.readline()
    try:
        job = read_job(line)
    except (ValueError, TypeError) as error:
        raise UsageError("one由程序自己调用：标准输入应是一项任务。") from error
    # Who waits for this process holds the other end open; when it is gone, nobody wants the portal built by this one.
    threading.Thread(target=_end_with, args=(sys.stdin.fileno(),), daemon=True).start()
    outcome = do_job(job, lambda text: say(text, err=True))
    hand_out(outcome_text(outcome), nl=True)
    return 0


def _end_with(standard_input: int) -> None:
    while os.read(standard_input, 1 << 12):
        pass
    os._exit(_ENDED)
