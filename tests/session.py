"""The rules of a run of the tests, in one process or with several workers."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from tests.directives import comparison_line


def pytest_report_header() -> str:
    """Say at the head of a run whether the raw texts of the directives are compared."""
    return comparison_line()


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """Leave modules and tests, of which all stay until the end, out of every search for garbage.

    Python looks through all it holds again and again: nearly half of the time of collecting ten thousand tests, and a
    twentieth of running them.
    """
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Fail the run when anything was skipped: a check that did not run has proved nothing."""
    # A worker has no reporter; the process that hands out the tests hears of all that was skipped.
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if exitstatus == pytest.ExitCode.OK and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
