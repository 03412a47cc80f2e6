"""The rules of a run of the tests, in one process or with several workers."""

from __future__ import annotations

import pytest

from tests.directives import comparison_line


def pytest_report_header() -> str:
    """Say at the head of a run whether the raw texts of the directives are compared."""
    return comparison_line()


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Fail the run when anything was skipped: a check that did not run has proved nothing."""
    # A worker has no reporter; the process that hands out the tests hears of all that was skipped.
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if exitstatus == pytest.ExitCode.OK and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
