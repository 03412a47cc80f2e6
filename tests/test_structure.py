"""The house of the design: imports run one way, and one folder alone knows the site engine."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers import REPOSITORY

GENERATOR = REPOSITORY / "generator"
MODULES = sorted(path.relative_to(GENERATOR) for path in GENERATOR.rglob("*.py"))
# A folder may import from its own storey and from those below.
STOREYS = (
    ("model",),
    ("load", "mandates", "supply"),
    ("check", "frames", "render", "report", "search", "publish"),
    ("cli",),
)


def imports(module: Path) -> Iterator[str]:
    """Yield the names of all modules that a module imports, wherever in it."""
    for node in ast.walk(ast.parse((GENERATOR / module).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def storey(folder: str) -> int:
    """Return how high a folder stands."""
    return next(number for number, folders in enumerate(STOREYS) if folder in folders)


@pytest.mark.parametrize("module", [path for path in MODULES if len(path.parts) > 1], ids=str)
def test_imports_run_one_way(module: Path) -> None:
    for name in imports(module):
        parts = name.split(".")
        if parts[0] == "generator" and len(parts) > 2:
            assert storey(parts[1]) <= storey(module.parts[0]), f"{module} imports {name}"


def test_only_frames_knows_the_site_engine() -> None:
    knowing = {
        path.parts[0] for path in MODULES if any(name.split(".")[0] == "mkdocs" for name in imports(path))
    }
    assert knowing == {"frames"}


def test_every_folder_has_its_storey() -> None:
    folders = {path.parts[0] for path in MODULES if len(path.parts) > 1}
    assert folders == {folder for folders in STOREYS for folder in folders}


def test_yaml_that_is_published_is_read_where_its_words_are_looked_through() -> None:
    """Others read what is no text of a portal, or, of registers, what they look through once they know what is shown."""
    reading = {
        path.as_posix()
        for path in MODULES
        if "parse_marked(" in (GENERATOR / path).read_text(encoding="utf-8")
    }
    assert reading == {
        "load/yaml/marked.py",
        "load/gate/written.py",
        "load/tables/sheets.py",  # rows of a register, with hidden ones: register_texts.py
        "load/tables/report_tables.py",  # figures alone
        "report/new_portal.py",  # what the program has just written
    }
