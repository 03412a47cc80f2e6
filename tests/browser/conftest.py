"""The sample's site on a strict web server, and its page types."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.old_chromium import runs_here
from tests.browser.pages import find_pages
from tests.browser.waiting import be_patient
from tests.helpers import serve

# The browser of 2019 was made for one kind of machine.
collect_ignore = [] if runs_here() else ["test_old_browser.py"]


@pytest.fixture(scope="session", autouse=True)
def _patience() -> None:
    be_patient()


@pytest.fixture(scope="session")
def addresses(sample_root: Path, sample_site: Path) -> dict[str, str]:
    """The address of a page of every type."""
    return find_pages(sample_root)


@pytest.fixture(scope="session")
def base(sample_site: Path) -> Iterator[str]:
    """The address of the served sample, with a slash at its end."""
    with serve(sample_site) as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that fails the test on any error of a script."""
    made = browser.new_page()
    problems: list[str] = []
    made.on("pageerror", lambda error: problems.append(str(error)))
    yield made
    made.unroute_all(behavior="ignoreErrors")
    made.close()
    assert problems == []


@pytest.fixture
def wide(browser: Browser) -> Iterator[Page]:
    """A wide screen; an error of a script, or that the page tells in the console, fails the test."""
    made = browser.new_page(viewport={"width": 1440, "height": 900})
    problems: list[str] = []
    made.on("pageerror", lambda error: problems.append(str(error)))
    made.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    yield made
    made.close()
    assert problems == []
