"""The sample's site on a strict web server, and its page types."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.old_chromium import runs_here
from tests.browser.opening import Opener, faultless, opener
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
def sample(sample_site: Path) -> Iterator[str]:
    """The address of the served sample, with a slash at its end."""
    with serve(sample_site) as address:
        yield address


@pytest.fixture(scope="session")
def base(sample: str) -> str:
    """The address that pages are asked for: that of the sample, where a file of tests has none of its own."""
    return sample


@pytest.fixture(scope="session")
def usual(browser: Browser, sample: str) -> Iterator[Opener]:
    """Opens pages of a usual size."""
    with opener(browser, sample) as made:
        yield made


@pytest.fixture(scope="session")
def widened(browser: Browser, sample: str) -> Iterator[Opener]:
    """Opens pages of a wide screen."""
    with opener(browser, sample, {"width": 1440, "height": 900}) as made:
        yield made


@pytest.fixture
def page(usual: Opener) -> Iterator[Page]:
    """A page that fails the test on any error of a script. A clock it must not be given: that stays with the browser,
    which it shares with those after it.
    """
    with usual() as opened, faultless(opened):
        yield opened


@pytest.fixture
def wide(widened: Opener) -> Iterator[Page]:
    """A wide screen; an error of a script, or that the page tells in the console, fails the test."""
    with widened() as opened, faultless(opened, console=True):
        yield opened
