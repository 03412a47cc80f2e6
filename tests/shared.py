"""Folders that are made once a run of the tests, however many workers it has."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock


def shared(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """Return a folder that is made once a run, by the first worker that asks for it.

    ``make`` is given the path of the folder, which does not exist yet. All workers look at the same
    folder, at the same time: a test that changes anything in it takes a copy.
    """
    base = factory.getbasetemp()
    # pytest-xdist gives each worker a folder of its own below that of the run.
    common = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder, made = common / "shared" / name, common / "shared" / f"{name}.made"
    folder.parent.mkdir(exist_ok=True)
    with FileLock(common / "shared" / f"{name}.lock"):
        if not made.exists():
            shutil.rmtree(folder, ignore_errors=True)
            make(folder)
            made.touch()
    return folder
