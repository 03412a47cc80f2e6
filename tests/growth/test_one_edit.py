"""What one edited document asks of a build does not grow with what the rest of the portal holds: counted, not timed.

A step is one instruction of Python (counting.py). What goes through all documents in one call of the interpreter's
own code is a step too: it is what is left of a cost that grows.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from generator.check.by_column import check_by_column
from generator.check.documents import check_unique
from generator.check.duplicates import check_duplicate_texts
from generator.check.national.yearly import check_website_report
from generator.check.proofs.holdings import Holdings
from generator.load.cache.by_column import ByColumn
from generator.load.documents.parse_cache import read_cache, write_cache
from generator.load.portal import load_portal
from generator.model.portal import Portal
from generator.publish.build import build
from generator.publish.stages import Listener
from generator.render.machines.extras import machine_extras
from generator.render.site.holdings import document_marks, holdings
from generator.render.site.jobs import Jobs, site_facts
from generator.render.site.keys import Held, document_keys, list_keys
from generator.render.site.records import search_index
from generator.render.site.shelf import make_shelf
from tests.growth.counting import steps
from tests.helpers import MARKS, PORTAL, document, make_portal

DAY = date(2026, 11, 20)
# Of a hundred documents more, not one step each.
MOST_MORE = 100
SIZE = 100
# The data for programs has a page for each hundred, with an address and a key of its own.
A_PAGE = 100


def portal(folder: Path, size: int) -> Path:
    """Write a portal of one column of few documents, and one of ``size``."""
    columns = "".join(
        f"  - {{name: 栏目{name}, slug: {name}, description: 公开事项, unit: 甲, owner: 乙, cycle: monthly}}\n"
        for name in "ab"
    )
    texts = {f"content/a/{n}.md": document(f"第{n}号") for n in range(5)}
    texts |= {
        f"content/b/{n}.md": document(f"另一份第{n}号", published=f"2026-0{n % 9 + 1}-03 09:30")
        for n in range(size)
    }
    return make_portal(folder, {"columns.yml": f"{PORTAL}columns:\n{columns}", "mkdocs.yml": MARKS, **texts})


def read(root: Path) -> Portal:
    """Read a portal over its cache."""
    cache = read_cache(root / ".cache")
    loaded = load_portal(root, DAY, False, cache)
    write_cache(root / ".cache", cache)
    assert loaded.portal
    assert loaded.portal.lookups
    return loaded.portal


def edit(root: Path) -> None:
    """Change a document of the small column."""
    (root / "content/a/3.md").write_text(document("第3号", "改了的正文。"), encoding="utf-8")


def _checked(portal: Portal, kept: ByColumn) -> None:
    list(check_by_column(portal, kept))


def _compared(portal: Portal, kept: ByColumn) -> None:
    portal.lookups.kept_by(kept.get)
    for rule in (check_unique, check_duplicate_texts, check_website_report):
        list(rule(portal))
    Holdings(portal).unsigned(())


def _searched(portal: Portal, kept: ByColumn) -> None:
    search_index(make_shelf(portal), kept)


def _pages(portal: Portal, kept: ByColumn) -> None:
    document_keys(make_shelf(portal), {"a": "", "b": ""}, "", kept)


def _lists(portal: Portal, kept: ByColumn) -> None:
    shelf = make_shelf(portal)
    held = Held(holdings(shelf), document_marks(shelf), kept)
    for column in portal.walk():
        list_keys(column, shelf, "", "", held)


def _programs(portal: Portal, kept: ByColumn) -> None:
    shelf = make_shelf(portal)
    held = Held(holdings(shelf), document_marks(shelf), kept)
    for _ in machine_extras(shelf, site_facts(portal), "", held.marks, held.keep):
        pass


STAGES: list[Callable[[Portal, ByColumn], None]] = [
    _checked,
    _compared,
    _searched,
    _pages,
    _lists,
    _programs,
]


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.__name__.strip("_"))
def test_an_edit_takes_the_same_steps_whatever_else_there_is(
    stage: Callable[[Portal, ByColumn], None], tmp_path: Path
) -> None:
    counted: list[int] = []
    for size in (SIZE, SIZE, 2 * SIZE):  # the first for what is learnt once
        root = portal(tmp_path / f"{len(counted)}", size)
        kept = ByColumn(root / ".cache/columns")
        stage(read(root), kept)
        kept.save()
        edit(root)
        edited = read(root)
        counted.append(steps(lambda: stage(edited, ByColumn(root / ".cache/columns"))))  # noqa: B023
    _, once, twice = counted
    assert twice - once < MOST_MORE + (A_PAGE if stage is _programs else 0)


def test_a_preview_takes_an_edit_in_the_same_steps_whatever_else_there_is(tmp_path: Path) -> None:
    counted: list[int] = []
    for size in (SIZE, SIZE, 2 * SIZE):
        jobs = Jobs(make_shelf(read(portal(tmp_path / f"{len(counted)}", size))))
        job = jobs["a/3.html"]
        counted.append(steps(lambda: jobs.with_edited(job)))  # noqa: B023
        assert jobs.with_edited(job)["a/3.html"] is job
        assert not jobs.edited
    _, once, twice = counted
    assert twice == once


def test_only_the_column_of_an_edit_is_looked_into_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = portal(tmp_path, 30)
    stores: list[ByColumn] = []

    def watched(folder: Path) -> ByColumn:
        stores.append(ByColumn(folder))
        return stores[-1]

    monkeypatch.setattr("generator.publish.build.ByColumn", watched)
    assert build(root, DAY, Listener()).stats
    edit(root)
    assert build(root, DAY, Listener()).stats
    (root / "content/a/4.md").touch()
    assert build(root, DAY, Listener()).stats
    first, second, third = (each.made for each in stores)
    kept = (
        *("findings", "addresses", "numbers", "texts"),
        *("beside", "search", "pages", "lists", "data", "answers"),
    )
    assert first == dict.fromkeys(kept, 2)
    assert second == dict.fromkeys(kept, 1)
    assert third == {}
