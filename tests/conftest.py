"""Fixtures for all tests."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from benchmarks.one_opener import one_opener
from tests.compiled import compiled_once
from tests.directives import texts_folder
from tests.drawn import drawn_once
from tests.helpers import REPOSITORY, build
from tests.pure import pure_once
from tests.run import BROWSERS
from tests.shared import shared

pytest_plugins = ("tests.session",)

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


# Without the raw texts of the directives nothing can be compared with them, and nothing is said to be.
collect_ignore = [] if texts_folder() else ["test_directive_texts.py"]


def _copy_sample(root: Path) -> None:
    root.mkdir()
    for name in ("columns.yml", "urls.lock", "mkdocs.yml", "ledger.yml"):
        shutil.copy(REPOSITORY / name, root / name)
    shutil.copytree(REPOSITORY / "content", root / "content")


def _build_sample(root: Path) -> None:
    _copy_sample(root)
    build(root)


@pytest.fixture(scope="session", autouse=True)
def _kept() -> Iterator[None]:
    """What each run of the program in this process would make anew, and all share: the process that opens foreign
    files, compiled templates, frames, and what comes with it and is the same for every portal. Commands in processes of their
    own make theirs.
    """
    with one_opener(), compiled_once(), pure_once(), drawn_once():
        yield


@pytest.fixture(scope="session")
def sample_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sample portal of this repository, not yet built."""
    root = tmp_path_factory.mktemp("sample") / "portal"
    _copy_sample(root)
    return root


@pytest.fixture(scope="session")
def sample_site(sample_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site folder of the sample portal, built once a run for all tests, which leave it as it is."""
    built = shared(tmp_path_factory, "sample", _build_sample)
    # A worker's own copy, since a verb that looks at the portal writes to its cache.
    for name in ("site", ".cache"):
        shutil.copytree(built / name, sample_root / name, dirs_exist_ok=True)
    return sample_root / "site"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, which makes no request of its own; one for each worker."""
    executable = next(filter(None, map(shutil.which, BROWSERS)), None)
    assert executable, "没有找到chromium，请用./gongkai test运行测试。"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=executable, args=list(_BROWSER_ARGUMENTS))
        yield started
        started.close()
