"""Documents kept from the last reading are those that would be read now, whatever was edited in columns.yml."""

from __future__ import annotations

import pickle
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.load.documents.documents import deciding
from generator.load.documents.parse_cache import ParseCache
from generator.load.documents.resolve import resolve_document
from generator.load.heads.reading import Reading
from generator.load.portal import Loaded, load_portal
from generator.model.column import Column
from generator.model.document import Document
from generator.model.finding import Finding
from generator.model.lookups import make_lookups
from tests.helpers import COLUMNS, PORTAL, document, make_portal

DAY = date(2026, 11, 20)
# The address is what the tree is looked up by, and compared as such.
FIELDS = sorted({field.name for field in fields(Column)} - {"address"})
DUTIES = "    description: 说明。\n    unit: 区司法局\n    owner: 张某\n    cycle: monthly\n"
SECOND = f"  - name: 政策文件\n    slug: second\n{DUTIES}"
EDITS = {
    "renamed": (SECOND, f"  - name: 文件\n    slug: second\n{DUTIES}"),
    "another unit": ("区司法局", "区水利局"),
    "another kind": ("slug: second", "slug: second\n    kind: page"),
    "another type": ("slug: second", "slug: second\n    type: 公开指南"),
    "another address": ("slug: second", "slug: other"),
    "gone": (SECOND, ""),
    "one more": (SECOND, f"{SECOND}  - name: 公开指南\n    slug: guide\n{DUTIES}"),
    "unreadable": (SECOND, f"{SECOND}    unknown: 1\n"),
}


@pytest.fixture(scope="module")
def sample(sample_root: Path) -> tuple[Loaded, ParseCache]:
    """The sample portal, and what was read of its files."""
    cache = ParseCache()
    return load_portal(sample_root, DAY, True, cache), cache


def resolve(
    path: str, loaded: Loaded, cache: ParseCache, columns: dict[str, Column]
) -> tuple[Document | None, list[Finding]]:
    """Return the document of a file among these columns, and what is wrong with it."""
    assert loaded.content
    found: list[Finding] = []
    parsed = cache.parsed.get(path, loaded.content.stamps[path])
    assert parsed
    return resolve_document(Reading(path, loaded.content, parsed, found), columns, whole=True), found


def test_kept_documents_are_looked_up_as_others_are(sample: tuple[Loaded, ParseCache]) -> None:
    portal = sample[0].portal
    assert portal
    kept = [pickle.loads(pickle.dumps(each)) for each in portal.documents]
    # A replaced document is made of all its fields, said or not.
    assert make_lookups(kept) == make_lookups([replace(each) for each in portal.documents])


@given(data=st.data())
def test_what_does_not_decide_changes_no_document(
    sample: tuple[Loaded, ParseCache], data: st.DataObject
) -> None:
    loaded, cache = sample
    assert loaded.portal
    columns = {column.address: column for column in loaded.portal.walk()}
    kept = data.draw(st.sampled_from(loaded.portal.documents))
    before = resolve(kept.path, loaded, cache, columns)
    address = before[0].column if before[0] else kept.column
    other = data.draw(st.sampled_from(list(columns.values())))
    names = data.draw(st.sets(st.sampled_from(FIELDS), min_size=1))
    edited = replace(columns[address], **{name: getattr(other, name) for name in names})
    if deciding(edited) == deciding(columns[address]):
        assert resolve(kept.path, loaded, cache, columns | {address: edited}) == before


@pytest.mark.parametrize("edit", EDITS)
def test_the_portal_read_with_what_was_kept_is_the_portal_read_anew(tmp_path: Path, edit: str) -> None:
    files = {
        "columns.yml": PORTAL + COLUMNS + SECOND,
        "content/tzgg/a.md": document(title="一"),
        "content/second/b.md": document(title="二"),
        "content/second/index.md": document(title="三"),
    }
    root = make_portal(tmp_path, files)
    cache = ParseCache()
    load_portal(root, DAY, True, cache)
    tree = (root / "columns.yml").read_text(encoding="utf-8")
    assert EDITS[edit][0] in tree
    for text in (tree.replace(*EDITS[edit]), tree):
        (root / "columns.yml").write_text(text, encoding="utf-8")
        kept, anew = load_portal(root, DAY, True, cache), load_portal(root, DAY, True)
        assert kept == anew


def test_a_renamed_column_costs_no_document(tmp_path: Path) -> None:
    files = {"columns.yml": PORTAL + COLUMNS + SECOND, "content/second/b.md": document(title="二")}
    root = make_portal(tmp_path, files)
    cache = ParseCache()
    before = load_portal(root, DAY, True, cache).portal
    columns = root / "columns.yml"
    columns.write_text(columns.read_text(encoding="utf-8").replace(*EDITS["renamed"]), encoding="utf-8")
    after = load_portal(root, DAY, True, cache).portal
    assert before
    assert after
    assert after.documents[0] is before.documents[0]
