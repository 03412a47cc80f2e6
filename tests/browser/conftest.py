"""The sample's site on a strict web server, and its page types."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

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
