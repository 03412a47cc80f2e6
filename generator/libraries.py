"""The versions of the installed libraries, read from the names of their folders.

``importlib.metadata`` opens and parses each library's whole description for one line of it, and loads the
mail parser to do so: a tenth of the start of a small build. The folder ``pydantic-2.13.4.dist-info`` says
the same. Where a library has no such folder (a distribution's own package), it is asked all the same.
"""

from __future__ import annotations

import os
import re
import sys
from functools import cache

_SUFFIXES = (".dist-info", ".egg-info")


def installed() -> dict[str, str]:
    """Return the version of each installed library by its plain name: ``python_calamine``."""
    return _installed(tuple(sys.path))


def version(library: str) -> str:
    """Return the version of an installed library. Raises PackageNotFoundError, an ImportError."""
    known = installed().get(_plain(library))
    if known is not None:
        return known
    from importlib.metadata import version as described_version

    return described_version(library)


@cache
def _installed(folders: tuple[str, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for folder in folders:
        try:
            names = os.listdir(folder or ".")  # noqa: PTH208 - names alone are wanted
        except OSError:  # a zip file, or a folder that is not there
            continue
        for name in names:
            if name.endswith(_SUFFIXES):
                library, _, number = name.rpartition(".")[0].partition("-")
                found.setdefault(_plain(library), number)
    return found


def _plain(library: str) -> str:
    """Return a name as all its spellings have it: ``Python-Calamine`` is ``python_calamine``."""
    return re.sub(r"[-_.]+", "_", library).lower()
