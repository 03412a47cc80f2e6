"""Fixtures for all tests, and the rule that a skipped test counts as a failed one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from tests.helpers import REPOSITORY, build

# The same examples on every machine: a run that fails can be repeated, a run that passes stays so.
settings.register_profile("gongkai", derandomize=True, deadline=None, print_blob=False)
settings.load_profile("gongkai")
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
# The command turns every exception into words; in a test it is to be seen.
os.environ["GONGKAI_DEBUG"] = "1"

_BROWSER_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Fail the run when anything was skipped: a check that did not run has proved nothing."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if exitstatus == pytest.ExitCode.OK and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session")
def sample_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sample portal of this repository, not yet built."""
    root = tmp_path_factory.mktemp("sample")
    for name in ("columns.yml", "urls.lock", "mkdocs.yml", "ledger.yml"):
        shutil.copy(REPOSITORY / name, root / name)
    shutil.copytree(REPOSITORY / "content", root / "content")
    return root


@pytest.fixture(scope="session")
def sample_site(sample_root: Path) -> Path:
    """The site folder of the sample portal, built once for all tests, which leave it as it is."""
    return build(sample_root)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, which makes no request of its own."""
    executable = shutil.which("chromium")
    assert executable, "没有找到chromium，请用./gongkai test运行测试。"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=executable, args=list(_BROWSER_ARGUMENTS))
        yield started
        started.close()
