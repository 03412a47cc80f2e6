"""The portal of these tests, built once a module."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import build
from tests.render.machines.scene import make


@pytest.fixture(scope="package")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the portal, built; tests leave it as it is."""
    root = make(tmp_path_factory.mktemp("machines"))
    build(root)
    return root


@pytest.fixture(scope="package")
def site(portal: Path) -> Path:
    """Return the site of the portal."""
    return portal / "site"
