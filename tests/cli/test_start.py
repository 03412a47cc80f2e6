"""How much a run loads before it begins: a small build is over in little more than the time of its start."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.metadata import distributions
from importlib.metadata import version as described_version
from pathlib import Path

import pytest

from generator.libraries import version
from tests.helpers import AS_OF, REPOSITORY, build, document, make_portal

# Libraries for work that neither an unchanged tree nor one changed document gives.
ALWAYS_IDLE = {
    *("mkdocs", "material", "PIL", "docx", "lxml", "openpyxl", "xlsxwriter", "pypdf", "pymediainfo"),
    *(
        "http.client",
        "ssl",
        "urllib.request",
        "xml",
        "asyncio",
        "multiprocessing",
        "python_calamine",
        "pypinyin",
    ),
}
SHARD_BUILDERS = {"numpy", "cbor2"}
PAGE_DRAWERS = {"pydantic", "jinja2", "yaml", "pyromark", "nh3"}
RUN = """
import sys
from generator.cli.main import main
assert main(sys.argv[1:]) == 0
sys.stdout.write("\\n" + "\\n".join(sys.modules))
"""


def loaded_by_build(root: Path, as_of: str = AS_OF) -> set[str]:
    """Return the modules that a build of ``root`` loads."""
    done = subprocess.run(
        [sys.executable, "-c", RUN, "build", "--root", str(root), "--as-of", as_of],
        cwd=REPOSITORY,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return set(done.stdout.splitlines())


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = make_portal(
        tmp_path_factory.mktemp("start") / "portal", {"content/tzgg/a.md": document(title="第一份通知")}
    )
    build(root)
    return root


def test_an_unchanged_portal_loads_next_to_nothing(portal: Path) -> None:
    loaded = loaded_by_build(portal)
    assert loaded & (ALWAYS_IDLE | SHARD_BUILDERS | PAGE_DRAWERS) == set()
    assert "generator.publish.build" not in loaded


# Another day publishes other documents, so that the portal is looked through, and here nothing is found.
def test_without_a_new_shard_nothing_of_the_index_builder_is_loaded(portal: Path) -> None:
    loaded = loaded_by_build(portal, "2026-11-21")
    assert "generator.publish.build" in loaded
    assert loaded & (ALWAYS_IDLE | SHARD_BUILDERS) == set()


def test_one_changed_document_loads_only_what_it_needs(portal: Path) -> None:
    (portal / "content/tzgg/a.md").write_text(document(title="第一份通知（修订）"), encoding="utf-8")
    loaded = loaded_by_build(portal)
    assert "generator.publish.build" in loaded
    assert loaded & ALWAYS_IDLE == set()


def test_versions_are_those_of_the_libraries_descriptions() -> None:
    for library in {each.name for each in distributions()}:
        assert version(library) == described_version(library)
    assert version("Mkdocs.Material") == described_version("mkdocs-material")
    with pytest.raises(ImportError):
        version("no-such-library")


def test_what_was_said_arrives_and_so_does_the_exit_code(tmp_path: Path) -> None:
    process = subprocess.run(
        [sys.executable, "-m", "generator", "build", "--root", str(tmp_path / "missing")],
        check=False,
        cwd=REPOSITORY,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
    )
    assert process.returncode == 2
    assert "没有“" in process.stderr


def test_a_process_that_draws_documents_does_not_load_what_reads_them() -> None:
    drawing = (
        "import sys, generator.render.site.batch, generator.search.bundle; print(*sys.modules, sep='\\n')"
    )
    told = subprocess.run(
        [sys.executable, "-c", drawing], cwd=REPOSITORY, capture_output=True, encoding="utf-8", check=True
    )
    loaded = set(told.stdout.splitlines())
    assert "generator.render.documents.document" in loaded
    readers = {
        "generator.kinds.heads",
        "generator.load.documents",
        "generator.check",
        "generator.load.tables",
    }
    assert loaded & (ALWAYS_IDLE | readers) == set()
