"""Run the jobs of a fleet on an executor: a job that was broken off is tried again, a faulty one hinders no other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, as_completed
from dataclasses import replace

from generator.fleet.job import Job, Outcome, State
from generator.fleet.tend import tend


def run_jobs(
    jobs: Iterable[Job], executor: Executor, retries: int, done: Callable[[Outcome], None]
) -> list[Outcome]:
    """Run all jobs; return what came of each, in their order. ``done`` is told of each as it ends.

    What was broken off (the process or its worker was killed, the machine went away) is tried again up to
    ``retries`` times; what was done, and is faulty, is not.
    """
    wanted = list(jobs)
    told: dict[str, Outcome] = {}
    left, tries = wanted, 1
    while left:
        again = []
        for job, outcome in _each(left, executor):
            if outcome.state is State.DIED and tries <= retries:
                again.append(job)
            else:
                told[job.name] = replace(outcome, tries=tries)
                done(told[job.name])
        left, tries = again, tries + 1
    return [told[job.name] for job in wanted]


def _each(jobs: list[Job], executor: Executor) -> Iterator[tuple[Job, Outcome]]:
    given: dict[Future[Outcome], Job] = {executor.submit(tend, job): job for job in jobs}
    try:
        for future in as_completed(given):
            yield given[future], _result(future, given[future])
    except BaseException:
        for future in given:
            future.cancel()
        raise


def _result(future: Future[Outcome], job: Job) -> Outcome:
    try:
        return future.result()
    except Exception as error:  # an engine has exceptions of its own, and only those of its workers get here
        return Outcome(job.name, State.DIED, f"执行任务的进程断了（{type(error).__name__}）。")
