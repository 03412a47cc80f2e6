"""The gallery, written once a run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.old_chromium import runs_here
from tests.gallery.examples import read_examples
from tests.gallery.pages import make_gallery
from tests.helpers import serve
from tests.shared import shared

# The browser of 2019 was made for one kind of machine.
collect_ignore = [] if runs_here() else ["test_old.py"]


def _make(folder: Path) -> None:
    make_gallery(folder, read_examples())


@pytest.fixture(scope="session")
def gallery_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the gallery, which no test changes."""
    return shared(tmp_path_factory, "gallery", _make)


@pytest.fixture(scope="session")
def gallery(gallery_folder: Path) -> Iterator[str]:
    """The address of the gallery, with a slash at its end."""
    with serve(gallery_folder) as address:
        yield address
